import CSystem

extension Root {
    /// What the kernel allows in one path (MAXSYMLINKS, path_resolution(7)).
    private static let mostLinks = 40

    /// readlink(2); nil when `path` is no symbolic link.
    ///
    /// - Parameter path: absolute, on the machine whose root this is; links before its last component are followed.
    package func readLink(_ path: String) -> String? {
        guard let place = try? location(path, followLinks: false), let target = Root.linkTarget(place) else {
            return nil
        }
        return String(decoding: target, as: UTF8.self)
    }

    /// The path with every symbolic link resolved, as that machine would; what does not exist stays as it is written.
    ///
    /// - Throws: ELOOP after too many links.
    package func resolved(_ path: String, followLinks: Bool = true) throws(SystemError) -> String {
        guard !Root.isPlain(self.path(path), from: prefix.utf8.count, followLinks: followLinks) else { return path }
        // Components still to go, the next one last.
        var pending: [[UInt8]] = []
        Root.push(path.utf8, onto: &pending)
        var done: [UInt8] = []
        var links = 0
        while let component = pending.popLast() {
            if component == [UInt8(ascii: ".")] { continue }
            if component == [UInt8(ascii: "."), UInt8(ascii: ".")] {
                let slash = done.lastIndex(of: UInt8(ascii: "/")) ?? 0
                done.removeSubrange(slash...)
                continue
            }
            let next = done + [UInt8(ascii: "/")] + component
            let place = self.path(String(decoding: next, as: UTF8.self))
            guard followLinks || !pending.isEmpty, let target = Root.linkTarget(place) else {
                done = next
                continue
            }
            links += 1
            guard links <= Root.mostLinks else { throw SystemError("open", self.path(path), code: Errno.loop) }
            if target.first == UInt8(ascii: "/") { done = [] }
            Root.push(target, onto: &pending)
        }
        return done.isEmpty ? "/" : String(decoding: done, as: UTF8.self)
    }

    /// Where `path` of that machine stands on this one. Below a copy that place holds no links but perhaps, unless they
    /// are followed, in its last component; on the machine itself the kernel follows them.
    func location(_ path: String, followLinks: Bool) throws(SystemError) -> String {
        guard !isLive else { return path }
        let place = self.path(path)
        return Root.isPlain(place, from: prefix.utf8.count, followLinks: followLinks)
            ? place : try self.path(resolved(path, followLinks: followLinks))
    }

    /// Whether nothing in the path needs resolving, as for nearly every file of a copy: no link, no `.` and `..`.
    ///
    /// - Parameter start: where the copy's own part begins, with a slash.
    private static func isPlain(_ place: String, from start: Int, followLinks: Bool) -> Bool {
        let slash = Int32(UInt8(ascii: "/"))
        let size = place.utf8.count + 1
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
            guard let path = buffer.baseAddress else { return false }
            _ = unsafe place.withCString { unsafe memcpy(path, $0, size) }
            guard unsafe path[start] == 0 || !isDots(path + start + 1) else { return false }
            var end = unsafe strchr(path + start + 1, slash)
            while let next = unsafe end {
                guard unsafe !isDots(next + 1) else { return false }
                unsafe next.pointee = 0
                let isLink = unsafe isLink(path)
                unsafe next.pointee = CChar(slash)
                guard !isLink else { return false }
                unsafe end = strchr(next + 1, slash)
            }
            return unsafe !followLinks || !isLink(path)
        }
    }

    /// Whether the component is `.` or `..`, which `.dockerenv` is not.
    private static func isDots(_ component: UnsafePointer<CChar>) -> Bool {
        let dot = CChar(bitPattern: UInt8(ascii: "."))
        guard unsafe component[0] == dot else { return false }
        let end = unsafe component[1] == dot ? component[2] : component[1]
        return end == 0 || end == CChar(bitPattern: UInt8(ascii: "/"))
    }

    private static func isLink(_ place: UnsafePointer<CChar>) -> Bool {
        // One byte of the target is enough to see that there is one.
        var byte: CChar = 0
        return unsafe readlink(place, &byte, 1) > 0
    }

    private static func push(_ path: some Sequence<UInt8>, onto pending: inout [[UInt8]]) {
        let components = path.split(separator: UInt8(ascii: "/"))
        for component in components.reversed() { pending.append(Array(component)) }
    }

    private static func linkTarget(_ place: String) -> [UInt8]? {
        // PATH_MAX
        let capacity = 4096
        let target = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return 0 }
                return unsafe max(0, place.withCString { unsafe readlink($0, start, capacity) })
            }
        }
        return target.isEmpty ? nil : target
    }
}
