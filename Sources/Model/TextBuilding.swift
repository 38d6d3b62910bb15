extension String {
    /// Appends pieces of text.
    ///
    /// Like the overloads below in place of `+` and interpolation, which the compiler would expand at every use: that
    /// takes several times as much room in the program, most of whose code makes text.
    @inline(never)
    package mutating func add(_ a: String) {
        append(a)
    }

    @inline(never)
    package mutating func add(_ a: String, _ b: String) {
        append(a)
        append(b)
    }

    @inline(never)
    package mutating func add(_ a: String, _ b: String, _ c: String) {
        append(a)
        append(b)
        append(c)
    }

    @inline(never)
    package mutating func add(_ a: String, _ b: String, _ c: String, _ d: String) {
        add(a, b)
        add(c, d)
    }

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
