import System
import Text

extension MemoryInfo {
    /// Reads /proc/meminfo (proc(5)); a line that is not there leaves 0.
    ///
    /// Kernels before 3.14 print no MemAvailable; MemFree, which is never more, takes its place.
    package init(meminfo bytes: [UInt8]) {
        self.init()
        total = MemoryInfo.value("MemTotal:", bytes) ?? 0
        available = MemoryInfo.value("MemAvailable:", bytes) ?? MemoryInfo.value("MemFree:", bytes) ?? 0
        swapTotal = MemoryInfo.value("SwapTotal:", bytes) ?? 0
        swapFree = MemoryInfo.value("SwapFree:", bytes) ?? 0
        commitLimit = MemoryInfo.value("CommitLimit:", bytes) ?? 0
        committed = MemoryInfo.value("Committed_AS:", bytes) ?? 0
    }

    /// The number of the line that begins with the key, in bytes.
    private static func value(_ key: String, _ bytes: [UInt8]) -> UInt64? {
        var position = 0
        while let found = bytes.index(of: key, from: position) {
            position = found + key.utf8.count
            guard found == 0 || bytes[found - 1] == UInt8(ascii: "\n") else { continue }
            var scanner = TextScanner(bytes, position..<bytes.count)
            guard let field = scanner.field() else { return nil }
            return bytes.number(field).map { BinaryUnits.figure($0, of: 1024) }
        }
        return nil
    }
}
