// Embedded Swift has no library to call into: it writes the body of `String.append` out at every `+` and at every piece
// of every interpolation, some 150 bytes each time. These declarations, which win over the standard library's, are
// compiled once and called. They keep a third of the program away and change no meaning.

extension String {
    /// The two texts, one behind the other.
    @inline(never)
    package static func + (left: String, right: String) -> String {
        var text = left
        text.append(right)
        return text
    }

    /// Appends a text.
    @inline(never)
    package static func += (left: inout String, right: String) {
        left.append(right)
    }
}

extension DefaultStringInterpolation {
    /// The text between the values.
    @inline(never)
    package mutating func appendLiteral(_ literal: String) { write(literal) }

    /// A text as it is.
    @inline(never)
    package mutating func appendInterpolation(_ value: String) { write(value) }

    /// A number in decimal.
    @inline(never)
    package mutating func appendInterpolation(_ value: Int) { write(value.description) }

    /// A number in decimal.
    @inline(never)
    package mutating func appendInterpolation(_ value: UInt64) { write(value.description) }
}
