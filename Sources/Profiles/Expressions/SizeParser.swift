import Text
import YAML

/// Reads size expressions.
///
///     sum     = product { ("+" | "-") product }
///     product = value { ("*" | "/") value }
///     value   = number [ "K" | "M" | "G" | "T" | "%" ] | "ram" | "disk_free"
///             | ("min" | "max") "(" sum { "," sum } ")" | "(" sum ")"
struct SizeParser {
    /// How deep parentheses may lie in each other.
    static let maximumDepth = 16
    /// The longest expression, in bytes. It bounds the depth of the tree, which a chain of operators makes too.
    static let maximumLength = 1000

    private let text: ScalarText
    private let use: SizeUse
    private var index: Int

    init(_ text: ScalarText, _ use: SizeUse) {
        self.text = text
        self.use = use
        index = text.bytes.startIndex
    }

    /// The whole text as one expression.
    mutating func parse() throws(SizeError) -> SizeExpression {
        guard text.bytes.count <= SizeParser.maximumLength else {
            throw SizeError("a size may have at most \(SizeParser.maximumLength) characters", at: text.start)
        }
        let expression = try sum(depth: 0)
        guard skipSpace() == nil else { throw unexpected() }
        return expression
    }

    // MARK: Messages

    private var here: Position { text.place(index) }

    /// What may be written, for the help of a message.
    private var form: String {
        var form = use == .limit ? "write `max` for no limit, or " : "write "
        form += "a number with K, M, G or T, `25%`, `ram`, "
        if use == .file { form += "`disk_free`, " }
        return form + "`min(…, …)`, `max(…, …)`, and + - * / between them"
    }

    private func unexpected() -> SizeError {
        SizeError("\(text.quoted(from: index)) does not belong to the size", at: here, help: form)
    }

    // MARK: Grammar

    /// The next byte that is no space; nil at the end.
    private mutating func skipSpace() -> UInt8? {
        index = text.skipSpace(index)
        return index < text.bytes.endIndex ? text.bytes[index] : nil
    }

    /// Steps over the character when it comes next.
    private mutating func take(_ character: UInt8) -> Bool {
        guard skipSpace() == character else { return false }
        index += 1
        return true
    }

    private mutating func sum(depth: Int) throws(SizeError) -> SizeExpression {
        var left = try product(depth: depth)
        while let next = skipSpace(), next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
            let place = here
            index += 1
            left = .binary(next == UInt8(ascii: "+") ? .add : .subtract, left, try product(depth: depth), place)
        }
        return left
    }

    private mutating func product(depth: Int) throws(SizeError) -> SizeExpression {
        var left = try value(depth: depth)
        while let next = skipSpace(), next == UInt8(ascii: "*") || next == UInt8(ascii: "/") {
            let place = here
            index += 1
            left = .binary(next == UInt8(ascii: "*") ? .multiply : .divide, left, try value(depth: depth), place)
        }
        return left
    }

    private mutating func value(depth: Int) throws(SizeError) -> SizeExpression {
        let next = skipSpace()
        let place = here
        guard depth < SizeParser.maximumDepth else {
            throw SizeError("parentheses lie deeper than \(SizeParser.maximumDepth) levels here", at: place)
        }
        guard let next else {
            throw SizeError("the size ends where a value should follow", at: place, help: form)
        }
        if next == UInt8(ascii: "(") {
            index += 1
            let inner = try sum(depth: depth + 1)
            try close(openedAt: place)
            return inner
        }
        if Decoder.isDigit(next) { return try number() }
        if Decoder.isWordByte(next) { return try name(depth: depth) }
        if next == UInt8(ascii: "-") {
            throw SizeError(
                "a size has no sign", at: place,
                help: use == .limit ? "write `max` for no limit" : "write `ram - 64M`, not a negative number")
        }
        throw SizeError("\(text.quoted(from: index)) is not a size", at: place, help: form)
    }

    private mutating func close(openedAt place: Position) throws(SizeError) {
        guard let next = skipSpace() else {
            throw SizeError("this parenthesis is not closed", at: place, help: "add `)`")
        }
        guard next == UInt8(ascii: ")") else { throw unexpected() }
        index += 1
    }

    /// Steps over letters, digits and underscores.
    private mutating func word() -> String {
        let begin = index
        while index < text.bytes.endIndex, Decoder.isWordByte(text.bytes[index]) { index += 1 }
        return text.string(begin..<index)
    }

    private mutating func name(depth: Int) throws(SizeError) -> SizeExpression {
        let place = here
        let word = word()
        if let variable = SizeExpression.Variable(rawValue: word) {
            if variable == .diskFree, use != .file {
                throw SizeError(
                    "`disk_free` has no meaning here", at: place, help: "only the size of a swap file may use it")
            }
            return .variable(variable, place)
        }
        guard let function = SizeExpression.Function(rawValue: word) else { throw unknown(word, at: place) }
        guard skipSpace() == UInt8(ascii: "(") else {
            throw SizeError(
                "`\(word)` needs its values in parentheses", at: place, help: "write `\(word)(ram / 2, 512M)`")
        }
        let parenthesis = here
        index += 1
        var arguments = [try sum(depth: depth + 1)]
        while take(UInt8(ascii: ",")) { arguments.append(try sum(depth: depth + 1)) }
        try close(openedAt: parenthesis)
        return .function(function, arguments, place)
    }

    private func unknown(_ word: String, at place: Position) -> SizeError {
        var known = ["ram", "min", "max"]
        if use == .file { known.append("disk_free") }
        let nearest = NearestWord.find(word, in: known)
        return SizeError(
            "\(Problems.quoted(word)) is not known in a size", at: place,
            help: nearest.map { "did you mean `\($0)`?" } ?? form)
    }

    // MARK: Numbers

    private mutating func number() throws(SizeError) -> SizeExpression {
        let begin = index
        var value = 0.0
        while let digit = digit() { value = value * 10 + digit }
        if index < text.bytes.endIndex, text.bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard index < text.bytes.endIndex, Decoder.isDigit(text.bytes[index]) else {
                throw SizeError("a digit must follow the decimal point", at: here)
            }
            var numerator = 0.0
            var denominator = 1.0
            while let digit = digit() {
                // A Double holds no more digits, and the power of ten stays finite.
                guard denominator < 1e18 else { continue }
                numerator = numerator * 10 + digit
                denominator *= 10
            }
            value += numerator / denominator
        }
        guard value < 0x1p63 else { throw SizeError("this number is too large", at: text.place(begin)) }
        return try withUnit(value, begin: begin)
    }

    private mutating func digit() -> Double? {
        guard index < text.bytes.endIndex, Decoder.isDigit(text.bytes[index]) else { return nil }
        index += 1
        return Double(text.bytes[index - 1] - UInt8(ascii: "0"))
    }

    private mutating func withUnit(_ value: Double, begin: Int) throws(SizeError) -> SizeExpression {
        let unit = index
        if index < text.bytes.endIndex, text.bytes[index] == UInt8(ascii: "%") {
            index += 1
            return .percentOfRAM(value)
        }
        // A word after a number can only be a unit, also after a space.
        index = text.skipSpace(index)
        let place = here
        if index > unit, index < text.bytes.endIndex, text.bytes[index] == UInt8(ascii: "%") {
            throw SizeError(
                "a space stands before the `%`", at: place,
                help: "write `\(text.string(begin..<unit))%`, without a space")
        }
        let word = word()
        switch index - unit {
        case 0: return .number(value)
        case 1 where word == "K": return .number(value * 0x1p10)
        case 1 where word == "M": return .number(value * 0x1p20)
        case 1 where word == "G": return .number(value * 0x1p30)
        case 1 where word == "T": return .number(value * 0x1p40)
        default: break
        }
        guard !word.isEmpty else { return .number(value) }
        var help = "the units are K, M, G and T, powers of 1024; a bare number is bytes"
        let letter = SizeParser.unit(word)
        if let letter { help = "write `\(text.string(begin..<unit))\(letter)`; " + help }
        guard letter != word else { throw SizeError("a space stands before the unit `\(word)`", at: place, help: help) }
        throw SizeError("\(Problems.quoted(word)) is not a unit", at: place, help: help)
    }

    /// The unit that is meant by `m`, `MB`, `mib` and the like.
    private static func unit(_ word: String) -> String? {
        switch word.lowercaseASCII {
        case "k", "kb", "kib": "K"
        case "m", "mb", "mib": "M"
        case "g", "gb", "gib": "G"
        case "t", "tb", "tib": "T"
        default: nil
        }
    }
}
