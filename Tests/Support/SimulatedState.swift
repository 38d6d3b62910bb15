import Kernel
import LiveState
import SwapFormat
import Text

extension SimulatedKernel {
    /// What a machine with this kernel shows of itself.
    package func state(for query: StateQuery) -> MachineState {
        var state = MachineState()
        state.kernel = version
        state.pageSize = pageSize
        state.container = container
        // What nobody asks for is not there, so that a plan that needs it is seen to be wrong.
        if query.memory || !areas.isEmpty {
            state.memory = MemoryInfo(
                total: memoryTotal, available: memoryAvailable, swapTotal: areas.reduce(0) { $0 + $1.size },
                swapFree: areas.reduce(0) { $0 + $1.size - $1.used })
        }
        state.swaps = areas.map(SimulatedKernel.active)
        state.zram = zramState()
        state.files = query.files.map(fileState)
        state.devices = query.devices.map(deviceState)
        state.cgroups = cgroupState(query.cgroups)
        state.settings = query.settings.map { path in
            SettingState(path: path, value: sysctls[path], original: originals[path].map { .value($0) } ?? .none)
        }
        return state
    }

    private static func active(_ area: SimulatedArea) -> ActiveSwap {
        ActiveSwap(
            path: area.path, isDeleted: area.isDeleted, kind: area.kind, size: area.size, used: area.used,
            priority: area.priority)
    }

    private func active(_ path: String) -> ActiveSwap? {
        areas.first { $0.path == path }.map(SimulatedKernel.active)
    }

    private func zramState() -> ZramSubsystem {
        guard let devices = zram else {
            return ZramSubsystem(
                availability: zramSupport == .module ? .loadable : .absent("there is no module of that name"))
        }
        return ZramSubsystem(
            availability: .present,
            devices: devices.keys.sorted().compactMap { number in
                devices[number].map { device in
                    ZramDevice(
                        number: number, size: device.size, algorithms: algorithms, algorithm: device.algorithm,
                        takesParameters: takesParameters, memoryLimit: device.memoryLimit,
                        usage: device.size > 0
                            ? ZramDevice.Usage(
                                original: device.original, compressed: device.original / 3,
                                memoryUsed: device.original / 3) : nil,
                        content: device.size > 0 ? device.content : nil, mountPoint: device.mountPoint,
                        active: active("/dev/zram\(number)"))
                }
            })
    }

    private func fileState(_ path: String) -> SwapFileState {
        let fileSystem = fileSystem(of: path)
        var state = SwapFileState(
            path: path, active: active(path), hasFolder: fileSystem != nil, folderMode: fileSystem?.folderMode,
            folderOwner: fileSystem.map { _ in 0 }, fileSystem: fileSystem?.type, freeSpace: fileSystem?.free)
        for leftover in [SwapFileNames.temporary(of: path), SwapFileNames.kept(of: path)] {
            guard let file = files[leftover] else { continue }
            state.leftovers.append(SwapFileState.Leftover(path: leftover, allocated: file.allocated))
        }
        guard let file = files[path] else { return state }
        state.kind = file.kind
        state.size = file.size
        state.allocated = file.allocated
        state.mode = file.mode
        state.owner = file.owner
        state.content = file.content
        return state
    }

    private func deviceState(_ reference: DeviceReference) -> SwapDeviceState {
        let paths = blockDevices.keys.sorted().filter { path in
            guard let device = blockDevices[path] else { return false }
            if reference == .path(path) || device.references.contains(reference) { return true }
            guard case .swap(let header) = device.content, case .tag(let tag, let value) = reference else {
                return false
            }
            return tag == .label && header.label == value || tag == .uuid && header.uuid.text == value
        }
        guard let path = paths.first, paths.count == 1, let device = blockDevices[path] else {
            return SwapDeviceState(
                reference: reference,
                problem: (paths.isEmpty ? "no device has " : "several devices have ") + reference.text)
        }
        if let problem = device.problem {
            return SwapDeviceState(reference: reference, content: .unknown(problem), problem: problem)
        }
        return SwapDeviceState(
            reference: reference, path: path, size: device.size, isReadOnly: device.isReadOnly,
            content: device.content, mountPoint: device.mountPoint, active: active(path))
    }

    private func cgroupState(_ paths: [String]) -> CgroupHierarchy {
        var wanted: Set<String> = [""]
        for path in paths {
            var current = path
            while !current.isEmpty {
                wanted.insert(current)
                current = SimulatedCgroups.parent(current)
            }
        }
        let controller: CgroupHierarchy.Controller =
            switch cgroups.version {
            case .v2: .v2(mountPoint: cgroups.mountPoint)
            case .v1: .v1(mountPoint: cgroups.mountPoint, isHybrid: false)
            case .none: .none("the kernel was booted with cgroup_disable=memory")
            }
        guard cgroups.version != .none else { return CgroupHierarchy(controller: controller) }
        return CgroupHierarchy(
            controller: controller, groups: wanted.sorted().map(groupState), countsSwap: cgroups.countsSwap)
    }

    private func groupState(_ path: String) -> CgroupState {
        guard let group = cgroups.groups[path] else {
            return CgroupState(
                path: path, exists: false, hasController: cgroups.version == .v1,
                delegatesController: cgroups.version == .v1)
        }
        let children = cgroups.children(path).count
        return CgroupState(
            path: path, hasController: cgroups.hasController(path),
            delegatesController: cgroups.version == .v1 || group.delegates,
            limits: cgroups.files.compactMap { file in
                cgroups.limit(path, file).map { CgroupState.Limit(file: file, value: $0) }
            }, usage: group.usage, hasProcesses: group.hasProcesses, hasChildren: children > 0, childCount: children)
    }
}
