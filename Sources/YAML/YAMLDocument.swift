import CYAML
import Model

/// A YAML document as a tree, without the parts of YAML that surprise: aliases, tags and several documents are errors.
package struct YAMLDocument: Equatable, Sendable {
    /// nil for an empty document, and where the syntax is wrong.
    package var root: YAMLNode?
    /// All errors, in the order of the document; after an error in the syntax nothing more is read.
    package var diagnostics: [Diagnostic]

    /// The longest document, in bytes.
    package static let maximumBytes = 1 << 20
    /// How deep mappings and lists may lie in each other.
    package static let maximumDepth = 16

    /// Reads a document.
    package init(_ source: SourceText) {
        guard source.bytes.count <= YAMLDocument.maximumBytes else {
            let error = Diagnostic(
                .error, "the document has \(source.bytes.count) bytes; the limit is \(YAMLDocument.maximumBytes) (1M)",
                at: source.location(Position(line: 1, column: 1)))
            self.init(root: nil, diagnostics: [error])
            return
        }
        var builder = TreeBuilder(source: source)
        let root = builder.build()
        self.init(root: root, diagnostics: builder.diagnostics)
    }

    private init(root: YAMLNode?, diagnostics: [Diagnostic]) {
        self.root = root
        self.diagnostics = diagnostics
    }
}
