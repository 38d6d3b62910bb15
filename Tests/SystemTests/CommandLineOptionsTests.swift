import System
import Testing

@Suite struct `Command lines are taken apart as GNU programs do it` {
    private static let definitions: [CommandLineOptions.Definition] = [
        .init(name: "json"), .init(name: "dry-run", short: UInt8(ascii: "n")), .init(name: "keep-files"),
        .init(name: "kernel", takesValue: true), .init(name: "kernel-version", takesValue: true),
        .init(name: "output", short: UInt8(ascii: "o"), takesValue: true),
        .init(name: "quiet", short: UInt8(ascii: "q")),
    ]

    struct Case: CustomTestStringConvertible, Sendable {
        var words: [String]
        /// Names, with `=VALUE` where there is one.
        var options: [String] = []
        var operands: [String] = []

        var testDescription: String { words.joined(separator: " ") }
    }

    @Test(
        arguments: [
            Case(words: []),
            Case(words: ["plan", "--json", "file"], options: ["json"], operands: ["plan", "file"]),
            Case(words: ["--json", "--", "--json", "-n"], options: ["json"], operands: ["--json", "-n"]),
            Case(words: ["-", "", "a b"], operands: ["-", "", "a b"]),
            Case(words: ["--keep", "--j", "--dry"], options: ["keep-files", "json", "dry-run"]),
            Case(words: ["--kernel=6.12", "--kernel-v", "6.1"], options: ["kernel=6.12", "kernel-version=6.1"]),
            Case(
                words: ["--output=", "--output", "--json", "--output=a=b"],
                options: ["output=", "output=--json", "output=a=b"]),
            Case(
                words: ["-nq", "-ofile", "-o", "-n", "-qo", "x"],
                options: [
                    "dry-run", "quiet", "output=file", "output=-n", "quiet", "output=x",
                ]),
            Case(words: ["--output", "--", "x"], options: ["output=--"], operands: ["x"]),
        ])
    func `what is given`(_ example: Case) throws {
        let found = try CommandLineOptions(example.words, Self.definitions)
        #expect(
            found.options.map { Self.definitions[$0.index].name.description + ($0.value.map { "=" + $0 } ?? "") }
                == example.options)
        #expect(found.operands == example.operands)
    }

    @Test(
        arguments: [
            (["--nonsense=1"], .unknown("--nonsense")), (["--jsonx"], .unknown("--jsonx")), (["--=x"], .unknown("--")),
            (["---json"], .unknown("---json")), (["-x"], .unknown("-x")), (["-nx"], .unknown("-x")),
            (["-ü=1"], .unknown("-ü")), (["--ke"], .ambiguous("--ke", [2, 3, 4])),
            (["--kern=1"], .ambiguous("--kern", [3, 4])),
            (["--output"], .missingValue(5)), (["-o"], .missingValue(5)), (["-qo"], .missingValue(5)),
            (["--json=1"], .unexpectedValue(0)), (["--keep=", "x"], .unexpectedValue(2)),
        ] as [([String], CommandLineOptions.Mistake)])
    func `what is wrong`(_ words: [String], _ mistake: CommandLineOptions.Mistake) {
        #expect(throws: mistake) { _ = try CommandLineOptions(words, Self.definitions) }
    }
}
