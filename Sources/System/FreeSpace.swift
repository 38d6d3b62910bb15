import CSystem

/// Room on a file system.
package enum FreeSpace {
    /// What everyone may still take on the file system that holds `path`, in bytes (statvfs(3), f_bavail). Root could take
    /// its reserve too, and then the disk were full for all others.
    package static func available(at path: String) throws(SystemError) -> UInt64 {
        var status = statvfs()
        guard unsafe path.withCString({ unsafe statvfs($0, &status) }) == 0 else { throw .current("statvfs", path) }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : bytes
    }
}
