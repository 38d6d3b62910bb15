import CSystem

extension FileDescriptor {
    /// What a file of this machine holds.
    ///
    /// - Parameter limit: the most bytes to take.
    package static func contents(of path: String, limit: Int) throws(SystemError) -> [UInt8] {
        let file = try open(path, O_RDONLY)
        // One byte more than it has shows its end with the same read(2).
        let size = Int(min(try file.status().size, UInt64(limit))) + 1
        return try file.readToEnd(expecting: max(size, 4096), limit: limit)
    }

    /// Opens a file of this machine for reading; does not wait for a writer where it is a FIFO.
    package static func withoutWaiting(_ path: String) throws(SystemError) -> FileDescriptor {
        try open(path, O_RDONLY | O_NONBLOCK)
    }
}
