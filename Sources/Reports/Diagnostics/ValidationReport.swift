import Text

/// What came of checking a profile.
package enum ValidationReport {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// The line for a profile without errors.
    package static func text(file: String) -> String {
        var text = ""
        text.add(Printable.text(file), ": valid\n")
        return text
    }

    /// The document; profiles/validate.schema.json describes it.
    ///
    /// - Parameter diagnostics: without errors for a valid profile.
    package static func document(file: String, _ diagnostics: [Diagnostic]) -> JSONObject {
        var document = JSONObject()
        document.add("format_version", formatVersion)
        document.add("file", file)
        document.add("valid", !diagnostics.hasErrors)
        document.add("diagnostics", DiagnosticJSON.value(diagnostics))
        return document
    }
}
