import CSystem

/// The memory page.
package enum PageSize {
    /// The running kernel's, in bytes (sysconf(3)).
    package static var current: UInt64 {
        let bytes = sysconf(Int32(_SC_PAGESIZE))
        return bytes > 0 ? UInt64(bytes) : 4096
    }
}
