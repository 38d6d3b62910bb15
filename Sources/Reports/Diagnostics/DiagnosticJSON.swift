import Text

/// Diagnostics as data.
package enum DiagnosticJSON {
    /// Severity, summary, location (null, or file, line and column) and help (null or text) of each, and where there is
    /// one the example, line by line.
    package static func value(_ diagnostics: [Diagnostic]) -> JSONValue {
        .list(diagnostics) { diagnostic in
            var object = JSONObject()
            object.add("severity", diagnostic.severity.rawValue)
            object.add("summary", diagnostic.summary)
            object.add("location", value(diagnostic.location))
            object.add("help", diagnostic.help)
            if !diagnostic.example.isEmpty { object.add("example", .strings(diagnostic.example)) }
            return .object(object)
        }
    }

    /// File, line and column (in bytes), both counted from 1; null for nil.
    package static func value(_ location: SourceLocation?) -> JSONValue {
        guard let location else { return .null }
        var object = JSONObject()
        object.add("file", location.file)
        object.add("line", location.position.line)
        object.add("column", location.position.column)
        return .object(object)
    }
}
