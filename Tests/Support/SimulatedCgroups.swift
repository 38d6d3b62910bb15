import Kernel
import LiveState
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
    package var limits: [String: LimitValue] = [:]

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

    static let v1Limit = "memory.limit_in_bytes"
    static let v1LimitWithSwap = "memory.memsw.limit_in_bytes"

    /// The limits that a group below one that delegates has.
    var files: [String] {
        switch version {
        case .v2: CgroupAttribute.allCases.map(\.rawValue).filter { countsSwap || !$0.contains("swap") }
        case .v1:
            countsSwap ? [SimulatedCgroups.v1Limit, SimulatedCgroups.v1LimitWithSwap] : [SimulatedCgroups.v1Limit]
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
    package func limit(_ path: String, _ file: String) -> LimitValue? {
        guard let group = groups[path], !path.isEmpty, hasController(path), files.contains(file) else { return nil }
        return group.limits[file] ?? CgroupAttribute(rawValue: file)?.defaultValue ?? .max
    }

    /// The group's path and the file's name.
    private func split(_ path: String) -> (group: String, file: String)? {
        guard version != .none, path.hasPrefix(mountPoint + "/") else { return nil }
        let parts = path.dropFirst(mountPoint.count + 1).split(separator: "/")
        guard let file = parts.last else { return nil }
        return (parts.dropLast().joined(separator: "/"), String(file))
    }

    mutating func make(_ path: String) throws(SystemError) -> Bool {
        guard let (parent, name) = split(path), groups[parent] != nil else {
            throw SystemError("mkdir", path, code: Errno.noEntry)
        }
        let group = parent.isEmpty ? name : parent + "/" + name
        guard groups[group] == nil else { throw SystemError("mkdir", path, code: Errno.exists) }
        groups[group] = SimulatedCgroup()
        return true
    }

    mutating func remove(_ path: String) throws(SystemError) -> Bool {
        guard let (parent, name) = split(path) else { throw SystemError("rmdir", path, code: Errno.noEntry) }
        let key = parent.isEmpty ? name : parent + "/" + name
        guard let group = groups[key] else { throw SystemError("rmdir", path, code: Errno.noEntry) }
        guard !group.hasProcesses, children(key).isEmpty else { throw SystemError("rmdir", path, code: Errno.busy) }
        groups[key] = nil
        return true
    }

    mutating func write(_ value: String, to path: String, pageSize: UInt64) throws(SystemError) {
        func failure(_ code: Int32) -> SystemError { SystemError("write \"\(value)\" to", path, code: code) }
        guard let (key, file) = split(path), let group = groups[key] else { throw failure(Errno.noEntry) }
        if file == "cgroup.subtree_control", version == .v2 {
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
        guard countsSwap, case .bytes(let both)? = limit(key, SimulatedCgroups.v1LimitWithSwap) else { return true }
        guard case .bytes(let memory)? = limit(key, SimulatedCgroups.v1Limit) else { return false }
        return both >= memory
    }

    private static func parse(_ value: String, file: String, version: Version, pageSize: UInt64) -> LimitValue? {
        if file == CgroupAttribute.oomGroup.rawValue {
            return value == "0" ? .flag(false) : value == "1" ? .flag(true) : nil
        }
        if value == (version == .v1 ? "-1" : "max") { return .max }
        return UInt64(value).map {
            $0 >= UInt64(Int64.max) / pageSize * pageSize ? .max : .bytes($0 / pageSize * pageSize)
        }
    }

    func read(_ path: String) throws(SystemError) -> String {
        guard let (key, file) = split(path), let group = groups[key] else {
            throw SystemError("open", path, code: Errno.noEntry)
        }
        if file == "cgroup.subtree_control", version == .v2 { return group.delegates ? "cpu memory\n" : "cpu\n" }
        switch limit(key, file) {
        case .max?: return version == .v1 ? "9223372036854771712\n" : "max\n"
        case .bytes(let count)?: return "\(count)\n"
        case .flag(let on)?: return on ? "1\n" : "0\n"
        case nil: throw SystemError("open", path, code: Errno.noEntry)
        }
    }
}
