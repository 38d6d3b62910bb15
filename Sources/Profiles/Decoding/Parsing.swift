import Text
import YAML

/// A profile that is wrong: everything that is wrong in it.
package struct InvalidProfile: Error, Equatable, Sendable {
    /// At least one error; in the order of the file.
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Profile {
    /// The longest profile, in bytes.
    package static let maximumBytes = YAMLDocument.maximumBytes

    /// Reads a profile.
    ///
    /// - Parameter source: YAML.
    /// - Throws: all errors of the file at once; of very many the first hundred and a note that there are more.
    package static func parse(_ source: SourceText) throws(InvalidProfile) -> Profile {
        let document = YAMLDocument(source)
        var decoder = Decoder(document)
        if let root = document.root {
            decoder.decode(root)
            decoder.findClashes()
        } else if document.problems.diagnostics.isEmpty {
            decoder.problems.add(
                "the profile is empty", at: Position(line: 1, column: 1), help: "begin with `version: 1`")
        }
        guard decoder.problems.diagnostics.isEmpty else {
            var diagnostics = decoder.problems.diagnostics
            if decoder.problems.isCut {
                diagnostics.append(Diagnostic(.note, "there are more errors than these \(Problems.capacity)"))
            }
            throw InvalidProfile(diagnostics)
        }
        return decoder.profile
    }
}
