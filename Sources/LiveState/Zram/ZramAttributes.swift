import Text

/// What /sys/block/zramN/mm_stat shows: seven columns at first, eight by 5.10, nine by 6.1; all in bytes or counts.
struct MemoryStatistics: Equatable {
    var usage: ZramDevice.Usage
    /// In bytes; 0 for none.
    var memoryLimit: UInt64

    init(original: UInt64, compressed: UInt64, memoryUsed: UInt64, memoryLimit: UInt64) {
        usage = ZramDevice.Usage(
            original: BinaryUnits.figure(original), compressed: BinaryUnits.figure(compressed),
            memoryUsed: BinaryUnits.figure(memoryUsed))
        self.memoryLimit = memoryLimit
    }

    /// - Returns: nil with fewer than four columns that are numbers.
    init?(mmStat bytes: [UInt8]) {
        var scanner = TextScanner(bytes)
        func column() -> UInt64? {
            guard let field = scanner.field() else { return nil }
            return bytes.number(field)
        }
        guard let original = column(), let compressed = column(), let used = column(), let limit = column() else {
            return nil
        }
        self.init(original: original, compressed: compressed, memoryUsed: used, memoryLimit: limit)
    }
}
