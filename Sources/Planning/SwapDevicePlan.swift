import LiveState
import Model
import Profiles

extension Planner {
    /// The state of the entry's device; nil when it was not asked for. States stand in the query's order.
    func deviceState(_ index: Int) -> SwapDeviceState? {
        let reference = profile.swapDevices[index].device.value
        if index < state.devices.count, state.devices[index].reference == reference { return state.devices[index] }
        return state.devices.first { $0.reference == reference }
    }

    func deviceChanges() -> [ResourceChange] {
        guard !profile.swapDevices.isEmpty else { return [] }
        let others = devicesNamedTwice()
        var changes: [ResourceChange] = []
        changes.reserveCapacity(profile.swapDevices.count)
        for (index, entry) in profile.swapDevices.enumerated() {
            let resource = Resource(.swapDevice, entry.device.value.text)
            func refused(_ summary: String, help: String?) -> ResourceChange {
                blocked(
                    resource, [problem(summary, at: entry.device.position, help: help)], at: entry.device.position)
            }
            guard state.supportsSwap else {
                changes.append(refused(Planner.noSwap.summary, help: Planner.noSwap.help))
                continue
            }
            guard let device = deviceState(index), let path = device.path else {
                changes.append(
                    refused(
                        deviceState(index)?.problem ?? "there is no \(resource.name)",
                        help: "`blkid` shows the labels and UUIDs that there are"))
                continue
            }
            if let other = others[index] {
                changes.append(
                    refused("\(resource.name) is \(path), which \(other) names too", help: "remove one of the two"))
                continue
            }
            let start = ResourceChange(
                resource: resource, action: .create, location: location(entry.device.position))
            if let active = device.active {
                changes.append(activeDeviceChange(start, entry, device, path, active))
            } else {
                changes.append(inactiveDeviceChange(start, entry, device, path))
            }
        }
        return changes
    }

    /// The entries whose device an entry before them names in another way, and that entry's name.
    func devicesNamedTwice() -> [Int: String] {
        var named: [Int: String] = [:]
        var owners: [String: String] = [:]
        for (index, entry) in profile.zram.enumerated() {
            let device = zramDevices[index]?.path ?? entry.deviceNumber.map { "/dev/zram\($0)" }
            if let device { owners[device] = "zram." + entry.name.value }
        }
        for (index, entry) in profile.swapDevices.enumerated() {
            guard let path = deviceState(index)?.path else { continue }
            if let owner = owners[path] {
                named[index] = owner
            } else {
                owners[path] = "swap_devices." + entry.device.value.text
            }
        }
        return named
    }

    private func activeDeviceChange(
        _ start: ResourceChange, _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ path: String,
        _ active: ActiveSwap
    ) -> ResourceChange {
        var change = start
        let priority = entry.swap.priorityDifference(active)
        let discard = discardDifference(entry, device)
        if let discard { change.differences.append(discard) }
        if let priority { change.differences.append(priority) }
        if let policy = entry.swap.discard, policy.value != .none, !remembersDiscard(entry), priority == nil {
            change.diagnostics.append(
                Diagnostic(
                    .note, "whether \(path) is in use with discard \(policy.value.rawValue) cannot be seen",
                    at: location(policy.position), help: "if it was changed, switch the area off and apply again"))
        }
        guard priority != nil || discard != nil else {
            change.action = .inSync
            return change
        }
        if active.isDeleted {
            change.action = .blocked
            change.diagnostics.append(
                problem(
                    "the name \(active.path) is gone while it is in use, so that it cannot be switched off",
                    at: entry.device.position, help: "make the node again (mknod, or mdev -s), or reboot"))
            return change
        }
        change.action = .change
        change.steps = [active.swapOff]
        if discard != nil { change.steps.append(formatStep(entry, device, path, overwrites: "swap")) }
        change.steps.append(entry.swap.swapOn(path))
        return change
    }

    private func inactiveDeviceChange(
        _ start: ResourceChange, _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ path: String
    ) -> ResourceChange {
        var change = start
        func refused(_ summary: String, help: String?) -> ResourceChange {
            change.action = .blocked
            change.diagnostics = [problem(summary, at: entry.device.position, help: help)]
            return change
        }
        if let mountPoint = device.mountPoint {
            return refused("\(path) is mounted on \(mountPoint)", help: "unmount it, or name another device")
        }
        if let holder = device.holders.first {
            return refused("\(path) is a part of \(holder)", help: "name \(holder), or another device")
        }
        if device.isReadOnly { return refused("\(path) is read-only", help: "name another device") }
        var overwrites: String?
        switch device.content {
        case .hibernation(let magic):
            return refused("\(path) holds a hibernation image (\(magic))", help: Planner.hibernationHelp(path))
        case .unknown(let reason):
            return refused("cannot tell what \(path) holds: \(reason)", help: "run this as root")
        case .swap(let header):
            let unusable = unusableReason(header, device)
            if unusable == nil, discardDifference(entry, device) == nil {
                change.differences = [.inactive]
                change.steps = [entry.swap.swapOn(path)]
                return change
            }
            if let unusable {
                guard entry.format else {
                    return refused(
                        "the swap on \(path) " + unusable.summary,
                        help: "write `format: true` to have its header made anew")
                }
                change.differences = [unusable.difference]
            }
            if let discard = discardDifference(entry, device) { change.differences.append(discard) }
            change.action = .replace
            overwrites = "swap"
        case .empty:
            guard entry.format else {
                return refused("\(path) has no swap header", help: "write `format: true` to give it one")
            }
            change.differences = [Difference("content", live: nil, wanted: "swap")]
        case .foreign(let type):
            guard entry.format, entry.overwrite else {
                return refused(
                    "\(path) holds \(type)",
                    help: "name another device, or write `format: true` and `overwrite: true` to lose what it holds")
            }
            change.differences = [Difference("content", live: type, wanted: "swap")]
            change.action = .replace
            overwrites = type
        }
        if let diagnostic = formatProblem(entry, device, path) {
            change.action = .blocked
            change.diagnostics = [diagnostic]
            return change
        }
        if overwrites != "swap" { change.differences += entry.swap.differencesWhenNew }
        change.steps = [formatStep(entry, device, path, overwrites: overwrites), entry.swap.swapOn(path)]
        return change
    }

    /// Why the kernel would not take this area, as the end of a sentence about it.
    private func unusableReason(
        _ header: SwapHeader, _ device: SwapDeviceState
    ) -> (summary: String, difference: Difference)? {
        if header.pageSize != pageSize {
            let live = BinaryUnits.exact(header.pageSize)
            let wanted = BinaryUnits.exact(pageSize)
            return (
                "was made for pages of \(live), and this kernel's are \(wanted)",
                Difference("page_size", live: live, wanted: wanted)
            )
        }
        if let size = device.size, header.areaBytes > size {
            let live = BinaryUnits.exact(header.areaBytes)
            let wanted = BinaryUnits.exact(size)
            return (
                "is \(live) by its header, and the device \(wanted)", Difference("size", live: live, wanted: wanted)
            )
        }
        return nil
    }
}
