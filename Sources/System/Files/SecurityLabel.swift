import CSystem

/// SELinux's label of a file.
package enum SecurityLabel {
    private static let attribute = "security.selinux"

    /// Whether the kernel enforces or at least checks labels.
    package static var isInUse: Bool { unsafe access("/sys/fs/selinux/enforce", F_OK) == 0 }

    /// Changes the type in a file's label, `user:role:type:level`, and leaves the rest; nothing where there is no label.
    package static func setType(_ type: String, of file: borrowing FileDescriptor) throws(SystemError) {
        let capacity = 1024
        var failure: Int32 = 0
        let old = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let length = unsafe fgetxattr(file.number, attribute, buffer.baseAddress, capacity)
            if length < 0 { failure = csystem_errno() }
            count = max(0, length)
        }
        // The file, or its file system, has none.
        guard failure != Errno.noData, failure != Errno.notSupported else { return }
        guard failure == 0 else { throw SystemError("read the SELinux label of", file.path, code: failure) }
        guard let label = replacing(type, in: old), label != old else { return }
        let result = unsafe label.withUnsafeBytes {
            unsafe fsetxattr(file.number, attribute, $0.baseAddress, $0.count, 0)
        }
        guard result == 0 else { throw .current("set the SELinux type of", file.path) }
    }

    /// nil when it is no label.
    package static func replacing(_ type: String, in label: [UInt8]) -> [UInt8]? {
        let colon = UInt8(ascii: ":")
        guard let first = label.firstIndex(of: colon), let second = label[(first + 1)...].firstIndex(of: colon) else {
            return nil
        }
        let end = label[(second + 1)...].firstIndex { $0 == colon || $0 == 0 } ?? label.count
        return Array(label[...second]) + Array(type.utf8) + Array(label[end...])
    }
}
