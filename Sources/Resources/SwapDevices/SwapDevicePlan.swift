import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// The index of the state of the entry's device; nil when it was not asked for. States stand in the query's order.
    func deviceState(_ index: Int) -> Int? {
        let reference = profile.swapDevices[index].device.value
        if index < state.devices.count, state.devices[index].reference == reference { return index }
        return state.devices.firstIndex { $0.reference == reference }
    }

    func planDevices(_ changes: inout [ResourceChange]) {
        for index in profile.swapDevices.indices {
            var change = row(
                .swapDevice, profile.swapDevices[index].device.value.text, profile.swapDevices[index].device.position)
            plan(device: index, &change)
            changes.append(change)
        }
    }

    /// The entry before this one that names the same device in another way; nil when there is none.
    func otherOwner(ofDevice index: Int) -> Resource? {
        guard let device = deviceState(index), let area = state.devices[device].area else { return nil }
        for entry in profile.zram.indices {
            let number = zramDevices[entry].map { state.zram.devices[$0].number } ?? profile.zram[entry].deviceNumber
            if let number, area.zram?.number == number { return Resource(.zram, profile.zram[entry].name.value) }
        }
        for earlier in 0..<index {
            if let other = deviceState(earlier), state.devices[other].area == area {
                return Resource(.swapDevice, profile.swapDevices[earlier].device.value.text)
            }
        }
        return nil
    }

    private func plan(device index: Int, _ change: inout ResourceChange) {
        guard state.supportsSwap else {
            change.blockSwap()
            return
        }
        let found = deviceState(index)
        guard let found, let area = state.devices[found].area else {
            let reason = found.flatMap { state.devices[$0].problem } ?? "there is no \(change.resource.name)"
            change.block(reason, help: "`blkid` shows the labels and UUIDs that there are")
            return
        }
        if let other = otherOwner(ofDevice: index) {
            change.block(
                "\(change.resource.name) is \(area.path), which \(other.text) names too", help: "remove one of the two")
            return
        }
        let device = state.devices[found]
        let entry = profile.swapDevices[index]
        if let active = device.active {
            plan(entry, on: device, area, active, &change)
        } else if !blockForeign(device, area.path, &change) {
            plan(entry, onInactive: device, area, &change)
        }
    }

    private func plan(
        _ entry: SwapDeviceEntry, on device: SwapDeviceState, _ area: SwapArea, _ active: ActiveSwap,
        _ change: inout ResourceChange
    ) {
        let isDiscard = compareDiscard(entry, device, &change)
        let isPriority = entry.swap.comparePriority(active, &change)
        guard isPriority || isDiscard else {
            if let policy = entry.swap.discard, policy.value != .none, !remembersDiscard(entry) {
                change.report(
                    .note, "whether \(area.path) is in use with discard \(policy.value.rawValue) cannot be seen",
                    at: location(policy.position), help: "if it was changed, switch the area off and apply again")
            }
            return
        }
        if active.isDeleted {
            change.blockNameless(active.path)
            return
        }
        change.action = .change
        change.switchOff(active, discard: discard(of: device, entry))
        if isDiscard { addFormat(entry, device, area, overwrites: "swap", &change) }
        entry.swap.addSwapOn(area, &change)
    }

    /// The discard policy that an active device has now, as far as that can be known.
    func discard(of device: SwapDeviceState, _ entry: SwapDeviceEntry) -> DiscardPolicy? {
        guard remembersDiscard(entry) else { return entry.swap.wantedDiscard }
        return HiddenSettings.discard(of: device.content.header, parameters: [], wanted: entry.swap.wantedDiscard)
    }

    /// - Returns: whether the device is one that is never touched.
    private func blockForeign(_ device: SwapDeviceState, _ path: String, _ change: inout ResourceChange) -> Bool {
        if let mountPoint = device.mountPoint {
            change.block("\(path) is mounted on \(mountPoint)", help: "unmount it, or name another device")
        } else if let holder = device.holders.first {
            change.block("\(path) is a part of \(holder)", help: "name \(holder), or another device")
        } else if let active = device.activeBacking {
            change.block("\(path) is the active swap \(active)", help: "name \(active), or another device")
        } else if device.isReadOnly {
            change.block("\(path) is read-only", help: "name another device")
        } else if case .hibernation(let magic) = device.content {
            change.blockHibernation(path, magic)
        } else {
            return change.blockUnreadable(path, device.content)
        }
        return true
    }

    private func plan(
        _ entry: SwapDeviceEntry, onInactive device: SwapDeviceState, _ area: SwapArea, _ change: inout ResourceChange
    ) {
        let path = area.path
        var overwrites: String?
        change.action = .create
        switch device.content {
        case .swap(let header):
            compareUsability(header, entry, device, path, &change)
            guard change.action != .blocked else { return }
            _ = compareDiscard(entry, device, &change)
            if change.differences.isEmpty {
                change.addInactiveDifference()
                entry.swap.addSwapOn(area, &change)
                return
            }
            change.action = .replace
            overwrites = "swap"
        case .foreign(let type):
            guard entry.format, entry.overwrite else {
                let missing =
                    entry.format
                    ? "`overwrite: true`" : entry.overwrite ? "`format: true`" : "`format: true` and `overwrite: true`"
                change.block(
                    "\(path) holds \(type)",
                    help: "name another device, or write \(missing) to lose what it holds")
                return
            }
            change.action = .replace
            change.addDifference("content", live: .text(type), wanted: .text("swap"))
            overwrites = type
        default:
            guard entry.format else {
                change.block("\(path) has no swap header", help: "write `format: true` to give it one")
                return
            }
            change.addDifference("content", live: nil, wanted: .text("swap"))
        }
        if blockFormat(entry, device, path, &change) { return }
        if overwrites != "swap" { entry.swap.addDifferencesWhenNew(&change) }
        addFormat(entry, device, area, overwrites: overwrites, &change)
        entry.swap.addSwapOn(area, &change)
    }

    /// Whether the kernel would take an area with this header, and if not whether it may have a new one.
    private func compareUsability(
        _ header: SwapHeader, _ entry: SwapDeviceEntry, _ device: SwapDeviceState, _ path: String,
        _ change: inout ResourceChange
    ) {
        let problem: String
        if header.pageSize != pageSize {
            change.addDifference("page_size", live: .bytes(header.pageSize), wanted: .bytes(pageSize))
            problem =
                " was made for pages of \(BinaryUnits.exact(header.pageSize)), and this kernel's are "
                + BinaryUnits.exact(pageSize)
        } else if let size = device.size, header.areaBytes > size {
            change.addDifference("size", live: .bytes(header.areaBytes), wanted: .bytes(size))
            problem =
                " is \(BinaryUnits.exact(header.areaBytes)) by its header, and the device "
                + BinaryUnits.exact(size)
        } else {
            return
        }
        guard !entry.format else { return }
        change.differences = []
        change.block(
            "the swap on \(path)" + problem, help: "write `format: true` to have its header rewritten")
    }
}
