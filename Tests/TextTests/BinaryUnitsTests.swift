import Testing
import Text

@Suite("Text for numbers of bytes")
struct BinaryUnitsTests {
    @Test(
        "Exact text uses the largest unit that divides the number",
        arguments: [
            (0, "0"), (1, "1"), (1023, "1023"), (1024, "1K"), (1536, "1536"), (512 << 20, "512M"),
            (3 << 30, "3G"), (1 << 42, "4T"), ((1 << 20) + 1, "1048577"), (UInt64.max, "18446744073709551615"),
        ] as [(UInt64, String)])
    func exact(bytes: UInt64, text: String) {
        #expect(BinaryUnits.exact(bytes) == text)
    }

    @Test(
        "Rounded text keeps one decimal, the nearest, and drops a zero",
        arguments: [
            (0, "0"), (1023, "1023"), (1024, "1K"), (1536, "1.5K"), (12_373_196, "11.8M"), (1 << 30, "1G"),
            (12_320_768, "11.8M"), (12_320_767, "11.7M"), (268_431_360, "256M"), ((1 << 20) - 1, "1M"),
            ((1 << 30) - 1, "1G"), (1_047_552, "1023K"), (UInt64.max, "16777216T"),
        ] as [(UInt64, String)])
    func rounded(bytes: UInt64, text: String) {
        #expect(BinaryUnits.rounded(bytes) == text)
    }
}
