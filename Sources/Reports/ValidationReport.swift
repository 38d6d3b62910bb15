import Model

/// What came of checking a profile.
package enum ValidationReport {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// The line for a profile without errors.
    package static func text(file: String) -> String {
        Printable.text(file) + ": valid\n"
    }

    /// - Parameter diagnostics: empty for a valid profile.
    package static func json(file: String, _ diagnostics: [Diagnostic]) -> String {
        JSONWriter.text(of: [
            "format_version": .integer(formatVersion),
            "file": .string(file),
            "valid": .bool(!diagnostics.hasErrors),
            "diagnostics": DiagnosticJSON.value(diagnostics),
        ])
    }
}
