import LiveState
import Model
import Profiles

extension Planner {
    /// Whether the header may carry the discard policy: only where the profile lets this program write headers, and no
    /// reference depends on the UUID.
    func remembersDiscard(_ entry: SwapDeviceEntry) -> Bool {
        if case .tag(.uuid, _) = entry.device.value { return false }
        return entry.format
    }

    /// nil when the device's discard policy is as wanted, or cannot be known.
    func discardDifference(_ entry: SwapDeviceEntry, _ device: SwapDeviceState) -> Difference? {
        guard remembersDiscard(entry), case .swap(let header) = device.content,
            device.size ?? smallestArea >= smallestArea
        else { return nil }
        let wanted = entry.swap.wantedDiscard
        switch HiddenSettings(of: header.uuid, parameters: [], discard: wanted) {
        case .asWanted: return nil
        case .discard(let old): return Difference("discard", live: old.rawValue, wanted: wanted.rawValue)
        case .noParameters, .unknown: return Difference("discard", live: "unknown", wanted: wanted.rawValue)
        }
    }

    /// The header keeps what the reference and others find the device by: its label, and its UUID as far as that does
    /// not have to remember something else.
    func formatStep(
        _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ path: String, overwrites: String?
    ) -> Step {
        let fingerprint = SettingsFingerprint(parameters: [], discard: entry.swap.wantedDiscard)
        var format = SwapFormat(
            path: path, size: device.size.map(roundedDown), label: "", fingerprint: fingerprint, overwrites: overwrites)
        if case .swap(let header) = device.content {
            format.label = header.label
            if SettingsFingerprint(of: header.uuid) == fingerprint { format.uuid = header.uuid }
        }
        switch entry.device.value {
        case .tag(.label, let label): format.label = label
        case .tag(.uuid, let text): format.uuid = UUID(text: text)
        default: break
        }
        return .formatSwap(format)
    }

    /// Why the device cannot become swap, if so.
    func formatProblem(_ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ path: String) -> Diagnostic? {
        if let size = device.size, size < smallestArea {
            return problem(
                "\(path) has \(BinaryUnits.exact(size)), too little for swap", at: entry.device.position,
                help: "name a device of at least \(BinaryUnits.exact(smallestArea))")
        }
        switch entry.device.value {
        case .tag(.uuid, let text) where UUID(text: text) == nil:
            return problem(
                "a swap header cannot keep the UUID \(text), so that \(path) would not be found again",
                at: entry.device.position, help: "name the device by PARTUUID, PARTLABEL or path")
        case .tag(.label, let label) where label.utf8.count > SwapHeader.labelCapacity:
            return problem(
                "a swap header cannot keep the label \(label), so that \(path) would not be found again",
                at: entry.device.position,
                help: "take a label of at most \(SwapHeader.labelCapacity) bytes, or name the device in another way")
        default: return nil
        }
    }
}
