import CSystem

/// The folder below which a machine's state is read: `/`, or a copy of another machine's /proc and /sys.
///
/// Read only; whatever changes a machine never takes a root.
package struct Root: Sendable {
    /// Empty for `/`, else without a final slash.
    private let prefix: String

    /// - Parameter folder: `/` or the folder that holds the copy.
    package init(folder: String = "/") {
        var end = folder.utf8.endIndex
        while end > folder.utf8.startIndex, folder.utf8[folder.utf8.index(before: end)] == UInt8(ascii: "/") {
            end = folder.utf8.index(before: end)
        }
        prefix = String(folder[..<end])
    }

    /// Whether this is the machine itself.
    package var isLive: Bool { prefix.isEmpty }

    /// Where `path` of that machine stands on this one.
    package func path(_ path: String) -> String { prefix.isEmpty ? path : prefix + path }

    /// The whole file.
    package func read(_ path: String) throws(SystemError) -> [UInt8] {
        let file = try FileDescriptor.open(self.path(path), O_RDONLY)
        return try file.readToEnd()
    }
}
