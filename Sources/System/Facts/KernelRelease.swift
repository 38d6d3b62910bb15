import CSystem

/// The kernel's release, `6.12.107+deb13-cloud-amd64`.
package enum KernelRelease {
    /// The running kernel's, or that of a copy; nil when it is unknown, or cannot name a folder.
    package static func read(_ root: Root) -> String? {
        root.isLive ? running : readCopied(root)
    }

    /// Of uname(2).
    private static var running: String? {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return nil }
        return unsafe withUnsafeBytes(of: &name.release) { bytes in
            unsafe bytes.first == 0 ? nil : String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    private static func readCopied(_ root: Root) -> String? {
        guard let bytes = root.readIfPresent("/proc/sys/kernel/osrelease") else { return nil }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        guard !line.isEmpty, !line.contains(UInt8(ascii: "/")) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }
}
