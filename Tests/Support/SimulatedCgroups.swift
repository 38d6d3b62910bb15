import Kernel
import LiveState
import Planning
import System
import Text

/// A cgroup in a simulated kernel.
package struct SimulatedCgroup: Equatable, Sendable {
    /// v2: whether memory stands in its cgroup.subtree_control.
    package var delegates = false
    package var hasProcesses = false
    /// In bytes.
    package var usage: UInt64 = 0
    /// What was written and is not the default.
    package var limits: [CgroupFile: LimitValue] = [:]

    package init() {}
}

/// The hierarchy of the memory controller, v1 or v2.
package struct SimulatedCgroups: Equatable, Sendable {
    /// Which hierarchy carries the memory controller.
    package enum Version: Equatable, Sendable {
        case v2
        case v1
        case none
    }

    package var version: Version
    /// Without it (`swapaccount=0` on 5.10) the files for swap are missing.
    package var countsSwap = true
    /// By path; the root's is empty.
    package var groups: [String: SimulatedCgroup] = ["": SimulatedCgroup()]

    package init(version: Version) { self.version = version }

    package var mountPoint: String { version == .v1 ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup" }

    /// The limits that a group below one that delegates has.
    var files: [CgroupFile] {
        switch version {
        case .v2:
            CgroupAttribute.allCases.filter { countsSwap || $0 != .swapHigh && $0 != .swapMax }.map { .limit($0) }
        case .v1: countsSwap ? [.v1(.memory), .v1(.memoryAndSwap)] : [.v1(.memory)]
        case .none: []
        }
    }

    static func parent(_ path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    func children(_ path: String) -> [String] {
        groups.keys.filter { !$0.isEmpty && SimulatedCgroups.parent($0) == path }
    }

    func hasController(_ path: String) -> Bool {
        switch version {
        case .v2: path.isEmpty || groups[SimulatedCgroups.parent(path)]?.delegates ?? false
        case .v1: true
        case .none: false
        }
    }

    /// nil when the group has no such file.
    package func limit(_ path: String, _ file: CgroupFile) -> LimitValue? {
        guard let group = groups[path], !path.isEmpty, hasController(path), files.contains(file) else { return nil }
        return group.limits[file] ?? file.defaultValue
    }

    /// nil below another mount point.
    private func group(_ folder: CgroupFolder) -> SimulatedCgroup? {
        version != .none && folder.mountPoint == mountPoint ? groups[folder.group] : nil
    }

    mutating func make(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        let parent = CgroupFolder(mountPoint: folder.mountPoint, group: SimulatedCgroups.parent(folder.group))
        guard group(parent) != nil else { throw SystemError("mkdir", folder.path, code: Errno.noEntry) }
        guard group(folder) == nil else { throw SystemError("mkdir", folder.path, code: Errno.exists) }
        groups[folder.group] = SimulatedCgroup()
        return true
    }

    mutating func remove(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        guard let group = group(folder) else { throw SystemError("rmdir", folder.path, code: Errno.noEntry) }
        guard !group.hasProcesses, children(folder.group).isEmpty else {
            throw SystemError("rmdir", folder.path, code: Errno.busy)
        }
        groups[folder.group] = nil
        return true
    }

    mutating func write(
        _ value: String, to file: CgroupFile, of folder: CgroupFolder, pageSize: UInt64
    ) throws(SystemError) {
        let path = Attribute.cgroup(folder, file).path
        func failure(_ code: Int32) -> SystemError { SystemError("write \"\(value)\" to", path, code: code) }
        guard let group = group(folder) else { throw failure(Errno.noEntry) }
        let key = folder.group
        if file == .subtreeControl, version == .v2 {
            if value == "-memory" {
                guard !children(key).contains(where: { groups[$0]?.delegates ?? false }) else {
                    throw failure(Errno.busy)
                }
                groups[key]?.delegates = false
                return
            }
            guard value == "+memory" else { throw failure(Errno.invalid) }
            guard hasController(key) else { throw failure(Errno.noEntry) }
            guard key.isEmpty || !group.hasProcesses || group.delegates else { throw failure(Errno.busy) }
            groups[key]?.delegates = true
            return
        }
        guard limit(key, file) != nil else { throw failure(Errno.noEntry) }
        guard let limit = SimulatedCgroups.parse(value, file: file, version: version, pageSize: pageSize) else {
            throw failure(Errno.invalid)
        }
        groups[key]?.limits[file] = limit
        if version == .v1, !isSumAbove(key) {
            groups[key] = group
            throw failure(Errno.invalid)
        }
    }

    /// v1: memory and swap together are never limited below memory alone.
    private func isSumAbove(_ key: String) -> Bool {
        guard countsSwap, case .bytes(let both)? = limit(key, .v1(.memoryAndSwap)) else { return true }
        guard case .bytes(let memory)? = limit(key, .v1(.memory)) else { return false }
        return both >= memory
    }

    private static func parse(_ value: String, file: CgroupFile, version: Version, pageSize: UInt64) -> LimitValue? {
        if file == .limit(.oomGroup) {
            return value == "0" ? .flag(false) : value == "1" ? .flag(true) : nil
        }
        if value == (version == .v1 ? "-1" : "max") { return .max }
        return UInt64(value).map {
            $0 >= UInt64(Int64.max) / pageSize * pageSize ? .max : .bytes($0 / pageSize * pageSize)
        }
    }

    func read(_ file: CgroupFile, of folder: CgroupFolder) throws(SystemError) -> String {
        let path = Attribute.cgroup(folder, file).path
        guard let group = group(folder) else { throw SystemError("open", path, code: Errno.noEntry) }
        if file == .subtreeControl, version == .v2 { return group.delegates ? "cpu memory\n" : "cpu\n" }
        switch limit(folder.group, file) {
        case .max?: return version == .v1 ? "9223372036854771712\n" : "max\n"
        case .bytes(let count)?: return "\(count)\n"
        case .flag(let on)?: return on ? "1\n" : "0\n"
        case nil: throw SystemError("open", path, code: Errno.noEntry)
        }
    }
}
