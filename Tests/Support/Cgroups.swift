import Kernel

extension CgroupFolder {
    /// A group of v2's hierarchy where everyone mounts it.
    package static func unified(_ group: String) -> CgroupFolder {
        CgroupFolder(mountPoint: "/sys/fs/cgroup", group: group)
    }
}
