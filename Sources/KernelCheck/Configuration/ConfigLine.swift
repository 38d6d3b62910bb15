import System

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
        let lineEnd = bytes.index(of: UInt8(ascii: "\n"), from: start)
        isComplete = lineEnd != nil
        end = lineEnd ?? bytes.count
        content = .other
        let isWindows = end > start && bytes[end - 1] == UInt8(ascii: "\r")
        let end = isWindows ? end - 1 : end
        guard start < end else {
            content = .blank
            return
        }
        switch bytes[start] {
        case UInt8(ascii: "C"): readValue(bytes, start..<end)
        case UInt8(ascii: "#"):
            content = .comment(start + 1..<end)
            // Most comments of a configuration are this one.
            if end - start > ConfigLine.offSuffix.count { readOff(bytes, start..<end) }
        default:
            let isBlank = bytes[start..<end].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if isBlank { content = .blank }
        }
    }

    /// `CONFIG_NAME=VALUE`
    private mutating func readValue(_ bytes: [UInt8], _ line: Range<Int>) {
        guard bytes.holds(ConfigLine.prefix, at: line.lowerBound) else { return }
        let name = readName(bytes, from: line.lowerBound + ConfigLine.prefix.count)
        let value = name.upperBound + 1
        guard !name.isEmpty, value < line.upperBound, bytes[name.upperBound] == UInt8(ascii: "=") else { return }
        // A text that is cut off lacks its second quote.
        if bytes[value] == UInt8(ascii: "\""),
            line.upperBound - value == 1 || bytes[line.upperBound - 1] != UInt8(ascii: "\"")
        {
            return
        }
        content = .symbol(name, .text(value..<line.upperBound))
    }

    /// `# CONFIG_NAME is not set`
    private mutating func readOff(_ bytes: [UInt8], _ line: Range<Int>) {
        guard bytes.holds(ConfigLine.offPrefix, at: line.lowerBound) else { return }
        let name = readName(bytes, from: line.lowerBound + ConfigLine.offPrefix.count)
        if !name.isEmpty, name.upperBound + ConfigLine.offSuffix.count == line.upperBound,
            bytes.holds(ConfigLine.offSuffix, at: name.upperBound)
        {
            content = .symbol(name, .off)
        }
    }

    private mutating func readName(_ bytes: [UInt8], from start: Int) -> Range<Int> {
        var position = start
        var hash = self.hash
        while position < end {
            let byte = bytes[position]
            if ConfigLine.endsName(byte) { break }
            hash = SymbolIndex.extend(hash, byte)
            position += 1
        }
        self.hash = hash
        return start..<position
    }

    /// Whether a byte ends a symbol's name, which has letters, digits, `_` and `-` (scripts/kconfig/lexer.l).
    @inline(__always)
    static func endsName(_ byte: UInt8) -> Bool {
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        return !isLetter && byte &- UInt8(ascii: "0") >= 10 && byte != UInt8(ascii: "_") && byte != UInt8(ascii: "-")
    }

    /// A value as a rule names it: `n` for off, a text without its quotes. What people write behind one, as a comment in a
    /// fragment, Kconfig does not look at.
    static func text(of value: Value, in bytes: [UInt8]) -> String {
        guard case .text(let range) = value else { return "n" }
        guard bytes[range.lowerBound] == UInt8(ascii: "\"") else {
            return String(decoding: bytes[range].prefix { $0 > 0x20 }, as: UTF8.self)
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
