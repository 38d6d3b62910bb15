import Profiles
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
        var profile = Profile(source: source)
        if let root = document.root {
            profile.decode(root, &decoder)
            profile.findClashes(&decoder.problems)
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
        return profile
    }

    /// The keys of the document.
    package static var keys: [ProfileKey] {
        var keys = [ProfileKey("version", .version, isRequired: true, "The version of the format.")]
        Catalog.addSections(to: &keys)
        keys.append(
            ProfileKey(
                "unmanaged", .unmanaged, omitted: "Default: keep.",
                "The fate of active swap that the profile does not name: it is shown and left alone, or switched off."))
        keys.append(
            ProfileKey(
                "kernel", .options, omitted: "When omitted, check requires what the other sections require.",
                "The demands that check holds a kernel against, beyond the needs of the other sections."))
        return keys
    }

    /// The document in the manual.
    package static var help: ProfileMapping {
        ProfileMapping(
            "The document", definition: "", keys: keys, place: "…", about: "The keys of the file itself.")
    }

    private mutating func decode(_ root: YAMLNode, _ decoder: inout Decoder) {
        for field in decoder.fields(root, of: "profile", Profile.keys, at: root).values {
            switch field.value {
            case .mapping(let node) where field.key == "kernel": kernel = decoder.kernelSection(node)
            case .mapping(let node): Catalog.decode(node, in: field.key, &decoder, into: &self)
            case .unmanaged(let policy): unmanaged = policy
            default: break
            }
        }
    }
}
