import Text

/// A YAML document as a tree, without the parts of YAML that surprise: aliases, tags, several documents and keys that
/// stand twice are errors.
///
/// The tree is two flat arrays, so that a profile of a few hundred bytes takes a handful of allocations.
package struct YAMLDocument: Sendable {
    /// All errors; after one in the syntax nothing more is read.
    package let problems: Problems
    /// The text that was read.
    package let source: SourceText
    private let nodes: [YAMLRecord]
    /// The texts of folded, quoted and escaped scalars, one after the other.
    private let text: [UInt8]

    /// The longest document, in bytes.
    package static let maximumBytes = 1 << 20
    /// How deep mappings and lists may lie in each other.
    package static let maximumDepth = 16

    /// Reads a document. UTF-8's mark at its beginning is no part of it.
    package init(_ source: SourceText) {
        let source = SourceText(name: source.name, bytes: TextEncoding.withoutMark(source.bytes))
        var builder = TreeBuilder(source)
        builder.build()
        self.source = source
        problems = builder.problems
        nodes = builder.nodes
        text = builder.text
    }

    /// nil for an empty document, and where the syntax is wrong.
    package var root: YAMLNode? { nodes.isEmpty ? nil : YAMLNode(index: 0) }

    /// What kind of value it is.
    package func kind(of node: YAMLNode) -> YAMLKind { nodes[node.index].kind }

    /// Where it begins in the source.
    package func position(of node: YAMLNode) -> Position {
        Position(line: Int(nodes[node.index].line), column: Int(nodes[node.index].column))
    }

    /// The pairs of a mapping in their order; none for another kind of value.
    package func pairs(of node: YAMLNode) -> YAMLPairs { YAMLPairs(of: node.index, in: nodes) }

    /// The elements of a list in their order; none for another kind of value.
    package func elements(of node: YAMLNode) -> YAMLElements { YAMLElements(of: node.index, in: nodes) }

    /// Whether a scalar is written without quotes.
    package func isPlain(_ node: YAMLNode) -> Bool { nodes[node.index].isPlain }

    /// A scalar's text in UTF-8, without quotes and escapes; empty for other kinds of values.
    package func bytes(of node: YAMLNode) -> ArraySlice<UInt8> {
        let record = nodes[node.index]
        return (record.isVerbatim ? source.bytes : text)[Int(record.textStart)..<Int(record.textEnd)]
    }

    /// A scalar's text, without quotes and escapes.
    package func string(of node: YAMLNode) -> String { String(utf8: bytes(of: node)) }

    /// Whether a scalar's text is this one.
    package func holds(_ node: YAMLNode, _ other: StaticString) -> Bool {
        let record = nodes[node.index]
        let start = Int(record.textStart)
        guard Int(record.textEnd) - start == other.utf8CodeUnitCount else { return false }
        let bytes = record.isVerbatim ? source.bytes : text
        return other.withUTF8Buffer { letters in
            for index in 0..<letters.count where unsafe letters[index] != bytes[start + index] { return false }
            return true
        }
    }

    /// Where a scalar's text begins in the source when it is there letter for letter, on one line: then the place of
    /// its byte n is n columns further. nil for what is folded or escaped.
    package func verbatimStart(of node: YAMLNode) -> Position? {
        var position = position(of: node)
        guard !nodes[node.index].isVerbatim else { return position }
        let bytes = bytes(of: node)
        let start = Int(nodes[node.index].start) + 1
        guard !isPlain(node), start + bytes.count <= source.bytes.count, !bytes.contains(UInt8(ascii: "\n")),
            source.bytes[start..<(start + bytes.count)].elementsEqual(bytes)
        else { return nil }
        position.column += 1
        return position
    }
}

extension String {
    /// UTF-8 that was checked; by way of a buffer, since String would copy a slice into an array first.
    package init(utf8 bytes: ArraySlice<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
