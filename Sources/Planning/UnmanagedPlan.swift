import LiveState
import Model
import Profiles

extension Planner {
    /// The active swap that no entry of the profile stands for.
    func unmanagedChanges(_ policy: UnmanagedPolicy) -> [ResourceChange] {
        guard !state.swaps.isEmpty else { return [] }
        let managed = managedSwapPaths()
        var changes: [ResourceChange] = []
        for swap in state.swaps where !managed.contains(swap.path) {
            let device = zramDevice(of: swap)
            let resource =
                if let device {
                    Resource(.zram, device.name)
                } else {
                    Resource(swap.kind == .file ? .swapFile : .swapDevice, swap.path)
                }
            var change = ResourceChange(resource: resource, action: .unmanaged)
            if policy == .remove {
                remove(swap, device, &change)
            } else {
                // As a profile would say it: with the header page.
                change.differences = [
                    Difference("size", live: BinaryUnits.exact(swap.size + pageSize), wanted: nil),
                    Difference("priority", live: swap.priority.text, wanted: nil),
                ]
            }
            changes.append(change)
        }
        return changes
    }

    /// Switches it off. Files and partitions stay as they are; a zram device gives its memory back.
    private func remove(_ swap: ActiveSwap, _ device: ZramDevice?, _ change: inout ResourceChange) {
        if swap.isDeleted {
            change.action = .blocked
            change.diagnostics = [
                Diagnostic(
                    .error, "\(swap.path) was deleted while it is in use as swap, and cannot be switched off",
                    help: "reboot to be rid of it, or write `unmanaged: keep`")
            ]
            return
        }
        change.action = .remove
        change.differences = [Difference("active", live: "yes", wanted: "no")]
        change.steps = [swap.swapOff]
        if let device { change.steps.append(resetStep(device.number)) }
    }

    private func zramDevice(of swap: ActiveSwap) -> ZramDevice? {
        guard swap.kind == .partition else { return nil }
        return state.zram.devices.first { $0.active?.path == swap.path }
    }
}
