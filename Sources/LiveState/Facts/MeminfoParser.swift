import System
import Text

extension MemoryInfo {
    /// Reads /proc/meminfo (proc(5)); a line that is not there leaves 0.
    ///
    /// Kernels before 3.14 print no MemAvailable; MemFree, which is never more, takes its place.
    package init(meminfo bytes: [UInt8]) {
        self.init()
        // In the kernel's order (fs/proc/meminfo.c), so that the file is gone through once.
        var position = 0
        func value(_ key: String) -> UInt64? { MemoryInfo.value(key, bytes, &position) }
        total = value("MemTotal:") ?? 0
        let free = value("MemFree:") ?? 0
        available = value("MemAvailable:") ?? free
        swapTotal = value("SwapTotal:") ?? 0
        swapFree = value("SwapFree:") ?? 0
        commitLimit = value("CommitLimit:") ?? 0
        committed = value("Committed_AS:") ?? 0
    }

    /// The number of the line that begins with the key, in bytes.
    ///
    /// - Parameter position: where to begin to look, before all other lines; becomes the place after the key.
    private static func value(_ key: String, _ bytes: [UInt8], _ position: inout Int) -> UInt64? {
        guard let line = line(key, bytes, position..<bytes.count) ?? line(key, bytes, 0..<position) else { return nil }
        position = line
        var scanner = TextScanner(bytes, position..<bytes.count)
        guard let field = scanner.field() else { return nil }
        return bytes.number(field).map { BinaryUnits.figure($0, of: 1024) }
    }

    /// The place after the key in a line that begins with it, among those that begin in the range.
    private static func line(_ key: String, _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var position = range.lowerBound
        while let found = bytes.index(of: key, from: position), found < range.upperBound {
            position = found + key.utf8.count
            if found == 0 || bytes[found - 1] == UInt8(ascii: "\n") { return position }
        }
        return nil
    }
}
