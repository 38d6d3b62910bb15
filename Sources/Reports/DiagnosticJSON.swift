import Model

/// Diagnostics as data.
package enum DiagnosticJSON {
    /// Severity, summary, location (null, or file, line and column) and help (null or text) of each.
    package static func value(_ diagnostics: [Diagnostic]) -> JSONValue {
        .list(diagnostics) { diagnostic in
            [
                "severity": .string(diagnostic.severity.rawValue),
                "summary": .string(diagnostic.summary),
                "location": value(diagnostic.location),
                "help": .optional(diagnostic.help),
            ]
        }
    }

    /// File, line and column (in bytes), both counted from 1; null for nil.
    package static func value(_ location: SourceLocation?) -> JSONValue {
        guard let location else { return .null }
        return [
            "file": .string(location.file), "line": .integer(location.position.line),
            "column": .integer(location.position.column),
        ]
    }
}
