import Model

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
        Profile(source: source)
    }
}
