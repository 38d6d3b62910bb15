import Model

/// Reads size expressions.
///
///     sum     = product { ("+" | "-") product }
///     product = value { ("*" | "/") value }
///     value   = number [ "K" | "M" | "G" | "T" | "%" ] | "ram" | "disk_free"
///             | ("min" | "max") "(" sum { "," sum } ")" | "(" sum ")"
struct SizeParser {
    /// How deep parentheses may lie in each other.
    static let maximumDepth = 16

    private let bytes: [UInt8]
    private var index = 0
    private let start: Position
    /// Whether columns inside the text can be told.
    private let isVerbatim: Bool

    /// - Parameters:
    ///   - text: the expression.
    ///   - position: where its first character stands.
    ///   - isVerbatim: whether the text stands there letter for letter, on one line.
    init(_ text: String, at position: Position, isVerbatim: Bool) {
        bytes = Array(text.utf8)
        start = position
        self.isVerbatim = isVerbatim
    }

    /// The whole text as one expression.
    mutating func parse() throws(SizeError) -> SizeExpression {
        let expression = try sum(depth: 0)
        skipSpace()
        guard index == bytes.count else {
            throw SizeError("`\(rest)` does not belong to the size", at: here, help: SizeParser.form)
        }
        return expression
    }

    static let form =
        "write a number with K, M, G or T, `25%`, `ram`, `disk_free`, `min(…, …)`, `max(…, …)`, and + - * / between them"

    private var here: Position { place(index) }

    private func place(_ index: Int) -> Position {
        isVerbatim ? Position(line: start.line, column: start.column + index) : start
    }

    private var rest: String { String(decoding: bytes[index...], as: UTF8.self) }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            index += 1
        }
    }

    /// Steps over the character when it comes next.
    private mutating func take(_ character: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == character else { return false }
        index += 1
        return true
    }

    private mutating func sum(depth: Int) throws(SizeError) -> SizeExpression {
        var left = try product(depth: depth)
        while true {
            skipSpace()
            let place = here
            if take(UInt8(ascii: "+")) {
                left = .binary(.add, left, try product(depth: depth), place)
            } else if take(UInt8(ascii: "-")) {
                left = .binary(.subtract, left, try product(depth: depth), place)
            } else {
                return left
            }
        }
    }

    private mutating func product(depth: Int) throws(SizeError) -> SizeExpression {
        var left = try value(depth: depth)
        while true {
            skipSpace()
            let place = here
            if take(UInt8(ascii: "*")) {
                left = .binary(.multiply, left, try value(depth: depth), place)
            } else if take(UInt8(ascii: "/")) {
                left = .binary(.divide, left, try value(depth: depth), place)
            } else {
                return left
            }
        }
    }

    private mutating func value(depth: Int) throws(SizeError) -> SizeExpression {
        skipSpace()
        let place = here
        guard depth < SizeParser.maximumDepth else {
            throw SizeError("parentheses lie deeper than \(SizeParser.maximumDepth) levels here", at: place)
        }
        guard index < bytes.count else {
            throw SizeError("the size ends where a value should follow", at: place, help: SizeParser.form)
        }
        if take(UInt8(ascii: "(")) {
            let inner = try sum(depth: depth + 1)
            try close(openedAt: place)
            return inner
        }
        if SizeParser.isDigit(bytes[index]) { return try number() }
        if SizeParser.isLetter(bytes[index]) { return try name(depth: depth) }
        if bytes[index] == UInt8(ascii: "-") {
            throw SizeError("a size has no sign", at: place, help: "write `ram - 64M`, not a negative number")
        }
        throw SizeError("`\(rest)` is not a size", at: place, help: SizeParser.form)
    }

    private mutating func close(openedAt place: Position) throws(SizeError) {
        guard take(UInt8(ascii: ")")) else {
            throw SizeError("this parenthesis is not closed", at: place, help: "add `)`")
        }
    }

    private mutating func name(depth: Int) throws(SizeError) -> SizeExpression {
        let begin = index
        while index < bytes.count, SizeParser.isLetter(bytes[index]) { index += 1 }
        let word = String(decoding: bytes[begin..<index], as: UTF8.self)
        if let variable = SizeExpression.Variable(rawValue: word) { return .variable(variable, place(begin)) }
        guard let function = SizeExpression.Function(rawValue: word) else {
            let known =
                SizeExpression.Variable.allCases.map { $0.rawValue }
                + SizeExpression.Function.allCases.map { $0.rawValue }
            let help = NearestWord.find(word, in: known).map { "did you mean `\($0)`?" } ?? SizeParser.form
            throw SizeError("`\(word)` is not known in a size", at: place(begin), help: help)
        }
        skipSpace()
        let parenthesis = here
        guard take(UInt8(ascii: "(")) else {
            throw SizeError(
                "`\(word)` wants its values in parentheses", at: place(begin), help: "write `\(word)(ram / 2, 512M)`")
        }
        var arguments = [try sum(depth: depth + 1)]
        while take(UInt8(ascii: ",")) { arguments.append(try sum(depth: depth + 1)) }
        try close(openedAt: parenthesis)
        return .function(function, arguments, place(begin))
    }

    private mutating func number() throws(SizeError) -> SizeExpression {
        let begin = index
        var value = 0.0
        while index < bytes.count, SizeParser.isDigit(bytes[index]) {
            value = value * 10 + Double(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard index < bytes.count, SizeParser.isDigit(bytes[index]) else {
                throw SizeError("a digit must follow the decimal point", at: here)
            }
            var numerator = 0.0
            var denominator = 1.0
            while index < bytes.count, SizeParser.isDigit(bytes[index]) {
                numerator = numerator * 10 + Double(bytes[index] - UInt8(ascii: "0"))
                denominator *= 10
                index += 1
            }
            value += numerator / denominator
        }
        guard value < 0x1p63 else { throw SizeError("this number is too large", at: place(begin)) }
        return try withUnit(value, begin: begin)
    }

    private mutating func withUnit(_ value: Double, begin: Int) throws(SizeError) -> SizeExpression {
        let unit = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "%") {
            index += 1
            return .percentOfRAM(value)
        }
        while index < bytes.count, SizeParser.isLetter(bytes[index]) || SizeParser.isDigit(bytes[index]) { index += 1 }
        switch String(decoding: bytes[unit..<index], as: UTF8.self) {
        case "": return .number(value)
        case "K": return .number(value * 0x1p10)
        case "M": return .number(value * 0x1p20)
        case "G": return .number(value * 0x1p30)
        case "T": return .number(value * 0x1p40)
        case let other:
            let digits = String(decoding: bytes[begin..<unit], as: UTF8.self)
            var help = "the units are K, M, G and T, powers of 1024; a bare number is bytes"
            if let first = other.utf8.first, let letter = SizeParser.unitLetter(first) {
                help = "write `\(digits)\(letter)`; " + help
            }
            throw SizeError("`\(other)` is not a unit", at: place(unit), help: help)
        }
    }

    private static func unitLetter(_ byte: UInt8) -> String? {
        switch byte & ~0x20 {
        case UInt8(ascii: "K"): "K"
        case UInt8(ascii: "M"): "M"
        case UInt8(ascii: "G"): "G"
        case UInt8(ascii: "T"): "T"
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
    }
}
