import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    func takeDownZram(_ changes: inout [ResourceChange]) {
        for index in profile.zram.indices.reversed() {
            var change = row(.zram, profile.zram[index].name.value, profile.zram[index].name.position)
            if let device = zramDevices[index] {
                takeDown(state.zram.devices[device], profile.zram[index], &change)
            } else {
                _ = blockUnreadable(index, &change)
            }
            changes.append(change)
        }
    }

    private func takeDown(_ device: ZramDevice, _ entry: ZramEntry, _ change: inout ResourceChange) {
        guard device.isInitialized else { return }
        if let mountPoint = device.mountPoint {
            change.leaveAlone("\(device.path) is mounted on \(mountPoint), and stays")
            return
        }
        // A device in use whose header cannot be read is known by its name alone, as in the plan that set it up.
        if device.active == nil, change.blockUnreadable(device.path, device.content) { return }
        let isOurs = device.header.map { $0.label == change.resource.name } ?? (device.active != nil)
        guard isOurs || device.isEmptyAndUnused else {
            change.leaveAlone("\(device.path) holds \(device.contentText) of someone else's, and stays")
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
