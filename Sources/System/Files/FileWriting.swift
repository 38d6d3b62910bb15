import CSystem
import Text

extension FileDescriptor {
    /// Exactly one write(2) of all bytes: what sysfs and cgroup files take a value in.
    ///
    /// - Throws: also when the kernel takes only a part, with code 0.
    package borrowing func writeOnce(_ bytes: [UInt8]) throws(SystemError) {
        while true {
            let result = unsafe bytes.withUnsafeBytes { unsafe CSystem.write(number, $0.baseAddress, $0.count) }
            if result == bytes.count { return }
            if result >= 0 {
                throw SystemError(
                    "write", path, code: 0,
                    detail: .joining("the kernel took ", result.description, " of ", bytes.count.description, " bytes"))
            }
            guard csystem_errno() == Errno.interrupted else { throw .current("write", path) }
        }
    }

    /// Exactly one read(2), for files where each read has an effect.
    ///
    /// - Parameter capacity: the most bytes to take.
    package borrowing func readOnce(capacity: Int) throws(SystemError) -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                let result = unsafe CSystem.read(number, buffer.baseAddress, capacity)
                if result < 0 { failure = csystem_errno() }
                count = max(0, result)
            }
            if failure == 0 { return bytes }
            guard failure == Errno.interrupted else { throw SystemError("read", path, code: failure) }
        }
    }

    /// pwrite(2) until all bytes stand from `offset` on.
    package borrowing func write(_ bytes: [UInt8], at offset: UInt64) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer -> Int in
                guard let start = buffer.baseAddress else { return 0 }
                return unsafe pwrite(number, start + done, buffer.count - done, off_t(offset) + off_t(done))
            }
            if result < 0 {
                if csystem_errno() == Errno.interrupted { continue }
                throw .current("write", path)
            }
            done += result
        }
    }

    /// fchmod(2).
    package borrowing func changeMode(_ mode: UInt32) throws(SystemError) {
        guard fchmod(number, mode_t(mode)) == 0 else { throw .current("chmod", path) }
    }

    /// fsync(2): everything is on the disk afterwards.
    package borrowing func sync() throws(SystemError) {
        while fsync(number) != 0 {
            guard csystem_errno() == Errno.interrupted else { throw .current("fsync", path) }
        }
    }
}
