import CSystem
import Text

/// An open folder, through which files are made, looked at, renamed and removed by name alone.
///
/// Reached from the root folder step by step without following a symbolic link, and only through folders in which nobody
/// but root can put something else in a name's place. So what was checked is what is used, whoever else is at work.
@usableFromInline package struct TrustedFolder: ~Copyable {
    @usableFromInline let descriptor: FileDescriptor

    @usableFromInline init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

    /// What it was opened as.
    package var path: String { descriptor.path }

    /// Opens the folder at an absolute path.
    ///
    /// - Throws: ENOENT and its like; ELOOP at a symbolic link; EPERM at a folder that belongs to another user or that
    ///   others may write to. A folder above with the sticky bit, as /tmp, is good enough: others cannot rename in it what
    ///   is not theirs.
    package static func open(_ path: String) throws(SystemError) -> TrustedFolder {
        guard path.utf8.first == UInt8(ascii: "/") else {
            throw SystemError("open", path, code: Errno.invalid, detail: "the path must be absolute")
        }
        var folder = TrustedFolder(try FileDescriptor.open("/", TrustedFolder.flags))
        for name in path.utf8.split(separator: UInt8(ascii: "/")) where !name.elementsEqual(".".utf8) {
            try folder.rejectUnsafe(isLast: false)
            folder = try folder.subfolder(String(decoding: name, as: UTF8.self))
        }
        try folder.rejectUnsafe(isLast: true)
        return folder
    }

    /// Why nothing would be made in the folder at an absolute path, whatever else it is; nil when it would.
    package static func obstacle(_ path: String) -> String? {
        do throws(SystemError) {
            _ = try open(path)
            return nil
        } catch {
            guard error.code == Errno.loop || error.code == Errno.permission, let detail = error.detail else {
                return nil
            }
            return .joining(error.path, ": ", detail)
        }
    }

    // O_NOFOLLOW alone opens a link itself; with O_DIRECTORY the kernel refuses it.
    private static let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK

    borrowing func subfolder(_ name: String) throws(SystemError) -> TrustedFolder {
        do throws(SystemError) {
            return TrustedFolder(try openFile(name, TrustedFolder.flags))
        } catch {
            guard error.code == Errno.notFolder || error.code == Errno.loop, let status = try status(of: name),
                status.kind == .symbolicLink
            else { throw error }
            throw SystemError("open", pathOf(name), code: Errno.loop, detail: "a symbolic link is not followed here")
        }
    }

    borrowing func rejectUnsafe(isLast: Bool) throws(SystemError) {
        let status = try descriptor.status()
        let isSticky = Int32(bitPattern: status.mode) & Int32(S_ISVTX) != 0
        if !FileTrust.isTrusted(owner: status.owner) {
            throw SystemError(
                "use", path, code: Errno.permission,
                detail: .joining("the directory belongs to user ", status.owner.description, ", not to root"))
        }
        if status.mode & 0o022 != 0, isLast || !isSticky {
            throw SystemError(
                "use", path, code: Errno.permission, detail: "others than its owner may write to this directory")
        }
    }

    /// The whole path of a name in this folder, for messages.
    package borrowing func pathOf(_ name: String) -> String { path == "/" ? "/" + name : path + "/" + name }

    /// fstatat(2) of the name itself; nil when there is nothing.
    package borrowing func status(of name: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        let result = unsafe name.withCString {
            unsafe fstatat(descriptor.number, $0, &status, AT_SYMLINK_NOFOLLOW)
        }
        if result == 0 { return FileStatus(status) }
        guard csystem_errno() == Errno.noEntry else { throw .current("stat", pathOf(name)) }
        return nil
    }

    /// readlinkat(2): where a symbolic link leads, cut at 255 bytes; nil when it is none.
    package borrowing func linkTarget(of name: String) -> String? {
        let capacity = 255
        let target = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            count = unsafe name.withCString { unsafe max(0, readlinkat(descriptor.number, $0, start, capacity)) }
        }
        return target.isEmpty ? nil : String(decoding: target, as: UTF8.self)
    }

    /// openat(2), close-on-exec.
    ///
    /// - Parameter flags: with O_NOFOLLOW, unless a link shall be followed.
    package borrowing func openFile(
        _ name: String, _ flags: Int32, mode: UInt32 = 0
    ) throws(SystemError) -> FileDescriptor {
        let path = pathOf(name)
        let number = unsafe name.withCString { unsafe csystem_openat(descriptor.number, $0, flags, mode) }
        guard number >= 0 else { throw .current("open", path) }
        return FileDescriptor(owning: number, path: path)
    }

    /// A new, empty file that nobody else can have opened: its permission bits are there from its first moment.
    ///
    /// - Throws: EEXIST when there is something of that name, a dangling link included.
    package borrowing func createFile(_ name: String, mode: UInt32) throws(SystemError) -> FileDescriptor {
        do throws(SystemError) {
            return try openFile(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        } catch {
            throw SystemError("create", error.path, code: error.code)
        }
    }

    /// unlinkat(2).
    package borrowing func remove(_ name: String) throws(SystemError) {
        guard unsafe name.withCString({ unsafe unlinkat(descriptor.number, $0, 0) }) == 0 else {
            throw .current("remove", pathOf(name))
        }
    }

    /// renameat2(2) within the folder.
    ///
    /// - Parameter replaces: whether something of the new name may be replaced; else that is EEXIST.
    package borrowing func rename(_ old: String, to new: String, replaces: Bool) throws(SystemError) {
        let noReplace: UInt32 = 1  // RENAME_NOREPLACE
        var result = renameEntry(old, new, replaces ? 0 : noReplace)
        if result != 0, !replaces, [Errno.invalid, Errno.notImplemented].contains(csystem_errno()) {
            // This file system cannot do it in one step; nobody else can write here.
            guard try status(of: new) == nil else { throw SystemError("create", pathOf(new), code: Errno.exists) }
            result = renameEntry(old, new, 0)
        }
        guard result == 0 else { throw .current("rename to", pathOf(new)) }
    }

    /// renameat2(2), RENAME_EXCHANGE: each of the two files takes the other's name, at one moment.
    ///
    /// - Throws: EINVAL where the file system cannot do that.
    package borrowing func exchange(_ one: String, _ other: String) throws(SystemError) {
        let exchange: UInt32 = 2  // RENAME_EXCHANGE
        guard renameEntry(one, other, exchange) == 0 else { throw .current("exchange names with", pathOf(other)) }
    }

    private borrowing func renameEntry(_ old: String, _ new: String, _ flags: UInt32) -> Int32 {
        unsafe old.withCString { old in
            unsafe new.withCString { new in
                unsafe renameat2(descriptor.number, old, descriptor.number, new, flags)
            }
        }
    }

    /// fsync(2) of the folder: its names are on the disk afterwards.
    package borrowing func sync() throws(SystemError) {
        do throws(SystemError) {
            try descriptor.sync()
        } catch {
            // Some file systems have no such operation for folders.
            guard error.code == Errno.invalid || error.code == Errno.notSupported else { throw error }
        }
    }
}

/// A path taken apart: the folder and the name in it.
package struct FilePlace: Equatable, Sendable {
    /// Absolute: `/` or without a slash at the end.
    package let folder: String
    package let name: String

    /// - Parameter path: absolute; nil when it ends in a slash, `.` or `..`, or has no slash at all.
    package init?(_ path: String) {
        guard path.utf8.first == UInt8(ascii: "/"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return nil
        }
        name = String(path[path.utf8.index(after: slash)...])
        guard name != "", name != ".", name != ".." else { return nil }
        folder = slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }
}

/// Whom this program believes.
package enum FileTrust {
    /// Root, and the user that this runs as, who could change it anyway.
    package static func isTrusted(owner: UInt32) -> Bool { owner == 0 || owner == geteuid() }
}
