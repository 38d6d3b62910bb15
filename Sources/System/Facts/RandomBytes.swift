import CSystem

/// Random numbers from the kernel.
package enum RandomBytes {
    /// Never blocks: early in a board's boot the kernel may not have collected enough entropy for keys, and a UUID needs
    /// to be unique, not secret.
    ///
    /// - Parameter count: at most 256, which getrandom(2) hands out in one piece.
    package static func draw(_ count: Int) throws(SystemError) -> [UInt8] {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, drawn in
            drawn = max(0, unsafe getrandom(buffer.baseAddress, count, UInt32(GRND_NONBLOCK)))
        }
        if bytes.count == count { return bytes }
        return try FileDescriptor.open("/dev/urandom", O_RDONLY).readOnce(capacity: count)
    }
}
