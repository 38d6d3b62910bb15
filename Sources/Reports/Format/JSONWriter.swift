import Text

/// Writes JSON text: two spaces of indentation, one member or element a line, a line end after the last.
package struct JSONWriter {
    private var bytes: [UInt8] = []
    private var depth = 0

    private init() {}

    /// The text of a whole document. Strings of this language hold no invalid UTF-8, so neither does the text.
    package static func text(of value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.write(value)
        writer.put("\n")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The text of a value within a line.
    package static func line(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.write(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func write(_ value: JSONValue) {
        switch value {
        case .null: put("null")
        case .bool(let flag): put(flag ? "true" : "false")
        case .integer(let number): put("\(number)")
        case .unsigned(let number): put("\(number)")
        case .hundredths(let number): put(Decimal.text(hundredths: number))
        case .string(let text): write(text)
        case .array(let elements):
            writeBlock("[", "]", elements) { writer, element in writer.write(element) }
        case .object(let object):
            writeBlock("{", "}", object.members) { writer, member in
                writer.write(member.name)
                writer.put(": ")
                writer.write(member.value)
            }
        }
    }

    private mutating func writeBlock<Item>(
        _ open: StaticString, _ close: StaticString, _ items: [Item], _ writeItem: (inout JSONWriter, Item) -> Void
    ) {
        put(open)
        if !items.isEmpty {
            depth += 1
            for (index, item) in items.enumerated() {
                if index > 0 { put(",") }
                startLine()
                writeItem(&self, item)
            }
            depth -= 1
            startLine()
        }
        put(close)
    }

    private mutating func startLine() {
        put("\n")
        for _ in 0..<depth { put("  ") }
    }

    /// A string with its quotes. Escaped are the quote, the backslash and everything that a terminal might act upon.
    private mutating func write(_ text: String) {
        put("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": put("\\\"")
            case "\\": put("\\\\")
            case "\n": put("\\n")
            case "\r": put("\\r")
            case "\t": put("\\t")
            case _ where Printable.isControl(scalar):
                put("\\u")
                for shift in [UInt32(12), 8, 4, 0] {
                    bytes.append(Hex.digit(UInt8(truncatingIfNeeded: scalar.value >> shift & 15)))
                }
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
        put("\"")
    }

    private mutating func put(_ text: StaticString) {
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func put(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
