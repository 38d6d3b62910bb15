import CSystem

/// An open folder of the machine whose state is read. Files in it are opened by name: no path is put together, and the
/// folder stays the same one.
package struct Folder: ~Copyable {
    private let descriptor: FileDescriptor
    private let root: Root

    init(_ descriptor: consuming FileDescriptor, root: Root) {
        self.descriptor = descriptor
        self.root = root
    }

    /// An attribute of sysfs or of a cgroup; nil when it cannot be read.
    ///
    /// - Parameter name: without slashes; not followed when it is a symbolic link.
    package borrowing func read(_ name: String) -> [UInt8]? {
        let number = root.openForReading(descriptor.number, name, followLinks: false)
        guard number >= 0 else { return nil }
        return try? FileDescriptor(owning: number, path: name).readAttribute()
    }

    /// Whether the file holds anything.
    package borrowing func holdsSomething(_ name: String) -> Bool {
        let number = root.openForReading(descriptor.number, name, followLinks: false)
        guard number >= 0 else { return false }
        let start = try? FileDescriptor(owning: number, path: name).readAttribute(limit: 1)
        return start?.isEmpty == false
    }

    /// Whether there is a file of that name.
    package borrowing func has(_ name: String) -> Bool {
        unsafe name.withCString { unsafe faccessat(descriptor.number, $0, F_OK, AT_SYMLINK_NOFOLLOW) } == 0
    }

    /// fstat(2).
    package borrowing func status() -> FileStatus? { try? descriptor.status() }
}
