import Text

/// A file of a cgroup's folder.
package enum CgroupFile: Hashable, Sendable {
    /// One of v2's limits.
    case limit(CgroupAttribute)
    /// One of v1's limits.
    case v1(CgroupV1Limit)
    /// v2: which controllers the children have.
    case subtreeControl

    package var name: String {
        switch self {
        case .limit(let attribute): attribute.rawValue
        case .v1(let limit): limit.rawValue
        case .subtreeControl: "cgroup.subtree_control"
        }
    }

    /// What the kernel has in the file of a new cgroup; nil for what is no limit.
    package var defaultValue: LimitValue? {
        switch self {
        case .limit(let attribute): attribute.defaultValue
        case .v1: .max
        case .subtreeControl: nil
        }
    }
}

/// The limits of v1's memory controller (Documentation/admin-guide/cgroup-v1/memory.rst).
package enum CgroupV1Limit: String, Sendable, CaseIterable {
    case memory = "memory.limit_in_bytes"
    /// Memory and swap together; never below the limit of memory alone.
    case memoryAndSwap = "memory.memsw.limit_in_bytes"
    case soft = "memory.soft_limit_in_bytes"
}

/// A cgroup's folder.
package struct CgroupFolder: Equatable, Sendable {
    /// Where the hierarchy is mounted.
    package var mountPoint: String
    /// Relative to the mount point, without a leading slash; empty for the root.
    package var group: String

    package init(mountPoint: String, group: String) {
        self.mountPoint = mountPoint
        self.group = group
    }

    package var path: String { group.isEmpty ? mountPoint : .joining(mountPoint, "/", group) }

    /// Whether the other group lies below this one, however deep.
    package func isAbove(_ other: CgroupFolder) -> Bool {
        guard other.mountPoint == mountPoint, other.group != group else { return false }
        return group.isEmpty || other.group.utf8.starts(with: String.joining(group, "/").utf8)
    }
}
