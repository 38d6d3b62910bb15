import Model
import YAML

/// A profile that is wrong: everything that is wrong in it.
package struct InvalidProfile: Error, Equatable, Sendable {
    /// At least one error; in the order of the file.
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Profile {
    /// Reads a profile.
    ///
    /// - Parameter source: YAML.
    /// - Throws: all errors of the file at once.
    package static func parse(_ source: SourceText) throws(InvalidProfile) -> Profile {
        let document = YAMLDocument(source)
        var decoder = Decoder(source: source, diagnostics: document.diagnostics)
        if let root = document.root {
            decoder.document(root)
        } else if document.diagnostics.isEmpty {
            decoder.report(
                "the profile is empty", at: Position(line: 1, column: 1), help: "begin with `version: 1`")
        }
        guard decoder.diagnostics.isEmpty else { throw InvalidProfile(decoder.sortedDiagnostics()) }
        return decoder.profile
    }
}
