/// Cuts a text of the kernel's into lines and fields: ranges of its bytes, so that nothing is copied.
struct TextScanner {
    let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    /// - Parameter range: must lie within the bytes.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next line without its line end; nil at the end.
    mutating func line() -> Range<Int>? {
        guard position < end else { return nil }
        let start = position
        while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        let line = start..<position
        position += 1
        return line
    }

    /// The next run of bytes between blanks; nil at the end. A NUL is a blank too: some kernels print them.
    mutating func field() -> Range<Int>? {
        while position < end, TextScanner.isBlank(bytes[position]) { position += 1 }
        guard position < end else { return nil }
        let start = position
        while position < end, !TextScanner.isBlank(bytes[position]) { position += 1 }
        return start..<position
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        // Nearly every byte is greater than all of them.
        byte <= UInt8(ascii: " ")
            && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == 0)
    }
}

extension [UInt8] {
    /// Whether `text` stands at `offset`.
    func holds(_ text: String, at offset: Int) -> Bool {
        guard offset + text.utf8.count <= count else { return false }
        var index = offset
        for byte in text.utf8 {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// Whether the range is exactly `text`.
    func isText(_ text: String, in range: Range<Int>) -> Bool {
        range.count == text.utf8.count && holds(text, at: range.lowerBound)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// The decimal number that fills the range; nil for anything else and for what 64 bits cannot hold.
    func number(_ range: Range<Int>) -> UInt64? {
        guard !range.isEmpty else { return nil }
        var value: UInt64 = 0
        for index in range {
            guard self[index] >= UInt8(ascii: "0"), self[index] <= UInt8(ascii: "9") else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(self[index] - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }

    /// The first number in the bytes, for files that hold one value.
    var leadingNumber: UInt64? {
        var scanner = TextScanner(self)
        guard let field = scanner.field() else { return nil }
        return number(field)
    }

    /// The first line, without blanks around it.
    var firstLine: String {
        var start = 0
        while start < count, self[start] == UInt8(ascii: " ") { start += 1 }
        var end = start
        while end < count, self[end] != UInt8(ascii: "\n") { end += 1 }
        while end > start, self[end - 1] == UInt8(ascii: " ") || self[end - 1] == 0 { end -= 1 }
        return text(start..<end)
    }

    /// Whether `word` is one of the fields between blanks.
    func hasWord(_ word: String) -> Bool {
        var scanner = TextScanner(self)
        while let field = scanner.field() {
            if isText(word, in: field) { return true }
        }
        return false
    }

    /// The bytes of a path as the kernel prints it in /proc/swaps and mountinfo, where `\040` stands for a space: a
    /// backslash and three octal digits (fs/seq_file.c, mangle_path).
    func unescaped(_ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if self[index] == UInt8(ascii: "\\"), index + 3 < range.upperBound,
                let high = octalDigit(at: index + 1), let middle = octalDigit(at: index + 2),
                let low = octalDigit(at: index + 3), high < 4
            {
                result.append(high << 6 | middle << 3 | low)
                index += 4
            } else {
                result.append(self[index])
                index += 1
            }
        }
        return result
    }

    private func octalDigit(at index: Int) -> UInt8? {
        let byte = self[index]
        return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "7") ? byte - UInt8(ascii: "0") : nil
    }
}
