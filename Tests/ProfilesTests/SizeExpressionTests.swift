import Model
import Profiles
import Testing

@Suite("A size expression")
struct SizeExpressionTests {
    /// The size that a swap file of this expression would have.
    private func evaluate(_ text: String, ram: UInt64? = 1 << 30, diskFree: UInt64? = 10 << 30) throws -> UInt64 {
        let profile = try Profile.parse(
            SourceText(name: "p", text: "version: 1\nswap_files:\n  /swap:\n    size: \"\(text)\"\n"))
        return try #require(profile.swapFiles.first).size.evaluate(SizeContext(ram: ram, diskFree: diskFree))
    }

    @Test(
        "is bytes, with K, M, G and T as powers of 1024",
        arguments: [
            ("4096", 4096), ("4K", 4 << 10), ("64M", 64 << 20), ("2G", 2 << 30), ("1T", 1 << 40), ("1.5G", 3 << 29),
            ("0.25M", 1 << 18), ("1.9", 1),
        ] as [(String, UInt64)])
    func units(text: String, bytes: UInt64) throws {
        #expect(try evaluate(text) == bytes)
    }

    @Test(
        "computes as school does",
        arguments: [
            ("ram / 2", 512 << 20), ("25%", 256 << 20), ("ram * 0.75", 768 << 20), ("ram - 64M", 960 << 20),
            ("1M + 2M * 3", 7 << 20), ("(1M + 2M) * 3", 9 << 20), ("16M - 4M - 2M", 10 << 20), ("64M / 4 / 2", 8 << 20),
            ("min(ram / 2, 256M)", 256 << 20), ("max(ram / 2, 256M, 1G)", 1 << 30), ("min(64M)", 64 << 20),
            ("min(disk_free / 10, 4G)", 1 << 30), ("10% + 1", 107_374_183), (" ram/2 ", 512 << 20),
        ] as [(String, UInt64)])
    func arithmetic(text: String, bytes: UInt64) throws {
        #expect(try evaluate(text) == bytes)
    }

    @Test("without a machine's figure says which one is missing")
    func unknown() {
        let error = #expect(throws: SizeError.self) { try evaluate("min(1G, disk_free / 2)", diskFree: nil) }
        #expect(error?.summary == "`disk_free` is not known here, so the size has no value")
        #expect(error?.position == Position(line: 4, column: 12))
    }

    @Test(
        "that is negative, zero or divides by zero only on this machine says so at its place",
        arguments: [
            ("ram - 2G", "the size is negative: -1G", 12), ("ram / 2 - 512M", "the size is zero", 12),
            ("1G / (ram - 1G)", "division by zero", 15),
        ])
    func machine(text: String, summary: String, column: Int) {
        let error = #expect(throws: SizeError.self) { try evaluate(text) }
        #expect(error?.summary == summary)
        #expect(error?.position == Position(line: 4, column: column))
    }

    @Test("made of random parts has the value that the same parts have in Swift")
    func random() throws {
        var generator = SplitMix64(seed: 7)
        var positive = 0
        for _ in 0..<2000 {
            let (text, value) = Self.expression(depth: 3, &generator)
            guard value >= 1, value < 0x1p63 else {
                #expect(throws: (any Error).self, "\(text)") { try evaluate(text) }
                continue
            }
            positive += 1
            #expect(try evaluate(text) == UInt64(value), "\(text)")
        }
        #expect(positive > 500)
    }

    private static func expression(depth: Int, _ generator: inout SplitMix64) -> (String, Double) {
        guard depth > 0, generator.next() % 4 > 0 else {
            let number = Double(generator.next() % 512 + 1)
            switch generator.next() % 4 {
            case 0: return ("ram", 0x1p30)
            case 1: return ("\(Int(number))M", number * 0x1p20)
            case 2: return ("\(Int(number) % 100)%", 0x1p30 * Double(Int(number) % 100) / 100)
            default: return ("\(Int(number))K", number * 0x1p10)
            }
        }
        let (left, a) = expression(depth: depth - 1, &generator)
        let (right, b) = expression(depth: depth - 1, &generator)
        switch generator.next() % 4 {
        case 0: return ("(\(left) + \(right))", a + b)
        case 1: return ("(\(left) - \(right))", a - b)
        case 2: return ("min(\(left), \(right))", min(a, b))
        default: return ("max(\(left), \(right))", max(a, b))
        }
    }
}

/// A small generator with a seed, so that a failure comes again.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
