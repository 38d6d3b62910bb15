import Text

/// A value of a YAML document; the document knows everything about it.
package struct YAMLNode: Equatable, Sendable {
    let index: Int
}

/// One key of a mapping with its value.
package struct YAMLPair: Equatable, Sendable {
    /// A scalar.
    package var key: YAMLNode
    package var value: YAMLNode
}

/// What a value is.
package enum YAMLKind: UInt8, Sendable {
    /// Nothing at all, or a way of writing null.
    case nothing
    /// A text. What it means (`true`, `12`) is left to the reader of the document.
    case scalar
    case sequence
    case mapping
    /// Something that was reported as an error already, and about which nothing more should be said.
    case refused

    /// What to call it in a message.
    package var text: String {
        switch self {
        case .nothing, .refused: "nothing"
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A node as it is stored: all nodes of a document lie in one array, each before its children.
struct YAMLRecord {
    var kind: YAMLKind
    /// A scalar without quotes.
    var isPlain = false
    /// A scalar whose text is a part of the source, letter for letter.
    var isVerbatim = false
    /// A mapping or list in `{ }` or `[ ]`, where a comma ends a value.
    var isFlow = false
    /// A key that does not count, because it appears twice or belongs to a value that a comma cut off.
    var isSkipped = false
    var line: Int32
    /// In bytes, from 1.
    var column: Int32
    /// Where it begins in the source, in bytes.
    var start: Int32
    /// A scalar's text: a part of the source or, when it does not stand there letter for letter, of the document's text.
    var textStart: Int32
    var textEnd: Int32
    /// The index of the first node that is no part of this one.
    var next: Int32 = 0
}

/// The pairs of a mapping, without those that were refused.
package struct YAMLPairs: Sequence, IteratorProtocol {
    private let nodes: [YAMLRecord]
    private var index: Int
    private let end: Int

    init(of mapping: Int, in nodes: [YAMLRecord]) {
        self.nodes = nodes
        index = mapping + 1
        end = nodes[mapping].kind == .mapping ? Int(nodes[mapping].next) : index
    }

    package mutating func next() -> YAMLPair? {
        while index < end {
            let key = index
            let value = Int(nodes[key].next)
            index = Int(nodes[value].next)
            if !nodes[key].isSkipped { return YAMLPair(key: YAMLNode(index: key), value: YAMLNode(index: value)) }
        }
        return nil
    }
}

/// The elements of a list.
package struct YAMLElements: Sequence, IteratorProtocol {
    private let nodes: [YAMLRecord]
    private var index: Int
    private let end: Int

    init(of list: Int, in nodes: [YAMLRecord]) {
        self.nodes = nodes
        index = list + 1
        end = nodes[list].kind == .sequence ? Int(nodes[list].next) : index
    }

    package mutating func next() -> YAMLNode? {
        guard index < end else { return nil }
        defer { index = Int(nodes[index].next) }
        return YAMLNode(index: index)
    }
}
