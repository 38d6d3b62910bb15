import Kernel
import Planning
import Text

extension AttributeWrite.ReadBack {
    /// The file that tells; nil when none does.
    func path(writtenTo path: String) -> String? {
        switch self {
        case .none: nil
        case .text, .selected, .word: path
        case .column(let other, _, _): other
        }
    }

    /// Looks for the wanted value in what the file shows.
    ///
    /// - Returns: nil when it is there, else what is there in its place, quoted.
    func finding(_ shown: String) -> String? {
        let words = Self.words(shown)
        switch self {
        case .none: return nil
        case .text(let wanted):
            let text = Self.withoutEnd(shown)
            return text == wanted ? nil : .joining("\"", text, "\"")
        case .selected(let wanted):
            if BracketedChoice(Array(shown.utf8)).selected == wanted { return nil }
        case .word(let wanted):
            if words.contains(where: { $0.elementsEqual(wanted.utf8) }) { return nil }
        case .column(_, let index, let wanted):
            guard index < words.count else { break }
            return words[index].elementsEqual(wanted.utf8)
                ? nil : .joining("\"", String(decoding: words[index], as: UTF8.self), "\"")
        }
        return .joining("\"", Self.withoutEnd(shown), "\"")
    }

    /// The value that the file has now, in the form in which it is written.
    func value(in shown: String) -> String? {
        let words = Self.words(shown)
        switch self {
        case .none, .text:
            let text = Self.withoutEnd(shown)
            return text.isEmpty ? nil : text
        case .selected: return BracketedChoice(Array(shown.utf8)).selected
        case .word(let wanted): return words.contains { $0.elementsEqual(wanted.utf8) } ? wanted : ""
        case .column(_, let index, _):
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
