import CSystem

/// A system call that failed: which, on what, and the kernel's reason.
package struct SystemError: Error, Equatable, Sendable {
    /// What was being done, as a person would say it with the call's name: `open`, `swapon`, `write "zstd" to`.
    package var operation: String
    /// The file, device or other object.
    package var path: String
    /// The errno; 0 when the reason is not one of the kernel's.
    package var code: Int32
    /// What is known beyond the errno: why it happened here, or what to do.
    package var detail: String?

    package init(_ operation: String, _ path: String, code: Int32, detail: String? = nil) {
        self.operation = operation
        self.path = path
        self.code = code
        self.detail = detail
    }

    /// With the calling thread's errno.
    static func current(_ operation: String, _ path: String) -> SystemError {
        SystemError(operation, path, code: csystem_errno())
    }

    /// Whether there is nothing at the path, or not any more.
    package var isAbsence: Bool { Errno.meansAbsent(code) }

    /// `swapon /dev/zram0: Device or resource busy (EBUSY)`
    package var text: String {
        var text = operation + " " + path
        if code != 0 { text += ": " + Errno.text(code) }
        if let detail { text += (code != 0 ? "; " : ": ") + detail }
        return text
    }
}
