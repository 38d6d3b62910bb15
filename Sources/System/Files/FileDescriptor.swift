import CSystem

/// An open file that closes itself.
///
/// What the kernel cuts short (EINTR, short reads and writes) is taken up again by all that reads and writes here.
@usableFromInline package struct FileDescriptor: ~Copyable {
    /// The kernel's number, for calls that have no wrapper here.
    @usableFromInline package let number: Int32
    /// What it was opened as, for messages.
    package let path: String

    // Inlinable, and the type usable from there, because Embedded Swift destroys a value in the module that held it.
    @inlinable deinit { close(number) }

    /// Takes over an open descriptor.
    init(owning number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    /// openat(2), always close-on-exec.
    ///
    /// - Parameters:
    ///   - path: absolute, or relative to the current folder.
    ///   - flags: O_RDONLY and so on.
    ///   - mode: the permission bits of a file that is created.
    @inline(never)
    package static func open(_ path: String, _ flags: Int32, mode: UInt32 = 0) throws(SystemError) -> FileDescriptor {
        let number = unsafe path.withCString { unsafe csystem_openat(AT_FDCWD, $0, flags, mode) }
        guard number >= 0 else { throw .current("open", path) }
        return FileDescriptor(owning: number, path: path)
    }

    /// pread(2) of up to `count` bytes from `offset`; fewer only at the end of the file.
    package borrowing func read(count: Int, at offset: Int64) throws(SystemError) -> [UInt8] {
        var done = 0
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while done < count {
                guard let start = buffer.baseAddress else { break }
                let result = unsafe pread(number, start + done, count - done, off_t(offset) + off_t(done))
                if result < 0 {
                    if csystem_errno() == Errno.interrupted { continue }
                    failure = csystem_errno()
                    break
                }
                if result == 0 { break }
                done += result
            }
            initialized = done
        }
        guard failure == 0 else { throw SystemError("read", path, code: failure) }
        return bytes
    }

    /// write(2) until all bytes are written. sysfs takes a value in one call, so short values go out in one.
    package borrowing func write(_ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer -> Int in
                guard let start = buffer.baseAddress else { return 0 }
                return unsafe CSystem.write(number, start + done, buffer.count - done)
            }
            if result < 0 {
                if csystem_errno() == Errno.interrupted { continue }
                throw .current("write", path)
            }
            done += result
        }
    }
}
