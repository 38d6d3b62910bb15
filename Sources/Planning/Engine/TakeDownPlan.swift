import Kernel
import LiveState
import Profiles
import SwapFormat
import Text

extension Planner {
    func takeDownDevices(_ changes: inout [ResourceChange]) {
        for index in profile.swapDevices.indices.reversed() {
            var change = row(
                .swapDevice, profile.swapDevices[index].device.value.text, profile.swapDevices[index].device.position)
            if let device = deviceState(index), let active = state.devices[device].active,
                otherOwner(ofDevice: index) == nil
            {
                change.remove(active, discard: discard(of: state.devices[device], profile.swapDevices[index]))
            } else if let device = deviceState(index), state.devices[device].path == nil {
                // Nobody can tell whether it is in use.
                _ = change.blockUnreadable(
                    profile.swapDevices[index].device.value.text, state.devices[device].content)
            }
            changes.append(change)
        }
    }

    func takeDownFiles(keepFiles: Bool, _ changes: inout [ResourceChange]) {
        for index in profile.swapFiles.indices.reversed() {
            var change = row(.swapFile, profile.swapFiles[index].path.value, profile.swapFiles[index].path.position)
            if let file = fileState(index) {
                takeDown(profile.swapFiles[index], state.files[file], keepFiles: keepFiles, &change)
                Planner.removeLeftovers(state.files[file], &change)
            }
            changes.append(change)
        }
    }

    private func takeDown(
        _ entry: SwapFileEntry, _ file: SwapFileState, keepFiles: Bool, _ change: inout ResourceChange
    ) {
        let hasToBeKnown = file.kind == .inaccessible || file.kind == .regular && file.active == nil && !keepFiles
        if hasToBeKnown, change.blockUnreadable(file.path, file.content) { return }
        // What is in use as swap is swap; a file that is not is recognized by its header.
        var isSwap = false
        if case .swap = file.content { isSwap = true }
        if let active = file.active {
            isSwap = true
            change.remove(active, discard: discard(of: file, entry))
            guard change.action == .remove else { return }
        }
        guard file.kind == .regular, !keepFiles else { return }
        guard isSwap else {
            change.leaveAlone("\(file.path) is not swap, and stays")
            return
        }
        change.action = .remove
        change.addDifference("size", live: file.size, wanted: nil)
        change.add(.removeFile(path: file.path))
    }

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
        change.addDifference("size", live: device.size, wanted: nil)
        addReset(device, entry, &change)
        // One with a name of the user's own was made for the entry.
        if entry.deviceNumber == nil { change.add(.removeZram(device.name)) }
    }
}

extension ResourceChange {
    /// Whatever is there under that name was not set up from this profile.
    fileprivate mutating func leaveAlone(_ why: String) {
        action = .unmanaged
        report(.note, why, help: nil)
    }
}
