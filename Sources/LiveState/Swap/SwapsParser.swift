import Kernel
import SwapFormat
import Text

extension ActiveSwap {
    /// What the kernel appends to the path of a file that was removed, its space escaped like all others.
    private static let deletedSuffix: [UInt8] = Array(" (deleted)".utf8)

    /// More rows than any kernel's table has places for; only so many are read.
    private static let mostRows = 2 * SwapLimits.mostAreas

    /// Reads /proc/swaps (proc(5); mm/swapfile.c, swap_show). Lines that are no rows are left out.
    package static func rows(procSwaps bytes: [UInt8]) -> [ActiveSwap] {
        var scanner = TextScanner(bytes)
        var rows: [ActiveSwap] = []
        while rows.count < mostRows, let line = scanner.line() {
            if let row = ActiveSwap(bytes, line) { rows.append(row) }
        }
        return rows
    }

    /// `/var/my\040swap file 262140 0 -2`, with any blanks between.
    private init?(_ bytes: [UInt8], _ line: Range<Int>) {
        var scanner = TextScanner(bytes, line)
        guard let path = scanner.field(), let type = scanner.field(), let size = scanner.field(),
            let used = scanner.field(), let priority = scanner.field()
        else { return nil }
        let kind: Kind
        if bytes.isText("partition", in: type) {
            kind = .partition
        } else if bytes.isText("file", in: type) {
            kind = .file
        } else {
            return nil
        }
        guard let sizeInKiB = bytes.number(size), let usedInKiB = bytes.number(used),
            let level = ActiveSwap.level(bytes, priority)
        else { return nil }
        var name = bytes.unescaped(path)
        let isDeleted = name.count > ActiveSwap.deletedSuffix.count && name.ends(with: ActiveSwap.deletedSuffix)
        if isDeleted { name.removeLast(ActiveSwap.deletedSuffix.count) }
        self.init(
            path: String(decoding: name, as: UTF8.self), isDeleted: isDeleted, kind: kind,
            size: BinaryUnits.figure(sizeInKiB, of: 1024),
            used: BinaryUnits.figure(usedInKiB, of: 1024), priority: SwapPriority(procSwaps: level))
    }

    private static func level(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        let digits = isNegative ? range.lowerBound + 1..<range.upperBound : range
        guard let number = bytes.number(digits), number <= 32768 else { return nil }
        return isNegative ? -Int(number) : Int(number)
    }
}

extension [UInt8] {
    fileprivate func ends(with suffix: [UInt8]) -> Bool {
        var index = count - suffix.count
        for byte in suffix {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }
}
