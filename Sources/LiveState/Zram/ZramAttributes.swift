import Text

/// What /sys/block/zramN/comp_algorithm shows (Documentation/admin-guide/blockdev/zram.rst).
struct CompressionAlgorithms: Equatable {
    /// In the kernel's order.
    var names: [String] = []
    /// The one in brackets.
    var selected: String?

    /// Reads `lzo [lzo-rle] lz4 zstd `.
    init(compAlgorithm bytes: [UInt8]) {
        var scanner = TextScanner(bytes)
        while let field = scanner.field() {
            let isSelected =
                field.count > 2 && bytes[field.lowerBound] == UInt8(ascii: "[")
                && bytes[field.upperBound - 1] == UInt8(ascii: "]")
            let name = bytes.text(isSelected ? field.lowerBound + 1..<field.upperBound - 1 : field)
            names.append(name)
            if isSelected { selected = name }
        }
    }
}

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

extension ZramDevice {
    /// N of `zramN`; nil for any other name.
    static func number(ofName name: String) -> Int? {
        let bytes = Array(name.utf8)
        guard bytes.holds("zram", at: 0), let number = bytes.number(4..<bytes.count), number < 1 << 20,
            bytes.count == 5 || bytes[4] != UInt8(ascii: "0")
        else { return nil }
        return Int(number)
    }
}
