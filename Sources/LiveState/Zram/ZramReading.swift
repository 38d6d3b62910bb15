import Kernel
import System
import Text

/// Reads zram's part of a machine. It never opens hot_add: reading that file makes a device.
struct ZramReader {
    let root: Root
    let swaps: SwapTable
    /// nil where the query needs none.
    let mounts: MountTable?
    let pageSize: UInt64
    let release: String
    let kernel: KernelVersion?

    func subsystem() throws(SystemError) -> ZramSubsystem {
        var numbers: [Int] = []
        for name in try root.entries("/sys/block", startingWith: "zram") {
            if let name = ZramName(name) { numbers.append(name.number) }
        }
        numbers.sort()
        var devices: [ZramDevice] = []
        for number in numbers {
            if let device = try device(number) { devices.append(device) }
        }
        let hasControl = root.exists("/sys/class/zram-control")
        let availability = hasControl || !numbers.isEmpty ? .present : availability()
        return ZramSubsystem(
            availability: availability, devices: devices,
            canAdd: hasControl || availability == .loadable && kernel.map { $0 >= KernelVersion(4, 2) } ?? true)
    }

    // MARK: The module

    private func availability() -> ZramSubsystem.Availability {
        let missing = "there is no /sys/class/zram-control"
        guard !release.isEmpty else {
            return .absent(missing + ", and without the kernel's release its modules cannot be found")
        }
        let folder = "/lib/modules/" + release
        let modules = ModuleIndex(release: release, root: root)
        if modules.loadable("zram") {
            // A copy holds the machine's state, not its programs.
            guard root.isLive, Modprobe.path(root) == nil else { return .loadable }
            return .absent(missing + "; zram is a module of this kernel, but there is no modprobe to load it")
        }
        if modules.builtIn("zram") {
            return .absent(missing + ", although zram is built into this kernel; is sysfs mounted on /sys?")
        }
        guard root.exists(folder) else { return .absent(missing + ", and no " + folder) }
        return .absent(missing + ", and no zram module in " + folder + "/modules.dep")
    }

    // MARK: A device

    /// nil for one that is gone by now.
    private func device(_ number: Int) throws(SystemError) -> ZramDevice? {
        var device = ZramDevice(number: number, algorithms: [], algorithm: nil)
        guard let folder = try root.folder("/sys/block/" + device.name.text) else { return root.isLive ? nil : device }
        if let bytes = try folder.read("comp_algorithm") {
            let algorithms = BracketedChoice(bytes)
            device.algorithms = algorithms.names
            device.algorithm = algorithms.selected
        }
        let size = try folder.read("disksize")
        device.size = size?.leadingNumber ?? 0
        if root.isLive, let size, size.isEmpty {
            // One that holds data would be taken for one without a size.
            throw SystemError("read", folder.path + "/disksize", code: 0, detail: "it is empty")
        }
        device.takesParameters = folder.has("algorithm_params")
        let statistics = try ZramReader.statistics(folder)
        device.memoryLimit = statistics?.memoryLimit ?? 0
        guard device.isInitialized else { return device }
        device.usage = statistics?.usage
        device.active = swaps.row(named: device.path)
        if device.active == nil {
            let number = try folder.read("dev").flatMap { DeviceNumber(attribute: $0) }
            // The node may have been made under any other name.
            device.active = number.flatMap { swaps.row(ofDevice: $0) }
            let mounts: MountTable
            if let known = self.mounts { mounts = known } else { mounts = try MountTable(root) }
            device.mountPoint = mounts.mountPoint(of: number, node: device.path)
        }
        device.content = content(device)
        return device
    }

    private static func statistics(_ folder: borrowing Folder) throws(SystemError) -> MemoryStatistics? {
        if let bytes = try folder.read("mm_stat") { return MemoryStatistics(mmStat: bytes) }
        // Before 4.1 each figure has a file of its own.
        guard let original = try folder.read("orig_data_size")?.leadingNumber else { return nil }
        return MemoryStatistics(
            original: original, compressed: try folder.read("compr_data_size")?.leadingNumber ?? 0,
            memoryUsed: try folder.read("mem_used_total")?.leadingNumber ?? 0,
            memoryLimit: try folder.read("mem_limit")?.leadingNumber ?? 0)
    }

    private func content(_ device: ZramDevice) -> AreaContent {
        do {
            let file = try root.open(device.path)
            return AreaContent.read(file, pageSize: pageSize, device.active == nil ? .content : .header)
        } catch {
            return AreaContent(unreadable: error)
        }
    }
}
