import Kernel
import Text

/// Which hierarchy carries the memory controller, and the cgroups of the query.
package struct CgroupHierarchy: Equatable, Sendable {
    /// Where the memory controller is.
    package enum Controller: Equatable, Sendable {
        /// On the unified hierarchy (Documentation/admin-guide/cgroup-v2.rst).
        case v2(mountPoint: String)
        /// On a hierarchy of its own (Documentation/admin-guide/cgroup-v1/memory.rst). `isHybrid`: a v2 hierarchy is
        /// mounted too, without the memory controller.
        case v1(mountPoint: String, isHybrid: Bool)
        /// Nowhere; the text says what was found instead.
        case none(String)
    }

    /// Looked for where the query names cgroups.
    package var controller: Controller
    /// The queried cgroups and all that lie between them and the root, parents first; the root's path is empty.
    package var groups: [CgroupState] = []
    /// Whether the controller limits swap: not so with swapaccount=0 or without CONFIG_MEMCG_SWAP, both before 6.1; nil
    /// when only the files of a cgroup would show it.
    package var countsSwap: Bool?
    /// Whether the controller's hierarchy is mounted read-only.
    package var isReadOnly: Bool = false

    package init(
        controller: Controller = .none("no cgroup file system is mounted"), groups: [CgroupState] = [],
        countsSwap: Bool? = nil
    ) {
        self.controller = controller
        self.groups = groups
        self.countsSwap = countsSwap
    }

    /// The state of one cgroup; nil when the query does not name it.
    package func group(_ path: String) -> CgroupState? {
        // The reader sorts them by path, so that a thousand are found quickly; a state that was put together need not be.
        var low = 0
        var high = groups.count
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].path.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
        }
        if low < groups.count, groups[low].path == path { return groups[low] }
        return groups.first { $0.path == path }
    }
}

/// One cgroup.
package struct CgroupState: Equatable, Sendable {
    /// A file of the memory controller and what it holds.
    package struct Limit: Equatable, Sendable {
        package var file: CgroupFile
        package var value: LimitValue

        package init(file: CgroupFile, value: LimitValue) {
            self.file = file
            self.value = value
        }
    }

    /// Relative to the hierarchy's root, without a leading slash; empty for the root.
    package var path: String
    package var exists: Bool
    /// v2: whether `memory` stands in its cgroup.controllers. v1: always.
    package var hasController: Bool
    /// v2: whether `memory` stands in its cgroup.subtree_control, so that its children have the files. v1: always.
    package var delegatesController: Bool
    /// The limits that are there, those of a profile only.
    package var limits: [Limit]
    /// memory.current or memory.usage_in_bytes, in bytes.
    package var usage: UInt64?
    package var hasProcesses: Bool
    package var hasChildren: Bool
    /// The number of cgroups directly below it; nil when there are none, or they could not be counted.
    package var childCount: Int?
    /// Whether it may be someone else's: it belongs to another user than root, or v2's other controllers are at work in it.
    /// Read where the query does not name it.
    package var isOthers = false

    package init(
        path: String, exists: Bool = true, hasController: Bool = true, delegatesController: Bool = true,
        limits: [Limit] = [], usage: UInt64? = nil, hasProcesses: Bool = false, hasChildren: Bool = false,
        childCount: Int? = nil
    ) {
        self.path = path
        self.exists = exists
        self.hasController = hasController
        self.delegatesController = delegatesController
        self.limits = limits
        self.usage = usage
        self.hasProcesses = hasProcesses
        self.hasChildren = hasChildren
        self.childCount = childCount
    }

    /// What the file holds; nil when the cgroup has no such file.
    package func limit(_ file: CgroupFile) -> LimitValue? { limits.first { $0.file == file }?.value }
}
