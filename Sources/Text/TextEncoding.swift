/// How a text is encoded that should be UTF-8, and the command that converts it.
package struct TextEncoding: Equatable, Sendable {
    /// For people: `UTF-16 (little-endian)`.
    package let name: String
    /// For iconv(1): `UTF-16LE`.
    let label: String

    /// UTF-8's mark at the beginning of a text, which says nothing more (RFC 3629, 6).
    package static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// The text without UTF-8's mark.
    package static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    }

    /// The encoding of a text by its first bytes, of which the first two characters of a configuration are ASCII or a
    /// mark (YAML 1.1, 5.2); nil when it may be UTF-8.
    package static func wide(_ bytes: [UInt8]) -> TextEncoding? {
        func begins(_ start: UInt8?...) -> Bool {
            guard bytes.count >= start.count else { return false }
            for (index, byte) in start.enumerated() {
                // nil stands for any byte but NUL.
                if byte ?? bytes[index] != bytes[index] || byte == nil && bytes[index] == 0 { return false }
            }
            return true
        }
        // With a mark iconv finds the order by itself, and drops the mark.
        if begins(0xff, 0xfe, 0, 0) { return TextEncoding(name: "UTF-32 (little-endian)", label: "UTF-32") }
        if begins(0, 0, 0xfe, 0xff) { return TextEncoding(name: "UTF-32 (big-endian)", label: "UTF-32") }
        if begins(0xff, 0xfe) { return TextEncoding(name: "UTF-16 (little-endian)", label: "UTF-16") }
        if begins(0xfe, 0xff) { return TextEncoding(name: "UTF-16 (big-endian)", label: "UTF-16") }
        if begins(nil, 0, 0, 0) { return TextEncoding(name: "UTF-32 (little-endian)", label: "UTF-32LE") }
        if begins(0, 0, 0, nil) { return TextEncoding(name: "UTF-32 (big-endian)", label: "UTF-32BE") }
        if begins(nil, 0, nil, 0) { return TextEncoding(name: "UTF-16 (little-endian)", label: "UTF-16LE") }
        if begins(0, nil, 0, nil) { return TextEncoding(name: "UTF-16 (big-endian)", label: "UTF-16BE") }
        return nil
    }

    /// What a text that is not UTF-8 most often is: Windows' superset of Latin-1, to which every byte but five means a
    /// character.
    package static let narrow = TextEncoding(
        name: "Latin-1 or another encoding of one byte a character", label: "CP1252")

    /// The command that converts a file of this encoding into another file.
    package func conversion(of file: String) -> String {
        guard file != "<stdin>" else { return .joining("iconv -f ", label, " -t UTF-8") }
        let name = shellQuoted(file)
        let other = shellQuoted(file + ".utf-8")
        return .joining("iconv -f ", label, " -t UTF-8 ", name) + .joining(" > ", other, " && mv ", other, " ") + name
    }
}

/// A word as sh(1) takes it: in quotes where it holds anything but letters, digits and `/._-+,=:@%`.
package func shellQuoted(_ word: String) -> String {
    func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"),
            UInt8(ascii: "@"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    var bytes = [UInt8(ascii: "'")]
    for byte in word.utf8 {
        if byte == UInt8(ascii: "'") { bytes += Array("'\\'".utf8) }
        bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "'"))
    return String(decoding: bytes, as: UTF8.self)
}
