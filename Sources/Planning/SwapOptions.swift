import LiveState
import Model
import Profiles

extension SwapOptions {
    var wantedPriority: SwapPriority {
        guard let priority else { return .automatic }
        return .fixed(priority.value)
    }

    var wantedDiscard: DiscardPolicy { discard?.value ?? .none }

    /// The differences of an area that does not exist yet: what the profile says, and nothing that it leaves open.
    var differencesWhenNew: [Difference] {
        var differences: [Difference] = []
        if let priority { differences.append(Difference("priority", live: nil, wanted: "\(priority.value)")) }
        if let discard { differences.append(Difference("discard", live: nil, wanted: discard.value.rawValue)) }
        return differences
    }

    func swapOn(_ path: String) -> Step { .swapOn(path: path, priority: wantedPriority, discard: wantedDiscard) }

    /// nil when the active area has the wanted priority.
    func priorityDifference(_ active: ActiveSwap) -> Difference? {
        guard active.priority != wantedPriority else { return nil }
        return Difference("priority", live: active.priority.text, wanted: wantedPriority.text)
    }
}

extension ActiveSwap {
    var swapOff: Step { .swapOff(path: path, used: used) }
}

extension Difference {
    /// The area is as wanted, and not in use.
    static let inactive = Difference("active", live: "no", wanted: "yes")
}

/// What the UUID of an existing header tells of the settings that no kernel file shows.
enum HiddenSettings: Equatable {
    case asWanted
    /// All but the discard policy is as wanted; this is the old one.
    case discard(DiscardPolicy)
    /// The parameters differ, known to have been none, with this discard policy.
    case noParameters(DiscardPolicy)
    /// They were others than these.
    case unknown

    init(of uuid: UUID, parameters: [Algorithm.Parameter], discard: DiscardPolicy) {
        let found = SettingsFingerprint(of: uuid)
        if found == SettingsFingerprint(parameters: parameters, discard: discard) {
            self = .asWanted
            return
        }
        // The hash covers few possible settings, so the old ones can mostly be named by trying them.
        for candidate in DiscardPolicy.allCases
        where found == SettingsFingerprint(parameters: parameters, discard: candidate) {
            self = .discard(candidate)
            return
        }
        for candidate in DiscardPolicy.allCases
        where found == SettingsFingerprint(parameters: [], discard: candidate) {
            self = .noParameters(candidate)
            return
        }
        self = .unknown
    }
}
