import CSystem

/// The ways in which the code that changes a machine opens things.
extension FileDescriptor {
    /// A file of sysfs, procfs or a cgroup for reading.
    package static func attribute(_ path: String) throws(SystemError) -> FileDescriptor {
        try open(path, O_RDONLY)
    }

    /// A file of sysfs or a cgroup for writing. Neither O_CREAT nor O_TRUNC: one that is missing is an error.
    package static func attributeForWriting(_ path: String) throws(SystemError) -> FileDescriptor {
        try open(path, O_WRONLY | O_NOFOLLOW)
    }

    /// Takes hold of whatever is at the path, a link included, without opening it: good for its status alone.
    package static func hold(_ path: String) throws(SystemError) -> FileDescriptor {
        try open(path, O_PATH | O_NOFOLLOW)
    }

    /// A device or file for reading; a symbolic link is ELOOP, and nothing is waited for.
    package static func content(_ path: String) throws(SystemError) -> FileDescriptor {
        try open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    }
}

extension TrustedFolder {
    /// A file in the folder for reading; a symbolic link is ELOOP, and nothing is waited for.
    package borrowing func content(_ name: String) throws(SystemError) -> FileDescriptor {
        try openFile(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    }

    /// A file in the folder for reading and writing, as `content`.
    package borrowing func contentForWriting(_ name: String) throws(SystemError) -> FileDescriptor {
        try openFile(name, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
    }
}
