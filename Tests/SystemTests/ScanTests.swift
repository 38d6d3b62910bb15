import CSystem
import Foundation
import Testing

/// The product scans with csystem_vsscanf in place of the C library's; here both read the same. Numbers of other sizes are
/// read by Tests/Boards/scan.c.
@Suite("Scanning in place of the C library")
struct ScanTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var format: String
        var texts: [String]

        var testDescription: String { format.debugDescription }
    }

    /// The formats that libblkid has, with what its files hold, and the corners of each conversion.
    static let samples = [
        Sample(
            format: " %d %d %llu %128[^\n ]",
            texts: [
                "   8        1     524288 sda1\n", " 254 0 1048576 zram0", "major minor  #blocks  name", "\n", "",
                " 8 1",
                "8 1 18446744073709551615 a b",
            ]),
        Sample(format: "%d %64[^\n ]", texts: ["  8 sd\n", "259 blkext", "Block devices:", "11"]),
        Sample(format: "%d:%d", texts: ["8:1\n", "254:0", "8 1", ":", "8:", "-1:+2"]),
        Sample(format: "%u:%u:%u:%u", texts: ["1:2:3:4", "1:2:3", "0:0:0:x"]),
        Sample(format: "%1023[^\n]", texts: ["a name with blanks\nnext", "\n", ""]),
        Sample(format: "0x%x", texts: ["0x1f", "0xZZ", "1f", "0x0x10"]),
        Sample(format: "%lld %lld striped %d %d ", texts: ["0 204800 striped 2 128 8:1 0", "0 1 linear 8:1"]),
        Sample(format: "%hhd %hd %ld %zu %ju", texts: ["-1 -2 -3 -4 -5", "255 65535 4294967296 1 2"]),
        Sample(format: "%3d%2d", texts: ["12345", "1 2", "-1234"]),
        Sample(format: "%*d %d%n", texts: ["1 2 3", "1"]),
        Sample(format: "%s %[]a-]", texts: ["word ]a-b", "word"]),
        Sample(format: "100%% %d", texts: ["100% 7", "100 7"]),
    ]

    @Test("gives what the C library gives", arguments: samples)
    func same(sample: Sample) {
        for text in sample.texts {
            let ours = Self.scan(text, sample.format, csystem_vsscanf)
            let libc = Self.scan(text, sample.format) { vsscanf($0!, $1!, $2) }
            #expect(ours == libc, "\(text.debugDescription)")
        }
    }

    /// The result and the memory of five targets of 1024 bytes, each filled with 0xaa before.
    private static func scan(
        _ text: String, _ format: String,
        _ function: (UnsafePointer<CChar>?, UnsafePointer<CChar>?, CVaListPointer) -> Int32
    ) -> [UInt8] {
        var memory = [UInt8](repeating: 0xaa, count: 5 * 1024)
        let result = memory.withUnsafeMutableBytes { bytes in
            let targets: [CVarArg] = (0..<5).compactMap { index in
                bytes.baseAddress.map { OpaquePointer($0 + index * 1024) }
            }
            return withVaList(targets) { function(text, format, $0) }
        }
        return [UInt8(truncatingIfNeeded: result)] + memory
    }
}
