import LiveState
import Model

/// The cgroups as they will be at this point of the plan.
struct CgroupTree {
    let mountPoint: String
    let isV1: Bool
    private var groups: [String: CgroupState] = [:]
    /// The files that the memory controller has here, from a cgroup that shows them; empty when there is none to ask.
    private let knownFiles: [String]
    private let countsSwap: Bool?

    init(_ hierarchy: CgroupHierarchy, mountPoint: String, isV1: Bool) {
        self.mountPoint = mountPoint
        self.isV1 = isV1
        countsSwap = hierarchy.countsSwap
        var knownFiles: [String] = []
        groups.reserveCapacity(hierarchy.groups.count)
        for group in hierarchy.groups {
            groups[group.path] = group
            // The root lacks most of them by design.
            if knownFiles.isEmpty, !group.path.isEmpty { knownFiles = group.limits.map { $0.file } }
        }
        self.knownFiles = knownFiles
    }

    /// Whether a cgroup that comes into being would not have this file, as far as can be known.
    func willLack(_ file: String, isForSwap: Bool) -> Bool {
        if isForSwap, let countsSwap { return !countsSwap }
        return !knownFiles.isEmpty && !knownFiles.contains(file)
    }

    /// One that was not looked at counts as not there; the root always is.
    subscript(path: String) -> CgroupState {
        get {
            groups[path]
                ?? CgroupState(
                    path: path, exists: path.isEmpty, hasController: isV1 || path.isEmpty, delegatesController: isV1)
        }
        set { groups[path] = newValue }
    }

    func folder(_ path: String) -> String { path.isEmpty ? mountPoint : mountPoint + "/" + path }

    func write(_ path: String, _ file: String, _ value: String, readBack: AttributeWrite.ReadBack) -> Step {
        .write(AttributeWrite(path: folder(path) + "/" + file, value: value, readBack: readBack))
    }

    func limitStep(_ path: String, _ limit: LimitWrite) -> Step {
        let text = limit.wanted.written(unlimited: isV1 ? V1File.unlimited : "max")
        // v1 shows no limit as the end of its page counter, which differs between architectures.
        let isReadable = !(isV1 && limit.wanted == .max)
        return write(path, limit.file, text, readBack: isReadable ? .text(text) : .none)
    }

    /// From the root, whose path is empty, to the parent.
    static func ancestors(of path: String) -> [String] {
        var ancestors = [""]
        var index = path.utf8.startIndex
        while let slash = path.utf8[index...].firstIndex(of: UInt8(ascii: "/")) {
            ancestors.append(String(path[..<slash]))
            index = path.utf8.index(after: slash)
        }
        return ancestors
    }

    /// The number of levels below the root.
    static func depth(of path: String) -> Int {
        var depth = 1
        for byte in path.utf8 where byte == UInt8(ascii: "/") { depth += 1 }
        return depth
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
    mutating func reach(_ path: String) -> [Step] {
        var steps: [Step] = []
        for ancestor in CgroupTree.ancestors(of: path) {
            make(ancestor, &steps)
            var group = self[ancestor]
            if !group.delegatesController {
                group.delegatesController = true
                self[ancestor] = group
                steps.append(write(ancestor, "cgroup.subtree_control", "+memory", readBack: .word("memory")))
            }
        }
        make(path, &steps)
        return steps
    }

    private mutating func make(_ path: String, _ steps: inout [Step]) {
        guard !self[path].exists else { return }
        // v1 has the files of its controller everywhere and delegates nothing.
        self[path] = CgroupState(path: path, hasController: isV1, delegatesController: isV1)
        steps.append(.makeCgroup(path: folder(path)))
    }
}
