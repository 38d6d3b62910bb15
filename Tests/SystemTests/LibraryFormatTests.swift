import CSystem
import Foundation
import Testing

/// The product formats with csystem_vsnprintf in place of the C library's; here both write the same.
@Suite("Formatting in place of the C library")
struct LibraryFormatTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var format: String
        var arguments: @Sendable () -> [any CVarArg]

        var testDescription: String { format.debugDescription }
    }

    /// The conversions that libblkid and libyaml have, and the corners of each.
    static let samples: [Sample] = {
        var samples: [Sample] = []
        for flags in ["", "-", "0", "+", " ", "#", "-0", "+0", "#0", " -"] {
            for size in ["", "3", "12", ".0", ".5", "8.3", "2.9"] {
                for value in [0, 1, -1, 42, 0x7fff_ffff, -0x8000_0000] as [CInt] {
                    for conversion in ["d", "i", "u", "x", "X", "o", "hd", "hu", "hhu", "hhd", "02hhX"] {
                        samples.append(Sample(format: "<%\(flags)\(size)\(conversion)>") { [value] })
                    }
                }
                for value in [0, -1, .max, .min, 1 << 33] as [Int64] {
                    for conversion in ["lld", "llu", "llx", "jd", "ju", "lld"] {
                        samples.append(Sample(format: "<%\(flags)\(size)\(conversion)>") { [value] })
                    }
                }
                for value in [0, -1, .max, .min] as [Int] {
                    for conversion in ["ld", "lu", "lX", "zu", "zd", "td"] {
                        samples.append(Sample(format: "<%\(flags)\(size)\(conversion)>") { [value] })
                    }
                }
            }
        }
        return samples + [
            Sample(format: "") { [] },
            Sample(format: "100%% %c%5c%-5c|") { [CInt(0x61), CInt(0x62), CInt(0xe9)] },
            Sample(format: "%*d %-*d %.*d") { [CInt(5), CInt(1), CInt(5), CInt(2), CInt(3), CInt(4)] },
            Sample(format: "%*d|%.*d|") { [CInt(-5), CInt(1), CInt(-1), CInt(0)] },
            Sample(format: "%p %20p %-20p|") { [0xabc, 0, 0] as [Int] },
            Sample(format: "%d of %lld in %d") { [CInt(1), Int64(1) << 40, CInt(3)] },
            Sample(format: "%m") { [] },
        ]
    }()

    private typealias Function = (UnsafeMutablePointer<CChar>?, Int, UnsafePointer<CChar>, CVaListPointer) -> Int32

    private static func format(_ format: String, _ size: Int, _ arguments: [any CVarArg], _ function: Function) -> [Int]
    {
        var text = [CChar](repeating: 0x55, count: 256)
        csystem_set_errno(2)
        let length = withVaList(arguments) { list in format.withCString { function(&text, size, $0, list) } }
        return [Int(length)] + text.map { Int($0) }
    }

    private static func expectSame(_ text: String, _ arguments: [any CVarArg]) {
        for size in [0, 1, 6, 256] {
            let ours = format(text, size, arguments) { csystem_vsnprintf($0, $1, $2, $3) }
            let libc = format(text, size, arguments) { vsnprintf($0, $1, $2, $3) }
            #expect(ours == libc, "\(text) to \(size) bytes")
        }
    }

    @Test func `every conversion gives what the C library gives`() {
        for sample in Self.samples { Self.expectSame(sample.format, sample.arguments()) }
    }

    @Test func `texts are cut and padded as by the C library`() {
        "a text".withCString { text in
            let word = OpaquePointer(text)
            for format in ["%s", "<%8s>", "<%-8s>", "%.3s", "<%9.2s>", "%.0s", "%3s", "%-3s|", "(%s)%%"] {
                Self.expectSame(format, [word])
            }
            Self.expectSame("<%*s>%.*s", [CInt(-9), word, CInt(2), word])
        }
        // A null pointer too, which C++ and C leave open and glibc defines.
        for format in ["%s", "%.3s", "%.6s", "<%8s>"] { Self.expectSame(format, [Int(0)]) }
    }

    @Test func `a formatted text can have a memory of its own`() throws {
        var text: UnsafeMutablePointer<CChar>?
        #expect(withVaList([CInt(7), CInt(-1)]) { csystem_vasprintf(&text, "id%03d %d", $0) } == 8)
        #expect(try String(cString: #require(text)) == "id007 -1")
        free(text)
    }
}
