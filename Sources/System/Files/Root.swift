import CSystem

/// The folder below which a machine's state is read: `/`, or a copy of another machine's /proc and /sys.
///
/// Read only; whatever changes a machine never takes a root. In a copy, symbolic links lead where they led on the machine
/// that it was taken from: an absolute one starts at the root again, and none leads out of it.
package struct Root: Sendable {
    /// Empty for `/`, else without a final slash.
    let prefix: String

    /// - Parameter folder: `/` or the folder that holds the copy.
    package init(folder: String = "/") {
        var end = folder.utf8.endIndex
        while end > folder.utf8.startIndex, folder.utf8[folder.utf8.index(before: end)] == UInt8(ascii: "/") {
            end = folder.utf8.index(before: end)
        }
        prefix = String(folder[..<end])
    }

    /// Whether this is the machine itself.
    package var isLive: Bool { prefix.isEmpty }

    /// Where `path` of that machine stands on this one, for messages: links in it are not resolved.
    package func path(_ path: String) -> String {
        guard !prefix.isEmpty else { return path }
        // One allocation, for what is done for every file of a copy.
        let length = prefix.utf8.count
        let total = length + path.utf8.count
        return unsafe String(unsafeUninitializedCapacity: total) { buffer in
            guard let start = UnsafeMutableRawPointer(buffer.baseAddress) else { return 0 }
            _ = unsafe prefix.withCString { unsafe memcpy(start, $0, length) }
            _ = unsafe path.withCString { unsafe memcpy(start + length, $0, total - length) }
            return total
        }
    }

    // MARK: Files

    /// Opens a file for reading.
    ///
    /// Never blocks on a FIFO or a drive without a medium. In a copy only regular files open: a device node there would be
    /// this machine's device.
    ///
    /// - Parameters:
    ///   - path: absolute, on the machine whose root this is.
    ///   - followLinks: whether `path` itself may be a symbolic link.
    package func open(_ path: String, followLinks: Bool = true) throws(SystemError) -> FileDescriptor {
        let place = try location(path, followLinks: followLinks)
        let number = openForReading(AT_FDCWD, place, followLinks: followLinks && isLive)
        guard number >= 0 else {
            var error = SystemError.current("open", self.path(path))
            if error.code == Errno.invalid, !isLive { error.detail = "a copied state holds regular files only" }
            throw error
        }
        return FileDescriptor(owning: number, path: path)
    }

    /// The whole file, at most 16 MiB of it.
    package func read(_ path: String) throws(SystemError) -> [UInt8] {
        // Nearly every file of /proc and /sys fits in.
        try open(path).readToEnd()
    }

    /// The whole file, at most 16 MiB of it; nil when there is none.
    ///
    /// - Throws: when there is one that cannot be read: what it says is then unknown, which is not the same as nothing. A
    ///   copy holds what could be read where it was taken, and no more.
    package func readUnlessAbsent(_ path: String) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            return try read(path)
        } catch {
            guard isLive, !error.isAbsence else { return nil }
            throw error
        }
    }

    /// The whole file, at most 16 MiB of it; nil when it cannot be read, for what is good to know and no more.
    package func readIfPresent(_ path: String) -> [UInt8]? { try? read(path) }

    /// Whether there is something at `path`, links followed.
    package func exists(_ path: String) -> Bool {
        guard let place = try? location(path, followLinks: true) else { return false }
        return unsafe place.withCString { unsafe faccessat(AT_FDCWD, $0, F_OK, 0) } == 0
    }

    /// Whether what is at `path` is mounted read-only (statvfs(3), ST_RDONLY); false where that is unknown.
    package func isReadOnly(_ path: String) -> Bool {
        var status = statvfs()
        guard let place = try? location(path, followLinks: true),
            unsafe place.withCString({ unsafe statvfs($0, &status) }) == 0
        else { return false }
        return status.f_flag & UInt(ST_RDONLY) != 0
    }

    /// stat(2) or lstat(2).
    ///
    /// - Throws: ENOENT when there is nothing, EACCES and others.
    package func status(_ path: String, followLinks: Bool = true) throws(SystemError) -> FileStatus {
        let place = try location(path, followLinks: followLinks)
        let flags = followLinks && isLive ? 0 : AT_SYMLINK_NOFOLLOW
        var status = stat()
        guard unsafe place.withCString({ unsafe fstatat(AT_FDCWD, $0, &status, flags) }) == 0 else {
            throw .current("stat", self.path(path))
        }
        return FileStatus(status)
    }

    // MARK: Folders

    /// Opens a folder, for many files in it; nil when there is none.
    ///
    /// - Throws: when there is one that cannot be opened, unless it is in a copy.
    package func folder(_ path: String) throws(SystemError) -> Folder? {
        guard let place = try? location(path, followLinks: true) else { return nil }
        let number = unsafe place.withCString { unsafe csystem_openat(AT_FDCWD, $0, O_PATH | O_DIRECTORY, 0) }
        guard number < 0 else { return Folder(FileDescriptor(owning: number, path: path), root: self) }
        guard foundNothing else { throw .current("open", path) }
        return nil
    }

    /// The names in a folder that begin with `prefix`, in the folder's own order; empty when there is no such folder.
    ///
    /// - Throws: when there is one that cannot be read to its end, unless it is in a copy.
    package func entries(_ path: String, startingWith prefix: String = "") throws(SystemError) -> [String] {
        guard let place = try? location(path, followLinks: true) else { return [] }
        guard let folder = try? FileDescriptor.open(place, O_RDONLY | O_DIRECTORY | O_NONBLOCK) else {
            guard foundNothing else { throw .current("open", path) }
            return []
        }
        var names: [String] = []
        var filled = 0
        repeat {
            unsafe withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 8) { entries in
                filled = unsafe csystem_read_entries(folder.number, entries.baseAddress, entries.count)
                var position = 0
                while filled > 0,
                    let name = unsafe prefix.withCString({
                        unsafe csystem_next_entry(entries.baseAddress, filled, &position, $0)
                    })
                {
                    unsafe names.append(String(cString: name))
                }
            }
        } while filled > 0
        guard filled == 0 || foundNothing else { throw .current("read", path) }
        return names
    }

    /// After a call that failed: whether there is nothing to read, as far as this root shows.
    var foundNothing: Bool { !isLive || Errno.meansAbsent(csystem_errno()) }

    // MARK: Opening

    /// openat(2) for reading; -1 with errno. In a copy, what is no regular file is refused with EINVAL.
    ///
    /// - Parameters:
    ///   - folder: an open one, for a name relative to it.
    ///   - name: as it stands on this machine.
    func openForReading(_ folder: Int32, _ name: String, followLinks: Bool) -> Int32 {
        let flags = O_RDONLY | O_NONBLOCK | (followLinks ? 0 : O_NOFOLLOW)
        let number = unsafe name.withCString { unsafe csystem_openat(folder, $0, flags, 0) }
        guard number >= 0, !isLive else { return number }
        var status = stat()
        let isKnown = unsafe fstat(number, &status) == 0
        guard !isKnown || Int32(bitPattern: status.st_mode) & S_IFMT != S_IFREG else { return number }
        close(number)
        csystem_set_errno(Errno.invalid)
        return -1
    }
}
