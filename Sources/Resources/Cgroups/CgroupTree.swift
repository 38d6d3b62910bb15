import Kernel
import LiveState
import Planning
import Text

/// The cgroups as they will be at this point of the plan.
struct CgroupTree {
    let mountPoint: String
    let isV1: Bool
    let hierarchy: CgroupHierarchy
    /// One that shows which files the kernel's cgroups have; nil where none does. The root lacks most of them by design.
    private let example: CgroupState?
    /// What the plan has made or changed, by path.
    private var changed: [String: CgroupState] = [:]
    /// What the profile wants of the cgroups that were planned already, by path.
    var wanted: [String: [WantedLimit]] = [:]
    /// In bytes: what all the profile's zram devices may take of RAM.
    var zramWorstCase: UInt64 = 0
    /// In bytes: the sum of the profile's memory.max, without those below another one.
    var memoryLimits: UInt64 = 0

    init(_ hierarchy: CgroupHierarchy, mountPoint: String, isV1: Bool) {
        self.mountPoint = mountPoint
        self.isV1 = isV1
        self.hierarchy = hierarchy
        example = hierarchy.groups.first { !$0.path.isEmpty && !$0.limits.isEmpty }
    }

    /// Whether a cgroup that is created would not have this file, as far as can be known.
    func willLack(_ file: CgroupFile, isForSwap: Bool) -> Bool {
        if isForSwap, let countsSwap = hierarchy.countsSwap { return !countsSwap }
        return example.map { $0.limit(file) == nil } ?? false
    }

    /// One that was not looked at counts as not there; the root always is.
    subscript(path: String) -> CgroupState {
        get {
            if !changed.isEmpty, let group = changed[path] { return group }
            return hierarchy.group(path)
                ?? CgroupState(
                    path: path, exists: path.isEmpty, hasController: isV1 || path.isEmpty, delegatesController: isV1)
        }
        set { changed[path] = newValue }
    }

    func folder(_ path: String) -> CgroupFolder { CgroupFolder(mountPoint: mountPoint, group: path) }

    /// What makes a new group like this one: the limits that someone has set, and the controller for its children.
    func values(of path: String) -> [AttributeWrite] {
        let group = self[path]
        var values: [AttributeWrite] = []
        for limit in group.limits where limit.value != limit.file.defaultValue {
            values.append(AttributeWrite(.cgroup(folder(path), limit.file), AttributeValue(limit.value)))
        }
        if !isV1, group.hasController, group.delegatesController {
            values.append(AttributeWrite(.cgroup(folder(path), .subtreeControl), .flag(true)))
        }
        return values
    }

    func addLimit(_ path: String, _ limit: LimitWrite, _ change: inout ResourceChange) {
        change.setLimit(limit.file, of: folder(path), to: limit.wanted)
    }

    /// From the root, whose path is empty, to the parent.
    static func ancestors(of path: String) -> [String] {
        var ancestors = [""]
        for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
            ancestors.append(String(path[..<index]))
        }
        return ancestors
    }

    /// The first level above the group that cannot give the controller to its children: the kernel refuses that, except
    /// to the root, as long as it has processes of its own ("no internal processes", cgroup-v2.rst).
    func obstacle(to path: String) -> String? {
        for ancestor in CgroupTree.ancestors(of: path) where !ancestor.isEmpty {
            let group = self[ancestor]
            if group.exists, !group.delegatesController, group.hasProcesses { return ancestor }
        }
        return nil
    }

    /// Makes the group and the levels above it, and hands the memory controller down to it.
    mutating func reach(_ path: String, _ change: inout ResourceChange) {
        for ancestor in CgroupTree.ancestors(of: path) {
            make(ancestor, &change)
            var group = self[ancestor]
            guard !group.delegatesController else { continue }
            group.delegatesController = true
            self[ancestor] = group
            change.write(.flag(true), to: .cgroup(folder(ancestor), .subtreeControl))
        }
        make(path, &change)
    }

    private mutating func make(_ path: String, _ change: inout ResourceChange) {
        guard !self[path].exists else { return }
        // v1 has the files of its controller everywhere and delegates nothing.
        self[path] = CgroupState(path: path, hasController: isV1, delegatesController: isV1)
        change.add(.makeCgroup(folder(path)))
    }
}
