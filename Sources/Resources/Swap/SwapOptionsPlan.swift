import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension SwapOptions {
    var wantedPriority: SwapPriority {
        guard let priority else { return .automatic }
        return .fixed(priority.value)
    }

    var wantedDiscard: DiscardPolicy { discard?.value ?? .none }

    /// The differences of an area that does not exist yet: what the profile says, and nothing that it leaves open.
    func addDifferencesWhenNew(_ change: inout ResourceChange) {
        if let priority { change.addDifference("priority", live: nil, wanted: .priority(.fixed(priority.value))) }
        if let discard { change.addDifference("discard", live: nil, wanted: .discard(discard.value)) }
    }

    func addSwapOn(_ area: SwapArea, _ change: inout ResourceChange) {
        change.switchOn(area, priority: wantedPriority, discard: wantedDiscard)
    }

    /// - Returns: whether the active area has another priority than the wanted one.
    func comparePriority(_ active: ActiveSwap, _ change: inout ResourceChange) -> Bool {
        guard active.priority != wantedPriority else { return false }
        change.addDifference("priority", live: .priority(active.priority), wanted: .priority(wantedPriority))
        return true
    }
}

extension ResourceChange {
    /// The area is as wanted, and not in use.
    mutating func addInactiveDifference() { addDifference("active", live: .flag(false), wanted: .flag(true)) }

    /// The name in /proc/swaps leads nowhere: only swapoff(2) by another name could help.
    mutating func blockNameless(_ path: String) {
        block(
            "the name \(path) is gone while it is in use, so that it cannot be switched off",
            help: "make the node again (mknod, or mdev -s), or reboot")
    }
}

extension AreaContent {
    /// nil unless it is known to be swap.
    var header: SwapHeader? {
        guard case .swap(let header) = self else { return nil }
        return header
    }
}

/// What the UUID of an existing header says about the settings that no kernel file shows.
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
        for candidate in DiscardPolicy.allCases {
            if found == SettingsFingerprint(parameters: parameters, discard: candidate) {
                self = .discard(candidate)
                return
            }
        }
        for candidate in DiscardPolicy.allCases {
            if found == SettingsFingerprint(parameters: [], discard: candidate) {
                self = .noParameters(candidate)
                return
            }
        }
        self = .unknown
    }

    /// The discard policy that an area has now by its header, without one the wanted one; nil when it is not known.
    static func discard(
        of header: SwapHeader?, parameters: [Algorithm.Parameter], wanted: DiscardPolicy
    ) -> DiscardPolicy? {
        guard let header else { return wanted }
        switch HiddenSettings(of: header.uuid, parameters: parameters, discard: wanted) {
        case .asWanted: return wanted
        case .discard(let policy), .noParameters(let policy): return policy
        case .unknown: return nil
        }
    }

    /// Of an area that has no parameters.
    ///
    /// - Returns: whether the discard policy differs.
    static func compareDiscard(
        _ header: SwapHeader, _ wanted: DiscardPolicy, _ change: inout ResourceChange
    ) -> Bool {
        var live = Difference.Value.unknown
        switch HiddenSettings(of: header.uuid, parameters: [], discard: wanted) {
        case .asWanted: return false
        case .discard(let old): live = .discard(old)
        case .noParameters, .unknown: break
        }
        change.addDifference("discard", live: live, wanted: .discard(wanted))
        return true
    }
}
