import Model
import Profiles
import Testing

@Suite("A wrong profile")
struct WrongProfileTests {
    @Test("is refused with exactly these words", arguments: wrongProfiles)
    func refused(wrong: WrongProfile) {
        let source = SourceText(name: "profile.yaml", text: wrong.text)
        let error = #expect(throws: InvalidProfile.self) { try Profile.parse(source) }
        let found = error?.diagnostics.map { diagnostic in
            let place = diagnostic.location.map { "\($0.position.line):\($0.position.column): " } ?? ""
            return place + diagnostic.summary + (diagnostic.help.map { " | " + $0 } ?? "")
        }
        #expect(found == wrong.errors)
        #expect(error?.diagnostics.allSatisfy { $0.severity == .error && $0.location?.file == "profile.yaml" } == true)
    }

    @Test("of more than 1 MiB is not even read")
    func tooLong() {
        let source = SourceText(name: "p", text: "version: 1\n#" + String(repeating: "x", count: 1 << 20))
        #expect(
            throws: InvalidProfile([
                Diagnostic(
                    .error, "the document has 1048588 bytes; the limit is 1048576 (1M)",
                    at: SourceLocation(file: "p", position: Position(line: 1, column: 1)))
            ])
        ) { try Profile.parse(source) }
    }

    @Test("deeper than 16 levels is refused where the 17th begins")
    func tooDeep() {
        let source = SourceText(name: "p", text: "version: " + String(repeating: "[", count: 40))
        let error = #expect(throws: InvalidProfile.self) { try Profile.parse(source) }
        #expect(error?.diagnostics.first?.summary == "mappings and lists lie deeper than 16 levels here")
        #expect(error?.diagnostics.first?.location?.position == Position(line: 1, column: 25))
    }

    @Test("with bytes that are not UTF-8 is refused")
    func notUTF8() {
        let source = SourceText(name: "p", bytes: Array("version: 1\nzram: ".utf8) + [0xff, 0xfe, 0x0a])
        #expect(throws: InvalidProfile.self) { try Profile.parse(source) }
    }

    @Test("Columns count bytes, also behind letters of several bytes")
    func columns() {
        let source = SourceText(name: "p", text: "version: 1\nzram:\n  z: { size: 1M, \"größe\": 1, x: 2 }\n")
        let error = #expect(throws: InvalidProfile.self) { try Profile.parse(source) }
        #expect(error?.diagnostics.map { $0.location?.position.column } == [18, 32])
    }

    @Test("Cutting or changing a good profile anywhere never crashes the reader")
    func mutations() {
        let good = Array(
            "version: 1\nzram:\n  a: { size: \"min(ram, 1M)\", algorithm: zstd(level=3) }\ncgroups:\n  x: {memory.max: 5%}\n"
                .utf8)
        for index in good.indices {
            _ = try? Profile.parse(SourceText(name: "p", bytes: Array(good[..<index])))
            for byte: UInt8 in [0, 9, 10, 0x22, 0x26, 0x28, 0x2a, 0x2d, 0x3a, 0x7b, 0x80, 0xff] {
                var changed = good
                changed[index] = byte
                _ = try? Profile.parse(SourceText(name: "p", bytes: changed))
            }
        }
    }
}
