import Kernel
import System

/// What a running machine shows of its kernel's abilities.
package struct LiveAbilities: Equatable, Sendable {
    /// `6.12.107+deb13-cloud-amd64`; nil when /proc does not show it.
    package var release: String?
    /// What comp_algorithm of a zram device lists, in the kernel's order; nil when there is no device to ask.
    package var zramAlgorithms: [String]?
    /// Whether there is /proc/swaps, which only a kernel with swap has.
    package var hasSwap = false
    /// Whether there is /proc/sys/vm, which only a kernel with CONFIG_PROC_SYSCTL has.
    package var hasSysctls = false
    /// Where zram shows itself, built in or loaded: a path; nil where it does not.
    package var zramPlace: String?
    package var modules = ModuleIndex()
    /// What loads modules.
    package var loader = ModuleLoader.unknown
    /// cgroup.controllers at the root of the v2 hierarchy; nil when that is not mounted.
    package var cgroupControllers: [String]?
    /// The memory controller where it is mounted as cgroup v1; nil where it is not.
    package var memoryV1: MemoryV1?
    /// /proc/cmdline without its line end.
    package var bootParameters: String?

    /// What loads modules.
    package enum ModuleLoader: Equatable, Sendable {
        /// A copy of a machine holds no programs.
        case unknown
        case missing
        /// modprobe, with its path.
        case modprobe(String)
    }

    /// The memory controller of cgroup v1.
    package struct MemoryV1: Equatable, Sendable {
        /// Whether it has a limit of memory and swap together: not so where swap is not accounted.
        package var countsSwap: Bool

        package init(countsSwap: Bool) { self.countsSwap = countsSwap }
    }

    package init() {}

    /// Whether the memory controller is on the v2 hierarchy.
    package var hasMemoryV2: Bool { cgroupControllers?.contains("memory") ?? false }

    /// Looks at the machine, and creates nothing by that: neither a zram device nor a mount.
    package static func read(_ root: Root) -> LiveAbilities {
        var abilities = LiveAbilities()
        if let release = KernelRelease.read(root) {
            abilities.release = release
            abilities.modules = ModuleIndex(release: release, root: root)
        }
        abilities.modules.readLoaded(root)
        if root.isLive { abilities.loader = Modprobe.path(root).map { .modprobe($0) } ?? .missing }
        abilities.bootParameters = root.readIfPresent("/proc/cmdline")?.firstLine
        abilities.hasSwap = root.exists("/proc/swaps")
        abilities.hasSysctls = root.exists("/proc/sys/vm")
        abilities.readZram(root)
        abilities.readCgroups((try? MountTable(root)) ?? MountTable(mountinfo: []), root)
        return abilities
    }

    /// hot_add is left alone: reading that file makes a device.
    private mutating func readZram(_ root: Root) {
        let control = "/sys/class/zram-control"
        if root.exists(control) { zramPlace = control }
        let names = (try? root.entries("/sys/block", startingWith: "zram")) ?? []
        for name in names where ZramName(name) != nil {
            let device = "/sys/block/" + name
            zramPlace = zramPlace ?? device
            // All devices list the same.
            guard zramAlgorithms == nil, let list = root.readIfPresent(device + "/comp_algorithm") else {
                continue
            }
            zramAlgorithms = BracketedChoice(list).names
        }
    }

    private mutating func readCgroups(_ mounts: MountTable, _ root: Root) {
        let version1 = mounts.first(" - cgroup ") {
            mounts.bytes.isText("cgroup", in: $0.type) && mounts.hasOption("memory", in: $0.superOptions)
        }
        if let version1 {
            let file = mounts.text(version1.mountPoint) + "/memory.memsw.limit_in_bytes"
            memoryV1 = MemoryV1(countsSwap: root.exists(file))
        }
        guard let unified = mounts.first(" - cgroup2 ", where: { mounts.bytes.isText("cgroup2", in: $0.type) }),
            let list = root.readIfPresent(mounts.text(unified.mountPoint) + "/cgroup.controllers")
        else { return }
        var names: [String] = []
        var scanner = TextScanner(list)
        while let field = scanner.field() { names.append(list.text(field)) }
        cgroupControllers = names
    }
}
