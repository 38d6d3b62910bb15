import Testing
import Text

@Suite("Octal numbers")
struct OctalTests {
    @Test(
        "Permission bits have four digits",
        arguments: [(0, "0000"), (0o600, "0600"), (0o755, "0755"), (0o1777, "1777"), (0o7777, "7777")])
    func mode(bits: UInt32, text: String) { #expect(Octal.text(bits) == text) }
}
