import Profiles
import Resources
import Testing
import Text

/// A wrong profile with its errors, each as `LINE:COLUMN: SUMMARY`, then ` | ` and the help where there is one.
struct WrongProfile: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var errors: [String]

    init(_ name: String, _ text: String, _ errors: [String]) {
        self.name = name
        self.text = text
        self.errors = errors
    }

    var testDescription: String { name }
}

/// Everything of WrongStructure.swift, WrongSyntax.swift, WrongSizes.swift and WrongNames.swift.
let wrongProfiles = wrongStructure + wrongSyntax + wrongSizes + wrongNames

extension Diagnostic {
    /// As in the tables of wrong profiles.
    var line: String {
        let place = location.map { "\($0.position.line):\($0.position.column): " } ?? ""
        return place + summary + (help.map { " | " + $0 } ?? "") + example.map { " / " + $0 }.joined()
    }
}

@Suite("A wrong profile")
struct WrongProfileTests {
    private func errors(_ source: SourceText) -> [Diagnostic] {
        do throws(InvalidProfile) {
            _ = try Profile.parse(source)
            return []
        } catch {
            return error.diagnostics
        }
    }

    private func errors(_ text: String) -> [Diagnostic] { errors(SourceText(name: "p", text: text)) }

    @Test("is refused with exactly these words", arguments: wrongProfiles)
    func refused(wrong: WrongProfile) {
        let found = errors(SourceText(name: "profile.yaml", text: wrong.text))
        #expect(found.map(\.line) == wrong.errors)
        #expect(found.allSatisfy { $0.severity == .error && $0.location?.file == "profile.yaml" })
    }

    @Test("is reported in short lines")
    func short() {
        for line in wrongProfiles.flatMap(\.errors) {
            let parts = line.split(separator: "|", maxSplits: 1)
            #expect(parts.allSatisfy { $0.count <= 160 && !$0.hasSuffix(".") }, "\(line)")
        }
    }

    @Test("has all its errors reported in the order of the file")
    func order() {
        for wrong in wrongProfiles {
            let places = errors(wrong.text).compactMap { $0.location?.position }.map { ($0.line, $0.column) }
            #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }, "\(wrong.name)")
        }
    }

    @Test("of more than 1 MiB is not even read")
    func tooLong() {
        let largest = "version: 1\n#" + String(repeating: "x", count: (1 << 20) - 12)
        #expect(errors(largest).isEmpty)
        #expect(errors(largest + "x").map(\.line) == ["1:1: the document is larger than 1048576 bytes (1M)"])
    }

    @Test("deeper than 16 levels is refused where the 17th begins")
    func tooDeep() {
        let lists = { (count: Int) in
            "version: " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        #expect(errors(lists(15)).map(\.line) == ["1:10: `version` must be a single value, not a list"])
        #expect(errors(lists(16)).map(\.line) == ["1:25: mappings and lists lie deeper than 16 levels here"])
    }

    @Test(
        "with bytes that are not UTF-8 is refused at the byte",
        arguments: [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xe2, 0x82]] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        let source = SourceText(name: "p", bytes: Array("version: 1\n# größe\nzram: ".utf8) + bytes)
        let found = errors(source)
        #expect(found.count == 1)
        #expect(found.first?.summary == "the file is not UTF-8: these bytes are no character")
        #expect(found.first?.help == "iconv -f CP1252 -t UTF-8 p > p.utf-8 && mv p.utf-8 p")
        #expect(found.first?.location?.position.line == 3)
        #expect((7...8).contains(found.first?.location?.position.column ?? 0))
    }

    @Test("with very many errors shows the first hundred and says that there are more")
    func many() {
        let found = errors("version: 1\ncgroups:\n" + (0..<5000).map { "  c\($0): 1\n" }.joined())
        #expect(found.count == 101)
        #expect(found.first?.line.hasPrefix("3:7: `c0` must be a mapping, not a single value") == true)
        #expect(found[99].line.hasPrefix("102:8: `c99` must be a mapping, not a single value"))
        #expect(found.last == Diagnostic(.note, "there are more errors than these 100"))
    }

    @Test("is read in a time in proportion to its length, however it is made up")
    func hostile() {
        // Each of these would take minutes if any step looked at the whole document again and again.
        let count = 1 << 17
        #expect(errors("é: {" + (0..<count).map { "\($0)," }.joined() + "}").count == 2)
        #expect(errors("[" + String(repeating: "é,", count: count) + "]").count == 1)
        #expect(errors(String(repeating: "- [a]\n", count: count)).count == 1)
        #expect(errors("{" + String(repeating: "a,", count: count) + "}").count == 101)
        #expect(errors(String(repeating: "? a\n", count: count)).count == 101)
        #expect(errors(String(repeating: "a", count: 1 << 20)).count == 1)
        #expect(
            errors("version: 1\nzram: { a: { size: \"" + String(repeating: "1+", count: count) + "\" } }").count == 1)
    }

    @Test("Cutting or changing a good profile anywhere never crashes the reader")
    func mutations() {
        let good = Array(
            """
            version: 1
            zram:
              a: { size: "min(ram, 1M)", algorithm: zstd(level=3) }
            cgroups:
              x: {memory.max: 5%}
            """.utf8)
        for index in good.indices {
            _ = errors(SourceText(name: "p", bytes: Array(good[..<index])))
            for byte: UInt8 in [0, 9, 10, 0x22, 0x26, 0x28, 0x2a, 0x2d, 0x3a, 0x7b, 0x80, 0xff] {
                var changed = good
                changed[index] = byte
                _ = errors(SourceText(name: "p", bytes: changed))
            }
        }
    }
}
