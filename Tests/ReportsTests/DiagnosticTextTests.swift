import Reports
import Testing
import Text

@Suite("Diagnostics as text")
struct DiagnosticTextTests {
    private func render(_ line: String, column: Int, number: Int = 1, style: Style = .plain) -> String {
        let source = SourceText(name: "p.yaml", text: String(repeating: "\n", count: number - 1) + line)
        let location = source.location(Position(line: number, column: column))
        return DiagnosticText.render(Diagnostic(.error, "wrong", at: location), source: source, style: style)
    }

    @Test("The line stands below the message with a caret, and the help below both")
    func whole() {
        let diagnostic = Diagnostic(
            .error, "unknown key `algoritm`", at: Samples.profile.location(Position(line: 5, column: 5)),
            help: "did you mean `algorithm`?")
        #expect(
            DiagnosticText.render(diagnostic, source: Samples.profile, style: .plain) == """
                board.yaml:5:5: error: unknown key `algoritm`
                    5 |     algorithm: zstd(level=3)
                      |     ^
                    help: did you mean `algorithm`?

                """)
    }

    @Test(
        "The caret stands under the character that begins at or holds the byte",
        arguments: [
            ("abc", 1, "    1 | abc\n      | ^\n"),
            ("abc", 3, "    1 | abc\n      |   ^\n"),
            ("abc", 4, "    1 | abc\n      |    ^\n"),
            ("abc", 99, "    1 | abc\n      |    ^\n"),
            ("größe: x", 4, "    1 | größe: x\n      |   ^\n"),
            ("größe: x", 10, "    1 | größe: x\n      |        ^\n"),
            ("a\tb: x", 6, "    1 | a\tb: x\n      |  \t   ^\n"),
            ("a\u{1b}[31mb", 2, "    1 | a?[31mb\n      |  ^\n"),
            ("a\u{202e}b", 5, "    1 | a?b\n      |   ^\n"),
            ("", 1, ""),
        ])
    func caret(line: String, column: Int, excerpt: String) {
        #expect(render(line, column: column) == "p.yaml:1:\(column): error: wrong\n" + excerpt)
    }

    @Test("The gutter is as wide as the line's number")
    func gutter() {
        #expect(
            render("size: 0", column: 7, number: 120)
                == "p.yaml:120:7: error: wrong\n    120 | size: 0\n        |       ^\n")
    }

    @Test("A very long line is cut around the caret")
    func longLine() {
        let line = String(repeating: "a", count: 500) + "!" + String(repeating: "b", count: 500)
        let lines = render(line, column: 501).split(separator: "\n")
        #expect(
            lines[1] == "    1 | ..." + String(repeating: "a", count: 60) + "!" + String(repeating: "b", count: 59)
                + "...")
        #expect(lines[2] == "      | " + String(repeating: " ", count: 63) + "^")
        let end = render(line, column: 1001).split(separator: "\n")
        #expect(end[1] == "    1 | ..." + String(repeating: "b", count: 120))
        #expect(end[2] == "      | " + String(repeating: " ", count: 122) + "^")
    }

    @Test("Without a place, the program's name stands in front, if it is given")
    func noPlace() {
        let diagnostic = Diagnostic(.warning, "zswap is on", help: "switch it off")
        #expect(
            DiagnosticText.render([diagnostic, diagnostic], source: nil, style: .plain, program: "prog")
                == String(repeating: "prog: warning: zswap is on\n    help: switch it off\n", count: 2))
        #expect(
            DiagnosticText.render(Diagnostic(.note, "n"), source: nil, style: .plain, indent: 4) == "    note: n\n")
    }

    @Test("A place in another file than the given one, or after its end, shows no line")
    func otherFile() {
        let location = SourceLocation(file: "other.yaml", position: Position(line: 1, column: 1))
        #expect(
            DiagnosticText.render(Diagnostic(.error, "e", at: location), source: Samples.profile, style: .plain)
                == "other.yaml:1:1: error: e\n")
        let beyond = Samples.profile.location(Position(line: 99, column: 1))
        #expect(
            DiagnosticText.render(Diagnostic(.error, "e", at: beyond), source: Samples.profile, style: .plain)
                == "board.yaml:99:1: error: e\n")
    }

    @Test("What to write stands below the help, line by line, and its control characters reach no terminal")
    func example() {
        let diagnostic = Diagnostic(.error, "e", help: "write it as a mapping", example: ["a:", "  b\n: 1"])
        #expect(
            DiagnosticText.render(diagnostic, source: nil, style: .plain)
                == "error: e\n    help: write it as a mapping\n        a:\n          b\\012: 1\n")
    }

    @Test("Control characters in names reach no terminal")
    func controls() {
        let diagnostic = Diagnostic(.error, "no \u{1b}]0;x\u{7} and \u{9b}", help: "a\nb")
        #expect(
            DiagnosticText.render(diagnostic, source: nil, style: .plain)
                == #"error: no \033]0;x\007 and \302\233"# + "\n" + #"    help: a\012b"# + "\n")
    }

    @Test("Color marks the place, the severity, the gutter and the caret")
    func color() {
        let bold = "\u{1b}[1m", red = "\u{1b}[1;31m", faint = "\u{1b}[2m", end = "\u{1b}[0m"
        #expect(
            render("ab", column: 2, style: .ansi) == "\(bold)p.yaml:1:2:\(end) \(red)error:\(end) wrong\n"
                + "    \(faint)1 | \(end)ab\n    \(faint)  | \(end) \(red)^\(end)\n")
    }
}
