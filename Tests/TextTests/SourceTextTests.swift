import Testing
import Text

@Suite("Source text")
struct SourceTextTests {
    private let source = SourceText(name: "profile.yaml", text: "version: 1\r\n\nlast: größe")

    @Test(
        "A line is shown without its line end",
        arguments: [(1, "version: 1"), (2, ""), (3, "last: größe")] as [(Int, String?)]
            + [(0, nil), (-1, nil), (4, nil), (.max, nil)])
    func line(number: Int, text: String?) {
        #expect(source.line(number) == text)
    }

    @Test("The first line is shown without the mark of UTF-8")
    func mark() {
        #expect(SourceText(name: "x", text: "\u{feff}a\n\u{feff}b").line(1) == "a")
        #expect(SourceText(name: "x", text: "\u{feff}a\n\u{feff}b").line(2) == "\u{feff}b")
    }

    @Test("A final line end begins no further line")
    func finalLineEnd() {
        #expect(SourceText(name: "x", text: "a\n").line(2) == nil)
        #expect(SourceText(name: "x", text: "").line(1) == nil)
    }

    @Test("A location reads as editors and terminals expect")
    func location() {
        #expect(source.location(Position(line: 5, column: 16)).text == "profile.yaml:5:16")
    }
}
