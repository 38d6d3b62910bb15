import Text
import YAML

/// `size:512M`, which YAML takes for one word.
enum MissingSpace {
    /// The key and the value that were meant; nil for another text. A path, a tag or a time is none.
    static func words(_ text: ArraySlice<UInt8>) -> (key: String, value: String)? {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex, colon + 1 < text.endIndex,
            text[..<colon].allSatisfy({ Decoder.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
            !text[..<colon].allSatisfy(Decoder.isDigit)
        else { return nil }
        return (String(utf8: text[..<colon]), String(utf8: text[(colon + 1)...]))
    }
}
