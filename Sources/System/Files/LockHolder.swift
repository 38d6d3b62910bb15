import Text

/// The process that holds a lock. It stands in no file of this program's, where it could be out of date.
package struct LockHolder: Equatable, Sendable {
    /// In the reader's PID namespace; 0 for one outside of it.
    package var process: Int
    /// Its program without the folder; nil when that is unknown.
    package var program: String?
    /// Its first argument that is no option.
    package var command: String?

    /// `another zramctl-swift (pid 155, apply) is at work`
    package var text: String {
        guard program == "zramctl-swift" else {
            guard process > 0 else { return "another process holds the lock" }
            return .joining(program ?? "another process", " (pid ", process.description, ") holds the lock")
        }
        guard let command else { return .joining("another zramctl-swift (pid ", process.description, ") is at work") }
        return .joining("another zramctl-swift (pid ", process.description, ", ", command, ") is at work")
    }

    /// The holder of an flock(2) on a file; nil when the kernel shows none (proc(5), /proc/locks).
    static func find(_ file: FileStatus) -> LockHolder? {
        let root = Root()
        guard let process = root.readIfPresent("/proc/locks").flatMap({ LockFile.holder(of: file, in: $0) }) else {
            return nil
        }
        let words = root.readIfPresent(.joining("/proc/", process, "/cmdline")) ?? []
        return LockHolder(process: Int(process) ?? 0, words: words)
    }

    /// - Parameter words: what /proc/PID/cmdline shows: each with a NUL at its end.
    init(process: Int, words: [UInt8]) {
        self.process = process
        var isFirst = true
        for word in words.split(separator: 0) {
            if isFirst {
                let start = word.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? word.startIndex
                program = String(decoding: word[start...], as: UTF8.self)
                isFirst = false
            } else if command == nil, word.first != UInt8(ascii: "-") {
                command = String(decoding: word, as: UTF8.self)
            }
        }
    }
}
