import System

/// One line of a configuration.
///
/// Source: conf_read_simple of scripts/kconfig/confdata.c, before and since Linux 6.8.
struct ConfigLine {
    enum Value: Equatable {
        /// `# CONFIG_… is not set`
        case off
        /// The same with something after it, most often a blank: up to Linux 6.7 Kconfig reads it as `off`, since 6.8 it is
        /// a comment.
        case looseOff
        /// `CONFIG_…=` without a value, which Kconfig skips.
        case none
        /// What follows `=`, with its quotes.
        case text(Range<Int>)
    }

    enum Content {
        case blank
        /// What follows `#`.
        case comment(Range<Int>)
        /// A symbol, named without `CONFIG_`.
        case symbol(Range<Int>, Value)
        /// A symbol's line that begins with a blank, which Kconfig skips as unexpected; the symbol's name.
        case indented(Range<Int>)
        /// Nothing that belongs into a configuration.
        case other
    }

    static let prefix: StaticString = "CONFIG_"
    static let offPrefix: StaticString = "# CONFIG_"
    private static let offSuffix: StaticString = " is not set"

    var content: Content
    /// FNV-1a of the symbol's name.
    var hash = SymbolIndex.emptyHash
    /// After the last byte, without the line end.
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
        case UInt8(ascii: " "), UInt8(ascii: "\t"): readIndented(bytes, start..<end)
        default: break
        }
    }

    private mutating func readIndented(_ bytes: [UInt8], _ line: Range<Int>) {
        guard let start = line.first(where: { bytes[$0] != UInt8(ascii: " ") && bytes[$0] != UInt8(ascii: "\t") })
        else {
            content = .blank
            return
        }
        let inner = ConfigLine(bytes, from: start)
        switch inner.content {
        case .symbol(let name, _): content = .indented(name)
        case .comment: content = .blank
        default: break
        }
    }

    /// `CONFIG_NAME=VALUE`
    private mutating func readValue(_ bytes: [UInt8], _ line: Range<Int>) {
        guard bytes.holds(ConfigLine.prefix, at: line.lowerBound) else { return }
        let name = readName(bytes, from: line.lowerBound + ConfigLine.prefix.count)
        let value = name.upperBound + 1
        guard !name.isEmpty, name.upperBound < line.upperBound, bytes[name.upperBound] == UInt8(ascii: "=") else {
            return
        }
        // A text that is cut off lacks its second quote.
        if value < line.upperBound, bytes[value] == UInt8(ascii: "\""),
            ConfigLine.unquoted(bytes[(value + 1)..<line.upperBound]) == nil
        {
            return
        }
        let isEmpty = !bytes[value..<line.upperBound].contains { $0 > 0x20 }
        content = .symbol(name, isEmpty ? .none : .text(value..<line.upperBound))
    }

    /// `# CONFIG_NAME is not set`
    private mutating func readOff(_ bytes: [UInt8], _ line: Range<Int>) {
        guard bytes.holds(ConfigLine.offPrefix, at: line.lowerBound) else { return }
        let name = readName(bytes, from: line.lowerBound + ConfigLine.offPrefix.count)
        let end = name.upperBound + ConfigLine.offSuffix.count
        if !name.isEmpty, end <= line.upperBound, bytes.holds(ConfigLine.offSuffix, at: name.upperBound) {
            content = .symbol(name, end == line.upperBound ? .off : .looseOff)
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

    /// A value as a rule names it: `n` for off, a text without its quotes. Kconfig ignores what people write after one, as a
    /// comment in a fragment.
    static func text(of value: Value, in bytes: [UInt8]) -> String {
        guard case .text(let range) = value else { return value == .none ? "" : "n" }
        guard bytes[range.lowerBound] == UInt8(ascii: "\"") else {
            return String(decoding: bytes[range].prefix { $0 > 0x20 }, as: UTF8.self)
        }
        let text = ConfigLine.unquoted(bytes[(range.lowerBound + 1)..<range.upperBound]) ?? []
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands before the second quote; nil without one.
    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var isEscaped = false
        for byte in bytes {
            if byte == UInt8(ascii: "\""), !isEscaped { return text }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            if !isEscaped { text.append(byte) }
        }
        return nil
    }
}

extension StaticString {
    var count: Int { utf8CodeUnitCount }
}
