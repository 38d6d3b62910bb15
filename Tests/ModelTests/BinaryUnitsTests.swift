import Model
import Testing

@Suite("Text for numbers of bytes")
struct BinaryUnitsTests {
    @Test(
        "Exact text uses the largest unit that divides the number",
        arguments: [
            (UInt64(0), "0"), (1, "1"), (1023, "1023"), (1024, "1K"), (1536, "1536"), (512 << 20, "512M"),
            (3 << 30, "3G"), (1 << 42, "4T"), ((1 << 20) + 1, "1048577"), (UInt64.max, "18446744073709551615"),
        ] as [(UInt64, String)])
    func exact(bytes: UInt64, text: String) {
        #expect(BinaryUnits.exact(bytes) == text)
    }

    @Test(
        "Rounded text keeps one decimal and drops a zero",
        arguments: [
            (UInt64(0), "0"), (1023, "1023"), (1024, "1K"), (1536, "1.5K"), (12_373_196, "11.7M"), (1 << 30, "1G"),
        ] as [(UInt64, String)])
    func rounded(bytes: UInt64, text: String) {
        #expect(BinaryUnits.rounded(bytes) == text)
    }
}
