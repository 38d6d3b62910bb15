import Kernel
import Planning
import Text

extension ReadBack.Form {
    /// Looks for the expected value in what the file shows.
    ///
    /// - Returns: nil when it is there, else what is there in its place, quoted.
    func finding(_ expected: String, in shown: String) -> String? {
        if value(in: shown) == expected { return nil }
        if case .column = self, let value = value(in: shown) { return .joining("\"", value, "\"") }
        return .joining("\"", Self.withoutEnd(shown), "\"")
    }

    /// The value in what the file shows; nil when it shows none.
    func value(in shown: String) -> String? {
        switch self {
        case .text:
            let text = Self.withoutEnd(shown)
            return text.isEmpty ? nil : text
        case .selected: return BracketedChoice(Array(shown.utf8)).selected
        case .word(let word): return Self.words(shown).contains { $0.elementsEqual(word.utf8) } ? word : nil
        case .column(let index):
            let words = Self.words(shown)
            return index < words.count ? String(decoding: words[index], as: UTF8.self) : nil
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }

    private static func words(_ text: String) -> [Substring.UTF8View] {
        text.utf8.split(whereSeparator: isSpace)
    }

    private static func withoutEnd(_ text: String) -> String {
        var bytes = Array(text.utf8)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
