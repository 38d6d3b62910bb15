import Kernel
import System
import Text

/// Reads the memory controller's part of a machine.
struct CgroupReader {
    let root: Root
    let mounts: MountTable
    let pageSize: UInt64
    var kernel: KernelVersion?

    func hierarchy(of paths: [String]) throws(SystemError) -> CgroupHierarchy {
        guard !paths.isEmpty else { return CgroupHierarchy(controller: .none("the profile names no cgroups")) }
        let (controller, isReadOnly) = try controller()
        var hierarchy = CgroupHierarchy(controller: controller)
        hierarchy.isReadOnly = isReadOnly
        switch controller {
        case .v2(let mountPoint):
            hierarchy.groups = try CgroupReader.withAncestors(paths).map { path throws(SystemError) in
                try lookedOver(groupV2(mountPoint, path), mountPoint, paths)
            }
            hierarchy.countsSwap = countsSwapOnV2(hierarchy.groups)
        case .v1(let mountPoint, _):
            hierarchy.groups = try CgroupReader.withAncestors(paths).map { path throws(SystemError) in
                try lookedOver(groupV1(mountPoint, path), mountPoint, paths)
            }
            hierarchy.countsSwap = root.exists(mountPoint + "/" + CgroupV1Limit.memoryAndSwap.rawValue)
        case .none: break
        }
        return hierarchy
    }

    /// The paths and all that lie above them, each once, sorted, so that parents come first; the root's is empty.
    static func withAncestors(_ paths: [String]) -> [String] {
        var all = [""]
        for path in paths {
            for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
                all.append(String(path[..<index]))
            }
            all.append(path)
        }
        all.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var unique: [String] = []
        for path in all where unique.last != path { unique.append(path) }
        return unique
    }

    // MARK: v2 (Documentation/admin-guide/cgroup-v2.rst)

    private func groupV2(_ mountPoint: String, _ path: String) throws(SystemError) -> CgroupState {
        guard !path.isEmpty else {
            // The root has no limits.
            var group = CgroupState(path: path, delegatesController: false, hasProcesses: true, hasChildren: true)
            if let folder = try root.folder(mountPoint) {
                group.delegatesController = try CgroupReader.delegates(folder)
            }
            return group
        }
        guard let folder = try root.folder(mountPoint + "/" + path) else {
            return CgroupState(path: path, exists: false, hasController: false, delegatesController: false)
        }
        var group = CgroupState(path: path, hasController: false, delegatesController: false)
        group.hasProcesses = try folder.holdsSomething("cgroup.procs")
        try countChildren(&group, folder, mountPoint)
        // The one file that every version of the controller has; memory.pressure is there without it.
        guard let limit = try limit(folder, .memoryMax) else { return group }
        group.hasController = true
        group.delegatesController = try CgroupReader.delegates(folder)
        group.usage = try folder.read("memory.current")?.leadingNumber
        group.limits.reserveCapacity(CgroupAttribute.allCases.count)
        for attribute in CgroupAttribute.allCases {
            if attribute == .memoryMax {
                group.limits.append(limit)
            } else if let limit = try self.limit(folder, attribute) {
                group.limits.append(limit)
            }
        }
        return group
    }

    private func limit(
        _ folder: borrowing Folder, _ attribute: CgroupAttribute
    ) throws(SystemError) -> CgroupState.Limit? {
        guard attribute == .oomGroup else { return try limit(folder, CgroupFile.limit(attribute)) }
        guard let value = try folder.read(attribute.rawValue).flatMap({ LimitValue(flag: $0) }) else { return nil }
        return CgroupState.Limit(file: .limit(attribute), value: value)
    }

    /// The root has no file that shows it, so where a cgroup is still to be made only the boot parameter is left.
    private func countsSwapOnV2(_ groups: [CgroupState]) -> Bool? {
        guard let kernel, kernel < KernelVersion(6, 1), groups.contains(where: { !$0.hasController }) else {
            return nil
        }
        return KernelCommandLine(root.readIfPresent("/proc/cmdline") ?? []).accountsSwap == false ? false : nil
    }

    private static func delegates(_ folder: borrowing Folder) throws(SystemError) -> Bool {
        try folder.read("cgroup.subtree_control")?.hasWord("memory") ?? false
    }

    // MARK: v1 (Documentation/admin-guide/cgroup-v1/memory.rst)

    private func groupV1(_ mountPoint: String, _ path: String) throws(SystemError) -> CgroupState {
        guard !path.isEmpty else { return CgroupState(path: path, hasProcesses: true, hasChildren: true) }
        guard let folder = try root.folder(mountPoint + "/" + path) else {
            return CgroupState(path: path, exists: false)
        }
        var group = CgroupState(path: path)
        for file in CgroupV1Limit.allCases {
            if let limit = try limit(folder, CgroupFile.v1(file)) { group.limits.append(limit) }
        }
        group.usage = try folder.read("memory.usage_in_bytes")?.leadingNumber
        group.hasProcesses = try folder.holdsSomething("cgroup.procs")
        try countChildren(&group, folder, mountPoint)
        return group
    }

    // MARK: Both

    private func limit(_ folder: borrowing Folder, _ file: CgroupFile) throws(SystemError) -> CgroupState.Limit? {
        guard let bytes = try folder.read(file.name), let value = LimitValue(limit: bytes, pageSize: pageSize) else {
            return nil
        }
        return CgroupState.Limit(file: file, value: value)
    }

    /// Adds the owner of a group that only leads to others.
    private func lookedOver(
        _ group: CgroupState, _ mountPoint: String, _ asked: [String]
    ) throws(SystemError) -> CgroupState {
        guard group.exists, !group.path.isEmpty, !asked.contains(group.path),
            let folder = try root.folder(mountPoint + "/" + group.path)
        else { return group }
        var group = group
        let controllers = try folder.read("cgroup.controllers") ?? []
        var scanner = TextScanner(controllers)
        while let name = scanner.field() {
            if !controllers.isText("memory", in: name) { group.isOthers = true }
        }
        if root.isLive, folder.status()?.owner != 0 { group.isOthers = true }
        return group
    }

    private func countChildren(
        _ group: inout CgroupState, _ folder: borrowing Folder, _ mountPoint: String
    ) throws(SystemError) {
        let count: Int
        if let links = folder.status()?.links, links >= 2 {
            // A folder has two names, and one more for each in it: on cgroup file systems, and on most that hold a copy.
            count = Int(clamping: links - 2)
        } else {
            let path = mountPoint + "/" + group.path
            count = try root.entries(path).count { (try? root.status(path + "/" + $0))?.kind == .folder }
        }
        group.hasChildren = count > 0
        group.childCount = count > 0 ? count : nil
    }
}
