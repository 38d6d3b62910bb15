import LiveState
import Model
import Profiles

extension Planner {
    func deviceTakeDown() -> [ResourceChange] {
        guard !profile.swapDevices.isEmpty else { return [] }
        let others = devicesNamedTwice()
        var changes: [ResourceChange] = []
        for (index, entry) in profile.swapDevices.enumerated().reversed() {
            var change = ResourceChange(
                resource: Resource(.swapDevice, entry.device.value.text), action: .inSync,
                location: location(entry.device.position))
            if others[index] == nil, let active = deviceState(index)?.active { switchOff(active, &change) }
            changes.append(change)
        }
        return changes
    }

    func fileTakeDown(keepFiles: Bool) -> [ResourceChange] {
        var changes: [ResourceChange] = []
        for (index, entry) in profile.swapFiles.enumerated().reversed() {
            var change = ResourceChange(
                resource: Resource(.swapFile, entry.path.value), action: .inSync,
                location: location(entry.path.position))
            if let file = fileState(index) { takeDown(file, keepFiles: keepFiles, &change) }
            changes.append(change)
        }
        return changes
    }

    private func takeDown(_ file: SwapFileState, keepFiles: Bool, _ change: inout ResourceChange) {
        if let active = file.active {
            switchOff(active, &change)
            guard change.action == .remove else { return }
        }
        guard file.kind == .regular, !keepFiles else { return }
        // What is in use as swap is swap; a file that is not is recognized by its header.
        var isSwap = file.active != nil
        if case .swap = file.content { isSwap = true }
        guard isSwap else {
            leaveAlone(&change, "\(file.path) is not swap, and stays")
            return
        }
        change.action = .remove
        change.differences.append(Difference("size", live: BinaryUnits.exact(file.size), wanted: nil))
        change.steps.append(.removeFile(path: file.path))
    }

    func zramTakeDown() -> [ResourceChange] {
        var changes: [ResourceChange] = []
        for (index, entry) in profile.zram.enumerated().reversed() {
            var change = ResourceChange(
                resource: Resource(.zram, entry.name.value), action: .inSync, location: location(entry.name.position))
            if let device = zramDevices[index] {
                if device.isInitialized { takeDown(device, entry, &change) }
            } else if entry.deviceNumber == nil, let diagnostic = unreadableDevice(entry) {
                change.action = .blocked
                change.diagnostics = [diagnostic]
            }
            changes.append(change)
        }
        return changes
    }

    private func takeDown(_ device: ZramDevice, _ entry: ZramEntry, _ change: inout ResourceChange) {
        if let mountPoint = device.mountPoint {
            leaveAlone(&change, "\(device.path) is mounted on \(mountPoint), and stays")
            return
        }
        // A device in use whose header cannot be read is known by its name alone, as in the plan that set it up.
        let isOurs = device.header.map { $0.label == entry.name.value } ?? (device.active != nil)
        guard isOurs || device.isEmptyAndUnused else {
            leaveAlone(&change, "\(device.path) holds \(device.contentText) of someone else's, and stays")
            return
        }
        if let active = device.active {
            switchOff(active, &change)
            guard change.action == .remove else { return }
        }
        change.action = .remove
        change.differences.append(Difference("size", live: BinaryUnits.exact(device.size), wanted: nil))
        change.steps.append(resetStep(device.number))
        if entry.deviceNumber == nil { change.steps.append(.removeZram(number: device.number)) }
    }

    private func switchOff(_ active: ActiveSwap, _ change: inout ResourceChange) {
        if active.isDeleted {
            change.action = .blocked
            change.diagnostics.append(
                Diagnostic(
                    .error, "\(active.path) was deleted while it is in use as swap, and cannot be switched off",
                    at: change.location, help: "reboot to be rid of it"))
            return
        }
        change.action = .remove
        change.differences.append(Difference("active", live: "yes", wanted: "no"))
        change.steps.append(active.swapOff)
    }

    /// Whatever is there under that name was not set up from this profile.
    private func leaveAlone(_ change: inout ResourceChange, _ why: String) {
        change.action = .unmanaged
        change.diagnostics.append(Diagnostic(.note, why, at: change.location))
    }
}
