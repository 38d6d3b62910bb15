import CSystem

extension FileDescriptor {
    /// What a file of this machine holds.
    ///
    /// - Parameter limit: the most bytes to take.
    package static func contents(of path: String, limit: Int) throws(SystemError) -> [UInt8] {
        try open(path, O_RDONLY).readToEnd(limit: limit)
    }

    /// Opens a file of this machine for reading; does not wait for a writer where it is a FIFO.
    package static func withoutWaiting(_ path: String) throws(SystemError) -> FileDescriptor {
        try open(path, O_RDONLY | O_NONBLOCK)
    }
}
