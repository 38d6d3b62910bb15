import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// From a bare device to active swap, in the order that the kernel demands: what depends on the algorithm before
    /// disksize, which settles it (Documentation/admin-guide/blockdev/zram.rst).
    func addSetUp(_ name: ZramName, _ settings: ZramSettings, _ change: inout ResourceChange) {
        if let algorithm = profile.zram[settings.entry].algorithm?.value {
            // Always, even where it is selected: a reset brings the default back from 6.12 on, and keeps it before.
            change.write(.text(algorithm.name), to: .zram(name, .algorithm))
            if !algorithm.parameters.isEmpty {
                change.write(.parameters(algorithm), to: .zram(name, .algorithmParameters))
            }
        }
        change.write(.bytes(settings.size), to: .zram(name, .diskSize))
        if settings.memoryLimit > 0 { change.limitMemory(of: name, to: settings.memoryLimit) }
        addFormat(name, settings, overwrites: nil, &change)
        profile.zram[settings.entry].swap.addSwapOn(.zram(name), &change)
    }

    func addFormat(
        _ name: ZramName, _ settings: ZramSettings, overwrites: String?, _ change: inout ResourceChange
    ) {
        let entry = profile.zram[settings.entry]
        change.format(
            SwapFormat(
                area: .zram(name), size: settings.size, label: entry.name.value,
                fingerprint: SettingsFingerprint(parameters: entry.parameters, discard: entry.swap.wantedDiscard),
                overwrites: overwrites))
    }

    /// - Parameter entry: the device's; nil when the profile does not name it.
    func addReset(_ device: ZramDevice, _ entry: ZramEntry?, _ change: inout ResourceChange) {
        var was = ZramConfiguration()
        was.size = device.size
        was.algorithm = device.algorithm
        was.memoryLimit = device.memoryLimit
        was.header = device.header
        if device.header == nil, device.active == nil, !device.isEmptyAndUnused { was.lost = device.contentText }
        was.parameters = parameters(of: device, entry)
        if let header = device.header, header.pageSize != pageSize {
            was.header = nil
            was.lost = "swap in pages of " + BinaryUnits.exact(header.pageSize)
        }
        change.reset(device.name, was: was)
    }

    /// The parameters that a device was set up with; nil when they are not known.
    private func parameters(of device: ZramDevice, _ entry: ZramEntry?) -> [Algorithm.Parameter]? {
        guard let header = device.header else { return nil }
        let plain = SettingsFingerprint(parameters: [], discard: .none)
        guard let entry else { return SettingsFingerprint(of: header.uuid) == plain ? [] : nil }
        switch HiddenSettings(of: header.uuid, parameters: entry.parameters, discard: entry.swap.wantedDiscard) {
        case .asWanted, .discard: return entry.parameters
        case .noParameters: return []
        case .unknown: return nil
        }
    }

    /// The discard policy that an active device has now, as far as that can be known.
    func discard(of device: ZramDevice, _ entry: ZramEntry) -> DiscardPolicy? {
        HiddenSettings.discard(of: device.header, parameters: entry.parameters, wanted: entry.swap.wantedDiscard)
    }
}
