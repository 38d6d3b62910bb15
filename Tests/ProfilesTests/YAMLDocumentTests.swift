import Testing
import Text
import YAML

@Suite("A YAML document")
struct YAMLDocumentTests {
    private func document(_ text: String) -> YAMLDocument { YAMLDocument(SourceText(name: "d", text: text)) }

    /// The tree as text: `{a: 'b', c: [nothing]}`, every key and value with `@line:column` when asked.
    private func text(_ document: YAMLDocument, places: Bool = false) -> String {
        document.root.map { text($0, document, places) } ?? "empty"
    }

    private func text(_ node: YAMLNode, _ document: YAMLDocument, _ places: Bool) -> String {
        let position = document.position(of: node)
        let place = places ? "@\(position.line):\(position.column)" : ""
        switch document.kind(of: node) {
        case .nothing: return "nothing" + place
        case .refused: return "refused" + place
        case .sequence: return "list" + place
        case .scalar:
            let quote = document.isPlain(node) ? "" : "'"
            return quote + document.string(of: node) + quote + place
        case .mapping:
            let pairs = document.pairs(of: node).map {
                text($0.key, document, places) + ": " + text($0.value, document, places)
            }
            return "{" + pairs.joined(separator: ", ") + "}" + place
        }
    }

    @Test(
        "becomes the tree that it means",
        arguments: [
            ("", "empty"), ("# only this\n", "empty"), ("---\n", "nothing"), ("a", "a"), ("'a'", "'a'"),
            ("a: 1\nb:\n  c: x y\n  d: \"q\"\n", "{a: 1, b: {c: x y, d: 'q'}}"),
            ("{a: {b: , c: ~}, d: null}", "{a: {b: nothing, c: nothing}, d: nothing}"),
            ("a: \"null\"\nb: ''\nc: NULL\nd: nil\n", "{a: 'null', b: '', c: nothing, d: nil}"),
            ("a: one\n  two\n", "{a: one two}"), ("a: \"\\u00e9\\t\"\n", "{a: 'é\t'}"), ("a: 'it''s'\n", "{a: 'it's'}"),
            ("a: |\n  x\n  y\n", "{a: 'x\ny\n'}"), ("a: >-\n  x\n  y\n", "{a: 'x y'}"), ("a: [1, 2]\n", "{a: list}"),
            ("%YAML 1.1\n---\na: 1\n...\n", "{a: 1}"), ("? a\n: b\n", "{a: b}"), ("a: b # c\n", "{a: b}"),
            ("größe: ä b\n", "{größe: ä b}"), ("\u{feff}", "empty"), ("\u{feff}# only this\n", "empty"),
            ("\u{feff}---\na: 1\n", "{a: 1}"), ("\u{feff}\na: 1\n", "{a: 1}"),
        ])
    func tree(source: String, expected: String) {
        let document = document(source)
        #expect(text(document) == expected)
        #expect(document.problems.diagnostics.isEmpty)
    }

    @Test(
        "knows where everything stands, in lines and bytes from 1",
        arguments: [
            ("a: 1\nbc:  x\n", "{a@1:1: 1@1:4, bc@2:1: x@2:6}@1:1"),
            ("\n\n  a:\n    b: { c: 'd' }\n", "{a@3:3: {b@4:5: {c@4:10: 'd'@4:13}@4:8}@4:5}@3:3"),
            ("a: 1\r\nb: 2\r\n", "{a@1:1: 1@1:4, b@2:1: 2@2:4}@1:1"),
            // Letters of several bytes move the columns after them, and only those.
            (
                "# ä\nä: {ö: 1, €: 𝄞, z: 2}\nb: 3\n",
                "{ä@2:1: {ö@2:6: 1@2:10, €@2:13: 𝄞@2:18, z@2:24: 2@2:27}@2:5, b@3:1: 3@3:4}@2:1"
            ),
            // At these libyaml begins a new line, and editors do not.
            ("# \u{85}# \u{2028}# x\na: 1\n", "{a@2:1: 1@2:4}@2:1"), ("# x\ra: 1\n", "{a@1:5: 1@1:8}@1:5"),
            ("a: one\n  two\nb: 1\n", "{a@1:1: one two@1:4, b@3:1: 1@3:4}@1:1"),
            ("a:\nb: 1\n", "{a@1:1: nothing@1:3, b@2:1: 1@2:4}@1:1"), ("\u{feff}a: 1\n", "{a@1:1: 1@1:4}@1:1"),
        ])
    func places(source: String, expected: String) {
        #expect(text(document(source), places: true) == expected)
    }

    @Test(
        "knows where the text of a scalar begins when it is there letter for letter",
        arguments: [
            ("a: x y", Position(line: 1, column: 4)), ("a: 'x y'", Position(line: 1, column: 5)),
            ("a: \"ä\"", Position(line: 1, column: 5)), ("ä:\n  x", Position(line: 2, column: 3)),
            ("a: \"\\x41\"", nil),
            ("a: 'it''s'", nil), ("a: x\n  y", nil), ("a: \"x\n  y\"", nil), ("a: |\n  x", nil), ("a: !!str x", nil),
            // As many bytes here as there, but not the same ones.
            ("a: \"\\_\"", nil),
        ] as [(String, Position?)])
    func verbatim(source: String, expected: Position?) throws {
        let document = document(source)
        let pair = try #require(document.root.flatMap { document.pairs(of: $0).first { _ in true } })
        #expect(document.verbatimStart(of: pair.value) == expected)
    }

    @Test(
        "leaves out what it refuses, and goes on",
        arguments: [
            ("a: &x 1\nb: *x\nc: 2\n", "{a: 1, b: refused, c: 2}", 2), ("a: 1\nb: 2\na: 3\n", "{a: 1, b: 2}", 1),
            ("{s: min(a, b), t: 1}", "{s: refused, t: 1}", 1),
            ("{s: (a, b), (a: c, b)}", "{s: refused, (a: c, b): nothing}", 1),
            ("{s: min(a, b), t: max(a, b)}", "{s: refused, t: refused}", 2), ("? [a]\n: 1\nb: 2\n", "{b: 2}", 1),
            ("s: min(a, b)\n", "{s: min(a, b)}", 0), ("{s: \"min(a, b)\"}", "{s: 'min(a, b)'}", 0),
            ("a: 1\n---\nb: 1\n", "{a: 1}", 1), ("a: [1\n", "empty", 1),
        ])
    func refused(source: String, expected: String, errors: Int) {
        let document = document(source)
        #expect(text(document) == expected)
        #expect(document.problems.diagnostics.count == errors)
    }

    @Test("names the encoding of what is not UTF-8, its place and the command that converts it")
    func encoding() {
        let cases: [(bytes: [UInt8], summary: String, place: Position, help: String)] = [
            (
                [0xff, 0xfe] + Array("a: 1\n".utf8).flatMap { [$0, 0] },
                "the file is UTF-16 (little-endian), not UTF-8",
                Position(line: 1, column: 1), "iconv -f UTF-16 -t UTF-8 d > d.utf-8 && mv d.utf-8 d"
            ),
            (
                Array("a: 1\nb: gr".utf8) + [0xfc, 0x6e], "the file is not UTF-8: these bytes are no character",
                Position(line: 2, column: 6), "iconv -f CP1252 -t UTF-8 d > d.utf-8 && mv d.utf-8 d"
            ),
            (
                Array("a: ".utf8) + [0xc3, 0x28], "the file is not UTF-8: these bytes are no character",
                Position(line: 1, column: 5), "iconv -f CP1252 -t UTF-8 d > d.utf-8 && mv d.utf-8 d"
            ),
        ]
        for one in cases {
            let found = YAMLDocument(SourceText(name: "d", bytes: one.bytes)).problems.diagnostics
            #expect(found.map(\.summary) == [one.summary])
            #expect(found.first?.location?.position == one.place && found.first?.help == one.help)
        }
    }

    @Test("finds equal keys in mappings of every length")
    func duplicates() {
        for count in [2, 3, 4, 5, 8, 9, 100, 1000] {
            let keys = (0..<count).map { "key\($0): 1\n" }
            #expect(document(keys.joined()).problems.diagnostics.isEmpty)
            for twice in Set([0, count / 2, count - 1]) {
                let found = document((keys + [keys[twice]]).joined()).problems.diagnostics
                #expect(found.map(\.location?.position.line) == [count + 1])
                #expect(found.first?.help == "the first one is on line \(twice + 1); keep one of them")
            }
        }
    }

    @Test("shortens what it quotes between two characters")
    func quoted() {
        #expect(Problems.quoted("abc") == "`abc`")
        #expect(Problems.quoted(String(repeating: "x", count: 60)) == "`\(String(repeating: "x", count: 60))`")
        #expect(Problems.quoted(String(repeating: "x", count: 61)) == "`\(String(repeating: "x", count: 60))…`")
        #expect(Problems.quoted(String(repeating: "ö", count: 31)) == "`\(String(repeating: "ö", count: 29))…`")
        #expect(Problems.quoted("x" + String(repeating: "ö", count: 31)) == "`x\(String(repeating: "ö", count: 29))…`")
    }
}
