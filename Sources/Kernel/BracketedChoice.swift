/// A choice as sysfs shows it, what is in use in brackets: `lzo [zstd] lz4` (comp_algorithm in
/// Documentation/admin-guide/blockdev/zram.rst).
package struct BracketedChoice: Equatable, Sendable {
    /// In the kernel's order.
    package private(set) var names: [String] = []
    /// The one in brackets; nil when none is.
    package private(set) var selected: String?

    /// Reads words between blanks. A NUL is a blank too: some kernels print them.
    package init(_ bytes: [UInt8]) {
        var start = 0
        for index in 0...bytes.count where index == bytes.count || BracketedChoice.isBlank(bytes[index]) {
            if index > start { add(bytes, start..<index) }
            start = index + 1
        }
    }

    private mutating func add(_ bytes: [UInt8], _ word: Range<Int>) {
        let isSelected =
            word.count > 2 && bytes[word.lowerBound] == UInt8(ascii: "[")
            && bytes[word.upperBound - 1] == UInt8(ascii: "]")
        let name = isSelected ? word.lowerBound + 1..<word.upperBound - 1 : word
        names.append(String(decoding: bytes[name], as: UTF8.self))
        if isSelected { selected = names.last }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == 0
    }
}
