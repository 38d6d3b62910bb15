import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// Compares what only a reset changes, or in the case of the discard policy alone a new header.
    ///
    /// - Returns: whether the discard policy is all that differs.
    func compareResetProperties(
        _ device: ZramDevice, _ settings: ZramSettings, _ entry: ZramEntry, _ change: inout ResourceChange
    ) -> Bool {
        let header = device.header
        if let header, header.pageSize != pageSize, device.active == nil {
            change.addDifference("page_size", live: .bytes(header.pageSize), wanted: .bytes(pageSize))
        }
        if device.size != settings.size {
            change.addDifference("size", live: .bytes(device.size), wanted: .bytes(settings.size))
        } else if let header, header.areaBytes != settings.size {
            change.addDifference("size", live: .bytes(header.areaBytes), wanted: .bytes(settings.size))
        }
        var hidden = HiddenSettings.asWanted
        if let header {
            hidden = HiddenSettings(
                of: header.uuid, parameters: entry.parameters, discard: entry.swap.wantedDiscard)
        }
        compareAlgorithm(device, entry, hidden, &change)
        guard let old = hidden.knownDiscard, old != entry.swap.wantedDiscard else { return false }
        change.addDifference("discard", live: .discard(old), wanted: .discard(entry.swap.wantedDiscard))
        guard case .discard = hidden else { return false }
        return change.differences.count == 1
    }

    private func compareAlgorithm(
        _ device: ZramDevice, _ entry: ZramEntry, _ hidden: HiddenSettings, _ change: inout ResourceChange
    ) {
        let live = device.algorithm ?? "unknown"
        let wanted = entry.algorithm?.value
        func addDifference(_ found: String) {
            change.addDifference(
                "algorithm", live: .text(found),
                wanted: wanted.map { .algorithm($0) } ?? .text(live + " without parameters"))
        }
        let isOther = wanted.map { $0.name != device.algorithm } ?? false
        switch hidden {
        case .asWanted, .discard: guard isOther else { return }
        case .noParameters: break
        case .unknown:
            if isOther { break }
            addDifference(live + " with other parameters")
            return
        }
        addDifference(live)
    }
}

extension HiddenSettings {
    /// The old policy where the fingerprint shows it and it may differ.
    fileprivate var knownDiscard: DiscardPolicy? {
        switch self {
        case .discard(let policy), .noParameters(let policy): policy
        case .asWanted, .unknown: nil
        }
    }
}
