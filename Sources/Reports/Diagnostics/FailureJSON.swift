import Text

/// What stands in place of a command's own document when the run ended before it had one.
package enum FailureJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// - Parameters:
    ///   - command: nil where the command line named none.
    ///   - diagnostics: at least one error.
    package static func document(command: String?, _ diagnostics: [Diagnostic]) -> JSONObject {
        var document = JSONObject()
        document.add("format_version", formatVersion)
        document.add("command", command)
        document.add("diagnostics", DiagnosticJSON.value(diagnostics))
        return document
    }
}
