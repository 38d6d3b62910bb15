/// Something that a person must know: what is wrong, where, why and what to do.
package struct Diagnostic: Equatable, Sendable, Error {
    /// How much a diagnostic weighs.
    package enum Severity: String, Sendable {
        /// What was asked for cannot be done.
        case error
        /// It can be done, and will hurt or surprise.
        case warning
        /// Worth knowing.
        case note
    }

    package var severity: Severity
    /// One sentence without a final period: what is wrong, with the object's name and the figures.
    package var summary: String
    /// Where the user wrote it, if it was written somewhere.
    package var location: SourceLocation?
    /// What to do about it: one sentence without a final period.
    package var help: String?
    /// What to write, line by line; empty for nothing. In texts it stands below the help.
    package var example: [String]

    package init(
        _ severity: Severity, _ summary: String, at location: SourceLocation? = nil, help: String? = nil,
        example: [String] = []
    ) {
        self.severity = severity
        self.summary = summary
        self.location = location
        self.help = help
        self.example = example
    }
}

extension [Diagnostic] {
    /// Whether one of them is an error.
    package var hasErrors: Bool { contains { $0.severity == .error } }

    /// For those who would rather do without than be surprised: every warning becomes an error.
    package mutating func countWarningsAsErrors() {
        for index in indices where self[index].severity == .warning { self[index].severity = .error }
    }
}
