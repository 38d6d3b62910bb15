import Text

/// The errors in a text, kept in its order.
package struct Problems: Equatable, Sendable {
    private let file: String
    /// In the order of the text, at most `capacity` of them.
    package private(set) var diagnostics: [Diagnostic] = []
    /// Whether there are more errors than are kept.
    package private(set) var isCut = false

    /// Enough for a person, and a bound on what a hostile text can make of a program's memory.
    package static let capacity = 100

    /// - Parameter file: what the text is called in messages.
    package init(file: String) { self.file = file }

    /// Notes an error at its place among the others.
    @inline(never)
    package mutating func add(
        _ summary: String, at position: Position, help: String? = nil, example: [String] = []
    ) {
        var index = diagnostics.count
        while index > 0, let other = diagnostics[index - 1].location?.position, Problems.precedes(position, other) {
            index -= 1
        }
        guard index < Problems.capacity else {
            isCut = true
            return
        }
        let location = SourceLocation(file: file, position: position)
        diagnostics.insert(Diagnostic(.error, summary, at: location, help: help, example: example), at: index)
        if diagnostics.count > Problems.capacity {
            diagnostics.removeLast()
            isCut = true
        }
    }

    private static func precedes(_ a: Position, _ b: Position) -> Bool {
        a.line == b.line ? a.column < b.column : a.line < b.line
    }

    /// A piece of the text for a message: in backquotes, and shortened when it is long.
    @inline(never)
    package static func quoted(_ text: String) -> String {
        let longest = 60
        guard text.utf8.count > longest else { return "`" + text + "`" }
        var bytes = Array(text.utf8.prefix(longest))
        // Not in the middle of a character.
        while let last = bytes.last, last & 0xc0 == 0x80 { bytes.removeLast() }
        if let last = bytes.last, last >= 0x80 { bytes.removeLast() }
        return "`" + String(decoding: bytes, as: UTF8.self) + "…`"
    }
}
