import Kernel
import System
import Text

/// Reads the block devices that a profile names.
struct SwapDeviceReader {
    let root: Root
    let swaps: SwapTable
    let mounts: MountTable
    let pageSize: UInt64

    func device(_ reference: DeviceReference) -> SwapDeviceState {
        var state = SwapDeviceState(reference: reference)
        switch reference {
        case .path(let path):
            if root.isLive { readLive(path, &state) } else { readCopy(path, &state) }
        case .tag(let tag, let value):
            let nodes = TagResolution.nodes(tag, value, root: root)
            guard let node = nodes.first else {
                state.problem = "no device has " + reference.text
                return state
            }
            guard nodes.count == 1 else {
                state.problem = "several devices have " + reference.text + ": " + SwapDeviceReader.listed(nodes)
                return state
            }
            if root.isLive { readLive(node, &state) } else { readCopy(node, &state) }
        }
        return state
    }

    private static func listed(_ nodes: [String]) -> String {
        var text = ""
        for (index, node) in nodes.enumerated() { text += index == 0 ? node : ", " + node }
        return text
    }

    // MARK: This machine

    private func readLive(_ path: String, _ state: inout SwapDeviceState) {
        do {
            let status = try root.status(path)
            guard status.kind == .blockDevice else {
                state.problem = path + " is a " + status.kind.text + ", not a block device"
                return
            }
            let node = try root.resolved(path)
            state.area = SwapArea(node: node)
            state.active = swaps.row(node, status)
            let file = try root.open(node)
            guard try file.status().node == status.node else {
                state.content = .unknown(node + " changed while it was read")
                return
            }
            state.size = try file.blockDeviceSize()
            state.isReadOnly = file.isReadOnlyBlockDevice()
            state.content = AreaContent.read(file, pageSize: pageSize, state.active == nil ? .everything : .header)
            if state.active == nil {
                state.mountPoint = mounts.mountPoint(of: status.node, node: node)
                let folder = "/sys/dev/block/" + status.node.text
                state.holders = try KernelHolders.names(of: node, in: folder, root: root)
                state.activeBacking = try activeBacking(node)
            }
        } catch {
            if state.area == nil {
                state.problem = error.isAbsence ? "there is no " + path : error.text
                if error.isAbsence { return }
            }
            state.content = AreaContent(unreadable: error)
        }
    }

    /// The active swap file that a loop device shows.
    private func activeBacking(_ node: String) throws(SystemError) -> String? {
        guard let file = try SwapTable.loopFile(node, root) else { return nil }
        return swaps.row(file, try? root.status(file))?.path
    }

    // MARK: A copy

    /// The device itself is not here: sysfs shows what it is, and a regular file may stand in for its first bytes.
    private func readCopy(_ path: String, _ state: inout SwapDeviceState) {
        let node = (try? root.resolved(path)) ?? path
        let folder = "/sys/class/block/" + node.lastComponent
        let isStandIn = (try? root.status(node))?.kind == .regular
        state.active = swaps.row(node, nil)
        guard isStandIn || state.active != nil || root.exists(folder) else {
            state.problem = "there is no " + path
            return
        }
        state.area = SwapArea(node: node)
        // sysfs counts sectors of 512 bytes for every device.
        if let sectors = root.readIfPresent(folder + "/size")?.leadingNumber {
            state.size = BinaryUnits.figure(sectors, of: 512)
        }
        state.isReadOnly = root.readIfPresent(folder + "/ro")?.leadingNumber == 1
        state.content = copiedContent(node, state)
        if state.active == nil {
            state.mountPoint = mounts.mountPoint(
                of: root.readIfPresent(folder + "/dev").flatMap { DeviceNumber(attribute: $0) }, node: node)
            state.holders = (try? KernelHolders.names(of: node, in: folder, root: root)) ?? []
            state.activeBacking = (try? activeBacking(node)) ?? nil
        }
    }

    private func copiedContent(_ node: String, _ state: SwapDeviceState) -> AreaContent {
        do {
            let file = try root.open(node)
            return AreaContent.read(file, pageSize: pageSize, state.active == nil ? .everything : .header)
        } catch {
            return AreaContent(unreadable: error)
        }
    }
}
