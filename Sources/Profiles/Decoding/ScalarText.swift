import Text
import YAML

/// The text of a scalar that has a grammar of its own, with the places of its bytes.
struct ScalarText {
    /// UTF-8, without the quotes.
    let bytes: ArraySlice<UInt8>
    /// The beginning of the text, after a quote; the scalar's own place when single bytes have none.
    let start: Position
    private let isVerbatim: Bool

    init(_ node: YAMLNode, in document: YAMLDocument) {
        bytes = document.bytes(of: node)
        let verbatim = document.verbatimStart(of: node)
        isVerbatim = verbatim != nil
        start = verbatim ?? document.position(of: node)
    }

    /// The place of a byte by its index.
    func place(_ index: Int) -> Position {
        isVerbatim ? Position(line: start.line, column: start.column + index - bytes.startIndex) : start
    }

    func string(_ range: Range<Int>) -> String { String(utf8: bytes[range]) }

    /// What follows, for a message.
    func quoted(from index: Int) -> String { Problems.quoted(string(index..<bytes.endIndex)) }

    /// The first index from here on that is not a space.
    func skipSpace(_ index: Int) -> Int {
        var index = index
        while index < bytes.endIndex, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            index += 1
        }
        return index
    }
}
