import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// Whether the header may carry the discard policy: only where the profile lets this program write headers, and no
    /// reference depends on the UUID.
    func remembersDiscard(_ entry: SwapDeviceEntry) -> Bool {
        if case .tag(.uuid, _) = entry.device.value { return false }
        return entry.format
    }

    /// - Returns: whether the device's discard policy is known to be another than the wanted one.
    func compareDiscard(
        _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ change: inout ResourceChange
    ) -> Bool {
        guard remembersDiscard(entry), case .swap(let header) = device.content,
            device.size ?? smallestArea >= smallestArea
        else { return false }
        return HiddenSettings.compareDiscard(header, entry.swap.wantedDiscard, &change)
    }

    /// The header keeps what the reference and others find the device by: its label, and its UUID as far as that does
    /// not have to remember something else.
    func addFormat(
        _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ area: SwapArea, overwrites: String?,
        _ change: inout ResourceChange
    ) {
        let fingerprint = SettingsFingerprint(parameters: [], discard: entry.swap.wantedDiscard)
        var label = ""
        var uuid: UUID?
        if case .swap(let header) = device.content {
            label = header.label
            if SettingsFingerprint(of: header.uuid) == fingerprint { uuid = header.uuid }
        }
        switch entry.device.value {
        case .tag(.label, let name): label = name
        case .tag(.uuid, let text): uuid = UUID(text: text)
        default: break
        }
        change.format(
            SwapFormat(
                area: area, size: device.size.map(roundedDown), label: label, fingerprint: fingerprint, uuid: uuid,
                overwrites: overwrites))
    }

    /// - Returns: whether the device cannot become swap.
    func blockFormat(
        _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ path: String, _ change: inout ResourceChange
    ) -> Bool {
        if let size = device.size, size < smallestArea {
            change.block(
                "\(path) has \(BinaryUnits.exact(size)), too little for swap",
                help: "name a device of at least \(BinaryUnits.exact(smallestArea))")
            return true
        }
        switch entry.device.value {
        case .tag(.uuid, let text) where UUID(text: text) == nil:
            change.block(
                "a swap header cannot keep the UUID \(text), so that \(path) would not be found again",
                help: "name the device by PARTUUID, PARTLABEL or path")
            return true
        case .tag(.label, let label) where label.utf8.count > SwapHeader.labelCapacity:
            change.block(
                "a swap header cannot keep the label \(label), so that \(path) would not be found again",
                help: "take a label of at most \(SwapHeader.labelCapacity) bytes, or name the device in another way")
            return true
        default: return false
        }
    }
}
