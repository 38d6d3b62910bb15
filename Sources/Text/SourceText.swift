/// A place in a text: both numbers start at 1, the column counts UTF-8 bytes as compilers do.
package struct Position: Equatable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A place in a named file.
package struct SourceLocation: Equatable, Sendable {
    package var file: String
    package var position: Position

    package init(file: String, position: Position) {
        self.file = file
        self.position = position
    }

    /// `profile.yaml:5:16`, the form that editors and terminals make clickable.
    package var text: String { "\(file):\(position.line):\(position.column)" }
}

/// A value together with the place where the user wrote it.
package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var position: Position

    package init(_ value: Value, at position: Position) {
        self.value = value
        self.position = position
    }
}

extension Located: Equatable where Value: Equatable {}

/// The text of a file as it was read, kept so that a diagnostic can show the line that it speaks of.
package struct SourceText: Equatable, Sendable {
    /// What to call the file in messages: its path, or `<stdin>`.
    package var name: String
    /// The file's bytes, unchanged.
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The line of that number without its line end; nil when the text has no such line.
    package func line(_ number: Int) -> String? {
        var current = 1
        var start = 0
        while current < number {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = end + 1
            current += 1
        }
        guard number > 0, start < bytes.count else { return nil }
        var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if number == 1, bytes.starts(with: TextEncoding.mark) { start = TextEncoding.mark.count }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The location of a position in this file.
    package func location(_ position: Position) -> SourceLocation {
        SourceLocation(file: name, position: position)
    }
}
