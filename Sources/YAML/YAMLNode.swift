import Model

/// A value of a YAML document, with its place.
package struct YAMLNode: Equatable, Sendable {
    /// The three shapes that a value has.
    package enum Content: Equatable, Sendable {
        case scalar(Scalar)
        case sequence([YAMLNode])
        case mapping(Mapping)
    }

    /// A text. YAML gives plain ones meanings (`true`, `12`, nothing at all); that is left to the reader of the document.
    package struct Scalar: Equatable, Sendable {
        package var text: String
        /// Written without quotes.
        package var isPlain: Bool
        /// Whether it stands on one line exactly as its text says, so that places inside of it can be told.
        package var isVerbatim: Bool
    }

    /// Keys and values in the order of the document; no key stands twice.
    package struct Mapping: Equatable, Sendable {
        package var pairs: [Pair]
        /// Written as `{ key: value }`, where a comma ends a value.
        package var isFlow: Bool
    }

    /// One key with its value.
    package struct Pair: Equatable, Sendable {
        package var key: String
        package var keyPosition: Position
        package var value: YAMLNode
    }

    package var content: Content
    package var position: Position

    /// What to call it in a message.
    package var kindText: String {
        switch content {
        case .scalar(let scalar): scalar.isPlain && scalar.text.isEmpty ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
