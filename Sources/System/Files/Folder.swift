import CSystem
import Text

/// An open folder of the machine whose state is read. Files in it are opened by name: no path is put together, and the
/// folder stays the same one.
package struct Folder: ~Copyable {
    private let descriptor: FileDescriptor
    private let root: Root

    init(_ descriptor: consuming FileDescriptor, root: Root) {
        self.descriptor = descriptor
        self.root = root
    }

    /// The folder's own path, on the machine whose root it was opened from.
    package var path: String { descriptor.path }

    /// An attribute of sysfs or of a cgroup; nil when there is none.
    ///
    /// - Parameters:
    ///   - name: without slashes; not followed when it is a symbolic link.
    ///   - limit: the most bytes to take.
    /// - Throws: when there is one that cannot be read, unless it is in a copy.
    package borrowing func read(_ name: String, limit: Int = 4096) throws(SystemError) -> [UInt8]? {
        let number = root.openForReading(descriptor.number, name, followLinks: false)
        guard number >= 0 else {
            guard root.foundNothing else { throw .current("open", .joining(path, "/", name)) }
            return nil
        }
        do throws(SystemError) {
            return try FileDescriptor(owning: number, path: name).readAttribute(limit: limit)
        } catch {
            guard root.isLive, !error.isAbsence else { return nil }
            throw SystemError(error.operation, .joining(path, "/", name), code: error.code)
        }
    }

    /// Whether the file holds anything.
    package borrowing func holdsSomething(_ name: String) throws(SystemError) -> Bool {
        try read(name, limit: 1)?.isEmpty == false
    }

    /// Whether there is a file of that name.
    package borrowing func has(_ name: String) -> Bool {
        unsafe name.withCString { unsafe faccessat(descriptor.number, $0, F_OK, AT_SYMLINK_NOFOLLOW) } == 0
    }

    /// fstat(2).
    package borrowing func status() -> FileStatus? { try? descriptor.status() }
}
