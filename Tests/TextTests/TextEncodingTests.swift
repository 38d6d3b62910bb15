import Foundation
import Support
import Testing
import Text

@Suite("How a text is encoded")
struct TextEncodingTests {
    private static let text = "version: 1\nzram: {}\n"

    private static func bytes(_ label: String, mark: [UInt8] = []) throws -> [UInt8] {
        let encodings: [String: String.Encoding] = [
            "UTF-16LE": .utf16LittleEndian, "UTF-16BE": .utf16BigEndian, "UTF-32LE": .utf32LittleEndian,
            "UTF-32BE": .utf32BigEndian, "UTF-8": .utf8,
        ]
        let encoding = try #require(encodings[label])
        return mark + Array(try #require(text.data(using: encoding)))
    }

    @Test(
        "Wide characters are recognised with a mark and without, and the command that is named converts them",
        arguments: [
            ("UTF-16LE", [], "UTF-16 (little-endian)"), ("UTF-16BE", [], "UTF-16 (big-endian)"),
            ("UTF-32LE", [], "UTF-32 (little-endian)"), ("UTF-32BE", [], "UTF-32 (big-endian)"),
            ("UTF-16LE", [0xff, 0xfe], "UTF-16 (little-endian)"), ("UTF-16BE", [0xfe, 0xff], "UTF-16 (big-endian)"),
            ("UTF-32LE", [0xff, 0xfe, 0, 0], "UTF-32 (little-endian)"),
            ("UTF-32BE", [0, 0, 0xfe, 0xff], "UTF-32 (big-endian)"),
        ] as [(String, [UInt8], String)])
    func wide(label: String, mark: [UInt8], name: String) throws {
        let bytes = try TextEncodingTests.bytes(label, mark: mark)
        let encoding = try #require(TextEncoding.wide(bytes))
        #expect(encoding.name == name)
        let folder = try TemporaryFolder()
        let path = folder["a profile's.yaml"]
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try Tool.run("/bin/sh", ["-c", encoding.conversion(of: path)])
        #expect(try String(decoding: folder.bytes("a profile's.yaml"), as: UTF8.self) == TextEncodingTests.text)
        #expect(folder.names == ["a profile's.yaml"])
    }

    @Test("UTF-8 is nothing else", arguments: ["", "a", "ab", "version: 1\n", "\u{feff}version: 1\n", "größe: 1\n"])
    func utf8(text: String) {
        #expect(TextEncoding.wide(Array(text.utf8)) == nil)
    }

    @Test("The mark of UTF-8 is dropped, once, and only at the beginning")
    func mark() {
        let mark = TextEncoding.mark
        #expect(TextEncoding.withoutMark(mark + [1]) == [1])
        #expect(TextEncoding.withoutMark(mark + mark) == mark)
        #expect(TextEncoding.withoutMark([1] + mark) == [1] + mark)
        #expect(TextEncoding.withoutMark([0xef, 0xbb]) == [0xef, 0xbb])
    }

    @Test("What comes from standard input is converted there")
    func input() {
        #expect(TextEncoding.narrow.conversion(of: "<stdin>") == "iconv -f CP1252 -t UTF-8")
    }

    @Test(
        "A word stands in quotes only where the shell needs them",
        arguments: [
            ("/etc/zramctl-swift/profile.yaml", "/etc/zramctl-swift/profile.yaml"),
            ("LABEL=board-swap", "LABEL=board-swap"),
            ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"), ("größe", "'größe'"),
        ])
    func quoting(word: String, quoted: String) {
        #expect(shellQuoted(word) == quoted)
    }
}
