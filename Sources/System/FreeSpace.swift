import CSystem

/// Room on a file system.
package enum FreeSpace {
    /// What root may still take on the file system that holds `path`, in bytes (statvfs(3), f_bfree).
    package static func available(at path: String) throws(SystemError) -> UInt64 {
        var status = statvfs()
        guard unsafe path.withCString({ unsafe statvfs($0, &status) }) == 0 else { throw .current("statvfs", path) }
        let (bytes, overflow) = UInt64(status.f_bfree).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : bytes
    }
}
