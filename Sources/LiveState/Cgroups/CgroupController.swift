import Kernel
import System

extension CgroupReader {
    /// Which hierarchy carries the memory controller, and whether it is mounted read-only.
    func controller() throws(SystemError) -> (CgroupHierarchy.Controller, isReadOnly: Bool) {
        let mount = best(" - cgroup2 ", "cgroup2") { _ in true }
        let unified = mount.map { mounts.text($0.mountPoint) }
        if let mount, let unified, try controllers(unified).hasWord("memory") {
            return (.v2(mountPoint: unified), mounts.isReadOnly(mount))
        }
        if let mount = best(" - cgroup ", "cgroup", where: { mounts.hasOption("memory", in: $0.superOptions) }) {
            return (
                .v1(mountPoint: mounts.text(mount.mountPoint), isHybrid: unified != nil), mounts.isReadOnly(mount)
            )
        }
        return (.none(try reason(unified)), false)
    }

    /// The first mount of the whole hierarchy; else, as in a container without a cgroup namespace, of a part of it.
    private func best(_ text: String, _ type: String, where isWanted: (Mount) -> Bool) -> Mount? {
        var part: Mount?
        let whole = mounts.first(text) { mount in
            guard mounts.bytes.isText(type, in: mount.type), isWanted(mount) else { return false }
            if part == nil { part = mount }
            return mounts.bytes.isText("/", in: mount.root)
        }
        return whole ?? part
    }

    private func controllers(_ unified: String) throws(SystemError) -> [UInt8] {
        try root.readUnlessAbsent(unified + "/cgroup.controllers") ?? []
    }

    /// Why there is none: what was found instead.
    private func reason(_ unified: String?) throws(SystemError) -> String {
        if let boot = MemoryControllerBoot(KernelCommandLine(root.readIfPresent("/proc/cmdline") ?? [])) {
            return boot.summary
        }
        let row = root.readIfPresent("/proc/cgroups").flatMap { MemoryControllerRow(procCgroups: $0) }
        if let row, !row.isEnabled {
            return "/proc/cgroups says that the memory controller is switched off;"
                + " Raspberry Pi kernels need the boot parameter cgroup_enable=memory"
        }
        guard let unified else {
            if best(" - cgroup ", "cgroup", where: { _ in true }) != nil {
                return "the memory controller is in none of the mounted cgroup hierarchies"
            }
            return "no cgroup file system is mounted"
        }
        if let row, row.hierarchy != 0 {
            return "the memory controller belongs to a cgroup v1 hierarchy that is not mounted here"
        }
        let listed = try controllers(unified).firstLine
        return "memory is not among the controllers of " + unified + " (" + (listed.isEmpty ? "it has none" : listed)
            + "): the kernel lacks CONFIG_MEMCG, or a container was not given the controller"
    }
}
