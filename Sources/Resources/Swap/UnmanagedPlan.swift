import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// The active swap that no entry of the profile stands for, and that has no row yet.
    func planUnmanaged(_ policy: UnmanagedPolicy, _ changes: inout [ResourceChange]) {
        guard !state.swaps.isEmpty else { return }
        var managed: [SwapArea] = []
        Catalog.addManagedSwap(self, to: &managed)
        for index in state.swaps.indices where !managed.contains(state.swaps[index].area) {
            let swap = state.swaps[index]
            let device = state.zram.devices.firstIndex { $0.active?.area == swap.area }
            var change = ResourceChange(
                resource: Resource(swap.kind == .file ? .swapFile : .swapDevice, swap.path), action: .unmanaged)
            if let device { change.resource = Resource(.zram, state.zram.devices[device].name.text) }
            if changes.contains(where: { $0.resource == change.resource }) { continue }
            if policy == .remove {
                // Whatever others use keeps no record of it.
                let plain = SettingsFingerprint(parameters: [], discard: .none)
                let uuid = device.flatMap { state.zram.devices[$0].header?.uuid }
                let isPlain = uuid.map { SettingsFingerprint(of: $0) == plain } ?? (swap.kind == .partition)
                change.remove(swap, discard: isPlain ? DiscardPolicy.none : nil)
                if let device, change.action == .remove { addReset(state.zram.devices[device], nil, &change) }
            } else {
                // As a profile would say it: with the header page.
                change.addDifference("size", live: .bytes(swap.size + pageSize), wanted: nil)
                change.addDifference("priority", live: .priority(swap.priority), wanted: nil)
            }
            changes.append(change)
        }
    }
}

extension ResourceChange {
    /// Switches an area off for good. Files and partitions stay as they are.
    ///
    /// - Parameter discard: its discard policy now; nil when that is not known.
    mutating func remove(_ active: ActiveSwap, discard: DiscardPolicy?) {
        if active.isDeleted {
            block(
                "\(active.path) was deleted while it is in use as swap, and cannot be switched off",
                help: location == nil ? "reboot to be rid of it, or write `unmanaged: keep`" : "reboot to be rid of it")
            return
        }
        action = .remove
        addDifference("active", live: .flag(true), wanted: .flag(false))
        switchOff(active, discard: discard)
    }
}
