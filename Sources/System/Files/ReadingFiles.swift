import CSystem

extension FileDescriptor {
    /// Reads to the end, with one allocation for a file of the expected size.
    ///
    /// - Parameters:
    ///   - size: in bytes; a longer file is read to its end too. /proc is generated a page at a time.
    ///   - limit: the most bytes to take; a longer file is cut there.
    package borrowing func readToEnd(expecting size: Int = 4096, limit: Int = 16 << 20) throws(SystemError) -> [UInt8] {
        var wanted = min(size, limit)
        var bytes = try chunk(wanted, untilFull: true)
        while bytes.count == wanted, wanted < limit {
            bytes += try chunk(min(wanted, limit - wanted), untilFull: true)
            wanted = min(wanted * 2, limit)
        }
        return bytes
    }

    /// Reads an attribute of sysfs or of a cgroup, which the kernel hands out in one read(2).
    ///
    /// - Parameter limit: the most bytes to take; no attribute is longer than a page (Documentation/filesystems/sysfs.rst).
    package borrowing func readAttribute(limit: Int = 4096) throws(SystemError) -> [UInt8] {
        // All but the longest lists of words fit in.
        let bytes = try chunk(min(limit, 512), untilFull: false)
        return bytes.count < 512 ? bytes : try bytes + chunk(limit - 512, untilFull: true)
    }

    private borrowing func chunk(_ capacity: Int, untilFull: Bool) throws(SystemError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            repeat {
                var result = 0
                repeat {
                    result = unsafe CSystem.read(number, start + count, capacity - count)
                } while result < 0 && csystem_errno() == Errno.interrupted
                if result < 0 {
                    failure = csystem_errno()
                    return
                }
                if result == 0 { return }
                count += result
            } while untilFull && count < capacity
        }
        guard failure == 0 else { throw SystemError("read", path, code: failure) }
        return bytes
    }
}
