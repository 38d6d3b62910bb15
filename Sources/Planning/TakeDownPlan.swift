import LiveState
import Model
import Profiles

extension Planner {
    func takeDownDevices(_ changes: inout [ResourceChange]) {
        for index in profile.swapDevices.indices.reversed() {
            var change = row(
                .swapDevice, profile.swapDevices[index].device.value.text, profile.swapDevices[index].device.position)
            if let device = deviceState(index), let active = state.devices[device].active,
                otherOwner(ofDevice: index) == nil
            {
                change.remove(active)
            }
            changes.append(change)
        }
    }

    func takeDownFiles(keepFiles: Bool, _ changes: inout [ResourceChange]) {
        for index in profile.swapFiles.indices.reversed() {
            var change = row(.swapFile, profile.swapFiles[index].path.value, profile.swapFiles[index].path.position)
            if let file = fileState(index) { takeDown(state.files[file], keepFiles: keepFiles, &change) }
            changes.append(change)
        }
    }

    private func takeDown(_ file: SwapFileState, keepFiles: Bool, _ change: inout ResourceChange) {
        // What is in use as swap is swap; a file that is not is recognized by its header.
        var isSwap = false
        if case .swap = file.content { isSwap = true }
        if let active = file.active {
            isSwap = true
            change.remove(active)
            guard change.action == .remove else { return }
        }
        guard file.kind == .regular, !keepFiles else { return }
        guard isSwap else {
            change.leaveAlone("\(file.path) is not swap, and stays")
            return
        }
        change.action = .remove
        change.differ("size", live: file.size, wanted: nil)
        change.add(.removeFile(path: file.path))
    }

    func takeDownZram(_ changes: inout [ResourceChange]) {
        for index in profile.zram.indices.reversed() {
            var change = row(.zram, profile.zram[index].name.value, profile.zram[index].name.position)
            if let device = zramDevices[index] {
                takeDown(state.zram.devices[device], isNamed: profile.zram[index].deviceNumber == nil, &change)
            } else {
                _ = refuseUnreadable(index, &change)
            }
            changes.append(change)
        }
    }

    /// - Parameter isNamed: whether it has a name of the user's own, and so was made for the entry.
    private func takeDown(_ device: ZramDevice, isNamed: Bool, _ change: inout ResourceChange) {
        guard device.isInitialized else { return }
        if let mountPoint = device.mountPoint {
            change.leaveAlone("\(device.path) is mounted on \(mountPoint), and stays")
            return
        }
        // A device in use whose header cannot be read is known by its name alone, as in the plan that set it up.
        let isOurs = device.header.map { $0.label == change.resource.name } ?? (device.active != nil)
        guard isOurs || device.isEmptyAndUnused else {
            change.leaveAlone("\(device.path) holds \(device.contentText) of someone else's, and stays")
            return
        }
        if let active = device.active {
            change.remove(active)
            guard change.action == .remove else { return }
        }
        change.action = .remove
        change.differ("size", live: device.size, wanted: nil)
        addReset(device.number, &change)
        if isNamed { change.add(.removeZram(number: device.number)) }
    }
}

extension ResourceChange {
    /// Whatever is there under that name was not set up from this profile.
    fileprivate mutating func leaveAlone(_ why: String) {
        action = .unmanaged
        tell(.note, why, help: nil)
    }
}
