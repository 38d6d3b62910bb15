import CommandLine
import Foundation
import KernelCheck
import Manual
import Testing

@Suite("The sections of zramctl-swift(8)")
struct ProgramPageTests {
    private static let page =
        (ManualFiles.all(date: "January 1, 2026").first { $0.name == "zramctl-swift.8" }?.text ?? "")
        .replacing("\\-", with: "-").replacing("\\(ga", with: "`").replacing("\\e", with: "\\")

    /// The lines of a section.
    private static func section(_ title: String) -> String {
        guard let start = page.range(of: ".Sh \(title)\n") else { return "" }
        let rest = page[start.upperBound...]
        return String(rest[..<(rest.range(of: "\n.Sh ")?.lowerBound ?? rest.endIndex)])
    }

    /// The paths of the machine that stand as texts in the sources, without the manual's own.
    private static func pathsInSources() throws -> [String: String] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var paths: [String: String] = [:]
        for case let file as URL in files where file.pathExtension == "swift" && !file.path.contains("/Manual/") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"(\/(?:proc|sys|dev|run|etc|lib|usr|bin|sbin|boot)\/[^"\\ ]+)/) {
                paths[String(match.1)] = file.lastPathComponent
            }
        }
        return paths
    }

    @Test("FILES has every path of the machine that the sources name")
    func files() throws {
        let listed = ProgramFiles.entries.flatMap(\.paths)
        let paths = try Self.pathsInSources()
        #expect(paths.count > 30)
        for (path, file) in paths {
            // Examples in messages, and paths that are put together: their beginning is in the page.
            guard path != "/dev/mmcblk0p3" else { continue }
            let isListed = listed.contains { $0.hasPrefix(path) || path.hasPrefix($0 + "/") }
            #expect(isListed, "\(path) of \(file)")
        }
        let section = Self.section("FILES")
        for path in listed { #expect(section.contains("Pa \(path)"), "\(path)") }
    }

    @Test("EXAMPLES has command lines for each command, and the program takes them", arguments: Command.allCases)
    func examples(command: Command) throws {
        let section = Self.section("EXAMPLES")
        let examples = ProgramExamples.examples(of: command)
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(!example.lines.isEmpty)
            for line in example.lines { #expect(section.contains(line), "\(line)") }
            let line = try #require(example.lines.first { $0.contains(ProgramIdentity.name) })
            let words = line.split(separator: " ").map(String.init)
            let start = try #require(words.firstIndex(of: ProgramIdentity.name))
            guard case .run(let parsed, _) = try Request(Array(words[(start + 1)...])) else {
                Issue.record("\(line) runs no command")
                continue
            }
            #expect(parsed == command, "\(line)")
        }
    }

    @Test("DIAGNOSTICS has every rule of the kernel checker, with what it is for", arguments: RuleTable.rules.map(\.id))
    func rules(id: String) throws {
        let rule = try #require(RuleTable.rules.first { $0.id == id })
        let section = Self.section("DIAGNOSTICS").replacing("\n", with: " ")
        #expect(section.contains(".It Sy \(id) "))
        #expect(section.contains(rule.why + "."))
    }

    @Test("DIAGNOSTICS has every verdict of the kernel checker", arguments: Verdict.Status.allCases)
    func verdicts(status: Verdict.Status) {
        #expect(Self.section("DIAGNOSTICS").contains(".It Sy \(status.rawValue)\n"))
    }

    @Test("No section of zramctl-swift(8) is without text")
    func sections() {
        for match in Self.page.matches(of: /\.Sh ([A-Z ]+)\n/) {
            #expect(Self.section(String(match.1)).count > 10, "\(match.1)")
        }
    }
}
