/// One line of a configuration.
struct ConfigLine {
    enum Value: Equatable {
        /// `# CONFIG_… is not set`
        case off
        /// What stands behind `=`, with its quotes.
        case text(Range<Int>)
    }

    enum Content {
        case blank
        /// What stands behind `#`.
        case comment(Range<Int>)
        /// A symbol, named without `CONFIG_`.
        case symbol(Range<Int>, Value)
        /// Nothing that belongs into a configuration.
        case other
    }

    static let prefix: StaticString = "CONFIG_"
    static let offPrefix: StaticString = "# CONFIG_"
    private static let offSuffix: StaticString = " is not set"

    var content: Content
    /// FNV-1a of the symbol's name.
    var hash = SymbolIndex.emptyHash
    /// Behind the last byte, without the line end.
    var end: Int
    /// Whether a line end follows.
    var isComplete: Bool

    /// Reads the line that begins there.
    init(_ bytes: [UInt8], from start: Int) {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        isComplete = end < bytes.count
        self.end = end
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        content = .other
        if start == end {
            content = .blank
        } else if ConfigLine.stands(ConfigLine.prefix, at: start, in: bytes) {
            let name = readName(bytes, from: start + ConfigLine.prefix.count)
            if name.isEmpty || name.upperBound + 1 >= end || bytes[name.upperBound] != UInt8(ascii: "=") { return }
            let value = name.upperBound + 1..<end
            // A text that is cut off lacks its second quote.
            if bytes[value.lowerBound] == UInt8(ascii: "\""),
                value.count == 1 || bytes[end - 1] != UInt8(ascii: "\"")
            {
                return
            }
            content = .symbol(name, .text(value))
        } else if bytes[start] == UInt8(ascii: "#") {
            content = .comment(start + 1..<end)
            guard ConfigLine.stands(ConfigLine.offPrefix, at: start, in: bytes) else { return }
            let name = readName(bytes, from: start + ConfigLine.offPrefix.count)
            if !name.isEmpty, name.upperBound + ConfigLine.offSuffix.count == end,
                ConfigLine.stands(ConfigLine.offSuffix, at: name.upperBound, in: bytes)
            {
                content = .symbol(name, .off)
            }
        } else if bytes[start..<end].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
            content = .blank
        }
    }

    private mutating func readName(_ bytes: [UInt8], from start: Int) -> Range<Int> {
        var position = start
        while position < end, ConfigLine.isNameByte(bytes[position]) {
            hash = SymbolIndex.extend(hash, bytes[position])
            position += 1
        }
        return start..<position
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    static func stands(_ text: StaticString, at start: Int, in bytes: [UInt8]) -> Bool {
        guard start + text.count <= bytes.count else { return false }
        return text.withUTF8Buffer { letters in
            for index in 0..<letters.count where unsafe letters[index] != bytes[start + index] { return false }
            return true
        }
    }

    /// A value as a rule names it: `n` for off, a text without its quotes.
    static func text(of value: Value, in bytes: [UInt8]) -> String {
        guard case .text(let range) = value else { return "n" }
        guard bytes[range.lowerBound] == UInt8(ascii: "\"") else {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        var text: [UInt8] = []
        var isEscaped = false
        for byte in bytes[(range.lowerBound + 1)..<(range.upperBound - 1)] {
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            if !isEscaped { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension StaticString {
    var count: Int { utf8CodeUnitCount }
}
