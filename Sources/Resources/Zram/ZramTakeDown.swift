import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// Devices that bear a name of the user's own, and are not the one that the entry goes by, have rows of their own.
    func takeDownZram(_ changes: inout [ResourceChange]) {
        var leftovers: [Int] = []
        for index in profile.zram.indices.reversed() {
            let entry = profile.zram[index]
            var change = row(.zram, entry.name.value, entry.name.position)
            if let device = zramDevices[index] {
                takeDown(state.zram.devices[device], entry, &change)
            } else if !blockUnreadable(index, &change), let leftover = leftover(index, taken: leftovers) {
                leftovers.append(leftover.number)
                takeDown(leftover, entry, &change)
                noteLeftover(leftover, &change)
            }
            changes.append(change)
            for device in state.zram.devices.indices where isAnother(device, of: index) {
                let device = state.zram.devices[device]
                var change = ResourceChange(resource: Resource(.zram, device.name.text), action: .inSync)
                takeDown(device, entry, &change)
                changes.append(change)
            }
        }
    }

    /// Whether the device bears the name of the entry, and is not the one that the entry goes by.
    private func isAnother(_ device: Int, of index: Int) -> Bool {
        guard profile.zram[index].deviceNumber == nil, zramDevices[index] != device else { return false }
        let found = state.zram.devices[device]
        return found.header?.label == profile.zram[index].name.value && !profile.names(zram: found.number)
    }

    /// What an interrupted run has sized for an entry with a name of the user's own, and not labelled yet.
    private func leftover(_ index: Int, taken: [Int]) -> ZramDevice? {
        guard profile.zram[index].deviceNumber == nil else { return nil }
        // Whatever is wrong with the entry, there is nothing to set up.
        var change = row(.zram, profile.zram[index].name.value, profile.zram[index].name.position)
        guard let settings = zramSettings(index, device: nil, &change),
            let number = leftoverDevice(settings, taken: taken)
        else { return nil }
        return state.zram.devices.first { $0.number == number }
    }

    private func takeDown(_ device: ZramDevice, _ entry: ZramEntry, _ change: inout ResourceChange) {
        guard device.isInitialized else { return }
        if let mountPoint = device.mountPoint {
            change.leaveAlone("\(device.path) is mounted on \(mountPoint), and is kept")
            return
        }
        // A device in use whose header cannot be read is known by its name alone, as in the plan that set it up.
        if device.active == nil, change.blockUnreadable(device.path, device.content) { return }
        let isOurs = device.header.map { $0.label == entry.name.value } ?? (device.active != nil)
        guard isOurs || device.isEmptyAndUnused else {
            change.leaveAlone("\(device.path) holds \(device.contentText) that someone else set up, and is kept")
            return
        }
        if let active = device.active {
            change.remove(active, discard: discard(of: device, entry))
            guard change.action == .remove else { return }
        }
        change.action = .remove
        change.addDifference("size", live: .bytes(device.size), wanted: nil)
        addReset(device, entry, &change)
        // One with a name of the user's own was made for the entry.
        if entry.deviceNumber == nil { change.add(.removeZram(device.name)) }
    }
}
