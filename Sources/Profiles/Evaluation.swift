import Model

/// A size that has no value on this machine.
package struct SizeError: Error, Equatable, Sendable {
    /// The operator, name or number that is to blame.
    package var position: Position
    package var summary: String
    package var help: String?

    package init(_ summary: String, at position: Position, help: String? = nil) {
        self.position = position
        self.summary = summary
        self.help = help
    }
}

extension Located<SizeExpression> {
    /// The size in bytes, rounded down to a whole byte.
    ///
    /// - Throws: for a division by zero, an overflow, a zero or negative result, and a figure that the context lacks.
    package func evaluate(_ context: SizeContext) throws(SizeError) -> UInt64 {
        throw SizeError("not evaluated", at: position)
    }
}
