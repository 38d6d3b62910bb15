import CSystem

/// The memory page.
package enum PageSize {
    /// The running kernel's, in bytes (getpagesize(2)).
    package static var current: UInt64 {
        let bytes = getpagesize()
        return bytes > 0 ? UInt64(bytes) : 4096
    }
}
