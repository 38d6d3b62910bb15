// Embedded Swift has no library to call into: it writes the body of `String.append` out at every `+` and at every piece
// of every interpolation, some 150 bytes each time. These declarations, which win over the standard library's, are
// compiled once and called. They keep a third of the program away and change no meaning.

extension String {
    /// The two texts, one after the other.
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

extension String {
    /// Appends pieces of text.
    ///
    /// Like its overloads, one call in place of several: the more pieces, the less code at each use.
    @inline(never)
    package mutating func add(_ a: String) {
        append(a)
    }

    /// Appends two pieces.
    @inline(never)
    package mutating func add(_ a: String, _ b: String) {
        append(a)
        append(b)
    }

    /// Appends three pieces.
    @inline(never)
    package mutating func add(_ a: String, _ b: String, _ c: String) {
        append(a)
        append(b)
        append(c)
    }

    /// Appends four pieces.
    @inline(never)
    package mutating func add(_ a: String, _ b: String, _ c: String, _ d: String) {
        add(a, b)
        add(c, d)
    }

    /// Appends five pieces.
    @inline(never)
    package mutating func add(_ a: String, _ b: String, _ c: String, _ d: String, _ e: String) {
        add(a, b, c)
        add(d, e)
    }

    /// Appends a number in decimal, and text.
    @inline(never)
    package mutating func add(_ number: Int, _ text: String = "") {
        append(number.description)
        append(text)
    }

    /// Appends spaces.
    @inline(never)
    package mutating func addSpaces(_ count: Int) {
        for _ in 0..<max(0, count) { append(" ") }
    }
}

extension String {
    /// Joins pieces of text: interpolation as one call, which is a fraction of the code (see `add`).
    @inline(never)
    package static func joining(
        _ a: String, _ b: String, _ c: String = "", _ d: String = "", _ e: String = "", _ f: String = "",
        _ g: String = ""
    ) -> String {
        var text = a
        text.add(b, c, d)
        text.add(e, f, g)
        return text
    }
}
