import System

/// What a running machine shows of its kernel's abilities.
package struct LiveAbilities: Equatable, Sendable {
    /// `6.12.107+deb13-cloud-amd64`; nil when /proc does not tell.
    package var release: String?
    /// What comp_algorithm of a zram device lists, in the kernel's order; nil when there is no device to ask.
    package var zramAlgorithms: [String]?
    /// Whether there is /proc/swaps, which only a kernel with swap has.
    package var hasSwap = false
    /// Whether zram is there now: built in, or loaded.
    package var hasZram = false
    package var modules = ModuleIndex()
    /// Where modprobe is; nil when there is none, and for a copy, which holds no programs.
    package var modprobe: String?
    /// cgroup.controllers at the root of the v2 hierarchy; nil when that is not mounted.
    package var cgroupControllers: [String]?
    /// Whether the memory controller is mounted as cgroup v1.
    package var hasMemoryV1 = false
    /// /proc/cmdline without its line end.
    package var bootParameters: String?

    package init() {}

    /// Looks at the machine. Nothing comes into being by that: neither a zram device nor a mount.
    package static func read(_ root: Root) -> LiveAbilities {
        var abilities = LiveAbilities()
        if let release = KernelRelease.read(root) {
            abilities.release = release
            abilities.modules = ModuleIndex(release: release, root: root)
        }
        if root.isLive { abilities.modprobe = Modprobe.path(root) }
        abilities.bootParameters = root.readIfPresent("/proc/cmdline")?.firstLine
        abilities.hasSwap = root.exists("/proc/swaps")
        abilities.readZram(root)
        abilities.readCgroups((try? MountTable(root)) ?? MountTable(mountinfo: []), root)
        return abilities
    }

    /// hot_add is left alone: reading that file makes a device.
    private mutating func readZram(_ root: Root) {
        hasZram = root.exists("/sys/class/zram-control")
        let names = (try? root.entries("/sys/block", startingWith: "zram")) ?? []
        for name in names where ZramDevice.number(ofName: name) != nil {
            hasZram = true
            // All devices list the same.
            guard zramAlgorithms == nil, let list = root.readIfPresent("/sys/block/" + name + "/comp_algorithm") else {
                continue
            }
            zramAlgorithms = CompressionAlgorithms(compAlgorithm: list).names
        }
    }

    private mutating func readCgroups(_ mounts: MountTable, _ root: Root) {
        hasMemoryV1 =
            mounts.first(" - cgroup ") {
                mounts.bytes.isText("cgroup", in: $0.type) && mounts.hasOption("memory", in: $0.superOptions)
            } != nil
        guard let unified = mounts.first(" - cgroup2 ", where: { mounts.bytes.isText("cgroup2", in: $0.type) }),
            let list = root.readIfPresent(mounts.text(unified.mountPoint) + "/cgroup.controllers")
        else { return }
        var names: [String] = []
        var scanner = TextScanner(list)
        while let field = scanner.field() { names.append(list.text(field)) }
        cgroupControllers = names
    }
}
