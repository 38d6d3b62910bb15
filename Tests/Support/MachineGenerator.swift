import Kernel
import LiveState
import SwapFormat
import Text

/// Draws machines in the states in which people leave them.
package struct MachineGenerator {
    private var random: SplitMix64

    package init(random: SplitMix64) { self.random = random }

    static let filePaths = ["/var/swap", "/var/swap2", "/mnt/card/swap", "/tmp/swap", "/none/swap"]
    static let groupPaths = ["app", "app/web", "app/db", "system/a/b", "system/c", "busy/inner", "user"]
    static let uuid = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"
    static let references: [DeviceReference] = [
        .path("/dev/sda2"), .tag(.label, "board-swap"), .tag(.uuid, uuid), .tag(.partUUID, "0001"),
        .tag(.partLabel, "missing"), .path("/dev/sdb1"),
    ]

    package mutating func kernel() -> SimulatedKernel {
        var kernel = SimulatedKernel(
            version: random.pick([
                KernelVersion(5, 10, 223), KernelVersion(6, 1, 176), KernelVersion(6, 12, 107),
                KernelVersion(6, 16, 12), KernelVersion(7, 2, 13), KernelVersion(7, 3, 4),
            ]))
        if random.oneIn(5) { kernel.pageSize = 16384 }
        kernel.memoryTotal = random.pick([64 << 20, 512 << 20, (1 << 30) - 12_345])
        kernel.memoryAvailable = kernel.memoryTotal / 2
        kernel.folders = [
            "/var": SimulatedFileSystem(free: random.pick([70 << 20, 1 << 30, 8 << 30])),
            "/mnt/card": SimulatedFileSystem(
                type: "vfat", free: 2 << 30, folderMode: random.pick([0o700, 0o700, 0o755])),
            "/tmp": SimulatedFileSystem(type: "tmpfs"),
        ]
        addZram(&kernel)
        addFiles(&kernel)
        addDevices(&kernel)
        addGroups(&kernel)
        return kernel
    }

    private mutating func header(_ kernel: SimulatedKernel, bytes: UInt64, label: String) -> SwapHeader? {
        let pageSize = random.oneIn(6) ? 65536 : kernel.pageSize
        guard let uuid = UUID(random: random.bytes(16)) else { return nil }
        return SwapHeader(
            pageSize: pageSize, lastPage: UInt32(clamping: max(bytes / pageSize, 2) - 1), uuid: uuid, label: label)
    }

    private mutating func content(_ kernel: SimulatedKernel, bytes: UInt64, label: String = "") -> AreaContent {
        switch random.next() % 8 {
        case 0: return .foreign("ext4")
        case 1: return .empty
        case 2: return .hibernation("S1SUSPEND")
        case 3: return .unknown("Input/output error (EIO)")
        default: return header(kernel, bytes: bytes, label: label).map { .swap($0) } ?? .empty
        }
    }

    private mutating func addZram(_ kernel: inout SimulatedKernel) {
        switch random.next() % 8 {
        case 0:
            kernel.zramSupport = .absent
            return
        case 1, 2: return
        case 3: kernel.zramSupport = .builtIn
        default: break
        }
        kernel.zram = [:]
        // Each name of the user's own stands on one device at most.
        var labels = ["fast", "slow", "other", ""].shuffled(using: &random)
        for number in [0, 1, 2, 4] where !random.oneIn(3) {
            var device = SimulatedZram(algorithm: random.pick(kernel.algorithms))
            if random.oneIn(2) {
                device.size = random.pick([64 << 20, 96 << 20])
                if random.oneIn(3) { device.memoryLimit = 32 << 20 }
                if !random.oneIn(4) {
                    let label = random.oneIn(3) ? "zram\(number)" : labels.removeLast()
                    device.content = content(kernel, bytes: device.size, label: label)
                    device.original = random.pick([0, 4096])
                }
                if random.oneIn(6) { device.mountPoint = "/srv" }
            }
            kernel.zram?[number] = device
            switchOn(.zram(ZramName(number)), &kernel)
        }
    }

    private mutating func addFiles(_ kernel: inout SimulatedKernel) {
        for path in MachineGenerator.filePaths + ["/var/other"] where random.oneIn(3) {
            guard kernel.fileSystem(of: path) != nil else { continue }
            let size: UInt64 = random.pick([64 << 20, 96 << 20, 0])
            var file = SimulatedFile(
                size: size, allocated: random.oneIn(6) ? size / 2 : size,
                content: size == 0 ? .empty : content(kernel, bytes: size))
            if random.oneIn(8) { file.kind = .other("directory") }
            file.mode = kernel.fileSystem(of: path)?.fileMode ?? file.mode
            if random.oneIn(6), file.mode == 0o600 { file.mode = 0o644 }
            if random.oneIn(8), file.mode != 0o700 { file.owner = 1000 }
            kernel.files[path] = file
            switchOn(.file(path), &kernel)
        }
        if random.oneIn(12) {
            let area = SimulatedArea(path: "/var/swap", kind: .file, size: 1 << 20, isDeleted: true)
            if kernel.files["/var/swap"] == nil { kernel.areas.append(area) }
        }
    }

    private mutating func addDevices(_ kernel: inout SimulatedKernel) {
        for path in ["/dev/sda2", "/dev/sda3", "/dev/sda4", "/dev/sdb1"] where !random.oneIn(4) {
            let size: UInt64 = random.pick([64 << 20, (100 << 20) + 512, 16 << 10])
            var device = SimulatedBlockDevice(size: size)
            device.content = content(kernel, bytes: size, label: path == "/dev/sda3" ? "board-swap" : "")
            if path == "/dev/sda4" {
                device.references = [.tag(.partUUID, "0001"), .tag(.uuid, MachineGenerator.uuid)]
            }
            if random.oneIn(8) { device.isReadOnly = true }
            if case .foreign = device.content, random.oneIn(2) { device.mountPoint = "/srv" }
            kernel.blockDevices[path] = device
            switchOn(.device(path), &kernel)
        }
    }

    private mutating func addGroups(_ kernel: inout SimulatedKernel) {
        kernel.cgroups = SimulatedCgroups(version: random.pick([.v2, .v2, .v2, .v1, .v1, .none]))
        if random.oneIn(4) { kernel.cgroups.countsSwap = false }
        kernel.cgroups.groups[""]?.hasProcesses = true
        if random.oneIn(2) { kernel.cgroups.groups[""]?.delegates = true }
        for path in ["app", "app/web", "busy", "user", "user/session", "system"] where random.oneIn(3) {
            let parent = SimulatedCgroups.parent(path)
            guard kernel.cgroups.groups[parent] != nil else { continue }
            var group = SimulatedCgroup()
            if path == "busy" || random.oneIn(4) { group.hasProcesses = true }
            if !group.hasProcesses, kernel.cgroups.hasController(path), random.oneIn(3) { group.delegates = true }
            kernel.cgroups.groups[path] = group
            if kernel.cgroups.limit(path, .limit(.memoryMax)) != nil {
                kernel.cgroups.groups[path]?.limits[.limit(.memoryMax)] = .bytes(128 << 20)
                kernel.cgroups.groups[path]?.usage = 64 << 20
            }
            if kernel.cgroups.limit(path, .v1(.memory)) != nil, random.oneIn(2) {
                kernel.cgroups.groups[path]?.limits[.v1(.memory)] = .bytes(128 << 20)
                if kernel.cgroups.countsSwap {
                    kernel.cgroups.groups[path]?.limits[.v1(.memoryAndSwap)] = .bytes(160 << 20)
                }
            }
        }
    }

    /// Half of what can be swap is in use.
    private mutating func switchOn(_ area: SwapArea, _ kernel: inout SimulatedKernel) {
        guard random.oneIn(2) else { return }
        let priority = random.pick([SwapPriority.automatic, .fixed(10), .fixed(100)])
        // What the kernel refuses stays off.
        try? kernel.swapOn(area, flags: priority.flags)
    }
}
