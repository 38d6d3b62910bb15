import Profiles
import Resources
import Support
import Testing
import Text

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
            ("0.25M", 1 << 18), ("1.9", 1), ("007", 7), ("8388607T", 8_388_607 << 40), ("0.1G", 107_374_182),
            ("1.\(String(repeating: "0", count: 400))1K", 1024), ("1.\(String(repeating: "9", count: 400))K", 2048),
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
            ("max(ram - 4G, 16M)", 16 << 20), ("64M * (ram - 2G) / (ram - 2G)", 64 << 20), ("150%", 3 << 29),
            ("\tram\t/ 2", 512 << 20),
        ] as [(String, UInt64)])
    func arithmetic(text: String, bytes: UInt64) throws {
        #expect(try evaluate(text) == bytes)
    }

    @Test(
        "without a machine's figure says which one is missing, where it stands",
        arguments: [
            ("min(1G, disk_free / 2)", "disk_free", 20), ("ram - 64M", "ram", 12), ("1M + ram", "ram", 17),
            ("25%", "ram", 12),
        ])
    func unknown(text: String, variable: String, column: Int) {
        let error = #expect(throws: SizeError.self) { try evaluate(text, ram: nil, diskFree: nil) }
        #expect(error?.summary == "`\(variable)` is not known here, so the size has no value")
        #expect(error?.help == "write the size without `\(variable)`")
        #expect(error?.position == Position(line: 4, column: column))
    }

    @Test(
        "that has no value only on this machine says so at its place",
        arguments: [
            ("ram - 2G", "the size is negative: -1G", 12), ("ram / 2 - 512M", "the size is zero", 12),
            ("1G / (ram - 1G)", "division by zero", 15), ("1G * ram", "the size is too large", 15),
            ("min(ram, 1G / (disk_free - 10G))", "division by zero", 24),
            ("64M - ram * 8", "the size is negative: -7.9G", 12),
        ])
    func machine(text: String, summary: String, column: Int) {
        let ram: UInt64 = text.contains("1G * ram") ? 1 << 34 : 1 << 30
        let error = #expect(throws: SizeError.self) { try evaluate(text, ram: ram) }
        #expect(error?.summary == summary)
        #expect(error?.position == Position(line: 4, column: column))
    }

    @Test("may be zero only for a limit")
    func zero() throws {
        let profile = try Profile.parse(
            SourceText(name: "p", text: "version: 1\ncgroups:\n  a: { memory.swap.max: 0, memory.max: ram - ram }\n"))
        for limit in try #require(profile.cgroups.first).limits {
            guard case .size(let size) = limit.value.value else {
                Issue.record("not a size: \(limit)")
                continue
            }
            let located = Located(size, at: limit.value.position)
            #expect(try located.evaluate(SizeContext(ram: 1 << 30), allowsZero: true) == 0)
            #expect(
                throws: SizeError(
                    "the size is zero", at: limit.value.position, help: "write a size of at least one page")
            ) {
                try located.evaluate(SizeContext(ram: 1 << 30))
            }
        }
    }

    @Test("at the edge of what sizes may be is exact about it")
    func edges() throws {
        let huge = SizeContext(ram: UInt64.max)
        let all = Located(SizeExpression.percentOfRAM(100), at: Position(line: 1, column: 1))
        #expect(throws: SizeError("the size is too large", at: all.position, help: "sizes end below 8388608T")) {
            try all.evaluate(huge)
        }
        let half = Located(SizeExpression.percentOfRAM(49), at: Position(line: 1, column: 1))
        #expect(try half.evaluate(huge) > 1 << 62)
    }

    @Test("made of random parts has the value that the same parts have in Swift")
    func random() throws {
        var generator = SplitMix64(seed: 7)
        var counts = (valid: 0, wrong: 0)
        for _ in 0..<3000 {
            let expected = RandomExpression.make(depth: 4, &generator)
            guard let value = expected.value, value >= 1, value < 0x1p63 else {
                counts.wrong += 1
                #expect(throws: (any Error).self, "\(expected.text)") { try evaluate(expected.text) }
                continue
            }
            counts.valid += 1
            #expect(try evaluate(expected.text) == UInt64(value), "\(expected.text)")
        }
        #expect(counts.valid > 1000 && counts.wrong > 100)
    }

    @Test("broken at random is an error, or has a value, and never crashes")
    func broken() {
        var generator = SplitMix64(seed: 11)
        let parts = [
            "ram", "disk_free", "min", "max", "(", ")", ",", "+", "-", "*", "/", "%", "1", "64M", " ", ".", "K", "ä",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int(generator.next() % 12)).map { _ in generator.pick(parts) }.joined()
            _ = try? evaluate(text)
        }
    }
}

/// An expression as text, with parentheses only where the grammar needs them, and its value by Swift's own operators.
private struct RandomExpression {
    var text: String
    /// nil where a step has none.
    var value: Double?
    /// How tightly its outermost operator binds: 1 for + and -, 2 for * and /, 3 for the rest.
    private var precedence: Int

    private init(_ text: String, _ value: Double?, precedence: Int = 3) {
        self.text = text
        self.value = value
        self.precedence = precedence
    }

    static func make(depth: Int, _ generator: inout SplitMix64) -> RandomExpression {
        guard depth > 0, !generator.oneIn(4) else { return leaf(&generator) }
        let left = make(depth: depth - 1, &generator)
        let right = make(depth: depth - 1, &generator)
        let space = generator.oneIn(2) ? " " : ""
        func both(_ compute: (Double, Double) -> Double?) -> Double? {
            guard let a = left.value, let b = right.value, let result = compute(a, b) else { return nil }
            return abs(result) < 0x1p63 ? result : nil
        }
        func operation(_ symbol: String, _ precedence: Int, _ value: Double?) -> RandomExpression {
            // Equal operators go from left to right, so only the right side needs parentheses then.
            let a = left.precedence < precedence ? "(\(left.text))" : left.text
            let b = right.precedence <= precedence ? "(\(right.text))" : right.text
            return RandomExpression(a + space + symbol + space + b, value, precedence: precedence)
        }
        switch generator.next() % 6 {
        case 0: return operation("+", 1, both { $0 + $1 })
        case 1: return operation("-", 1, both { $0 - $1 })
        case 2: return operation("*", 2, both { $0 * $1 })
        case 3: return operation("/", 2, both { $1 == 0 ? nil : $0 / $1 })
        case 4: return RandomExpression("min(\(left.text),\(space)\(right.text))", both { min($0, $1) })
        default: return RandomExpression("max(\(left.text),\(space)\(right.text))", both { max($0, $1) })
        }
    }

    private static func leaf(_ generator: inout SplitMix64) -> RandomExpression {
        let number = generator.next() % 512
        switch generator.next() % 6 {
        case 0: return RandomExpression("ram", 0x1p30)
        case 1: return RandomExpression("disk_free", 0x1p30 * 10)
        case 2: return RandomExpression("\(number)M", Double(number) * 0x1p20)
        case 3: return RandomExpression("\(number % 200)%", 0x1p30 * Double(number % 200) / 100)
        case 4: return RandomExpression("\(number).5K", (Double(number) + 0.5) * 0x1p10)
        default: return RandomExpression("\(number)", Double(number))
        }
    }
}
