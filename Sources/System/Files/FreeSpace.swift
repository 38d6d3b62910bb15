import CSystem
import Text

/// Room on a file system: what everyone may still take on it, in bytes (statvfs(3), f_bavail). Root could take its reserve
/// too, and then the disk were full for all others.
package enum FreeSpace {
    /// - Parameter path: of anything on it.
    package static func available(at path: String) throws(SystemError) -> UInt64 {
        try bytes(path) { status in unsafe path.withCString { unsafe statvfs($0, &status) } }
    }

    fileprivate static func bytes(
        _ path: String, _ ask: (inout statvfs) -> Int32
    ) throws(SystemError) -> UInt64 {
        var status = statvfs()
        guard ask(&status) == 0 else { throw .current("statvfs", path) }
        return BinaryUnits.figure(UInt64(status.f_bavail), of: UInt64(status.f_frsize))
    }
}

extension TrustedFolder {
    /// What everyone may still take on this file system, in bytes.
    package borrowing func freeSpace() throws(SystemError) -> UInt64 {
        let number = descriptor.number
        return try FreeSpace.bytes(path) { status in unsafe fstatvfs(number, &status) }
    }
}
