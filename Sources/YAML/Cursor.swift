import Text

/// Finds lines and columns, which count bytes, for libyaml's places, which count characters.
///
/// libyaml's own line numbers are of no use for this where it ends lines at characters at which no editor does, or
/// counts characters of several bytes.
struct Cursor {
    private let bytes: [UInt8]
    /// Whether libyaml's numbers are right as they are: there is only ASCII, and line feed alone ends lines.
    private let isSimple: Bool
    private var character = 0
    /// In bytes, like the rest.
    private(set) var offset = 0
    private var line = 1
    private var lineStart = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isSimple = Cursor.isSimple(bytes)
    }

    var position: Position { Position(line: line, column: offset - lineStart + 1) }

    /// Moves to a place; quick when it lies ahead, as those of events do.
    mutating func move(to mark: Mark) {
        if isSimple {
            offset = mark.index
            line = mark.line + 1
            lineStart = mark.index - mark.column
            return
        }
        if mark.index < character { rewind() }
        step(characters: mark.index - character, bytes: bytes.count)
    }

    mutating func move(toByte target: Int) {
        rewind()
        step(characters: Int.max, bytes: min(target, bytes.count))
    }

    private mutating func rewind() { (character, offset, line, lineStart) = (0, 0, 1, 0) }

    /// Until one of the two is reached.
    private mutating func step(characters: Int, bytes end: Int) {
        var left = characters
        while offset < end {
            // A character begins here; the rest of the last one was stepped over.
            if bytes[offset] & 0xc0 != 0x80 {
                guard left > 0 else { break }
                left -= 1
            }
            offset += 1
            if bytes[offset - 1] == UInt8(ascii: "\n") {
                line += 1
                lineStart = offset
            }
        }
        character += characters - left
    }

    private static func isSimple(_ bytes: [UInt8]) -> Bool {
        // Eight bytes at a time; of the rest every byte alone.
        let lowBits: UInt64 = 0x0101_0101_0101_0101
        let highBits = lowBits << 7
        return unsafe bytes.withUnsafeBytes { buffer in
            var index = 0
            while index + 8 <= buffer.count {
                let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // A byte of this that is zero was a carriage return; taking 1 away then sets its highest bit.
                let returns = word ^ (lowBits &* UInt64(UInt8(ascii: "\r")))
                guard (word | ((returns &- lowBits) & ~returns)) & highBits == 0 else { return false }
                index += 8
            }
            for index in index..<buffer.count {
                let byte = unsafe buffer[index]
                if byte >= 0x80 || byte == UInt8(ascii: "\r") { return false }
            }
            return true
        }
    }
}
