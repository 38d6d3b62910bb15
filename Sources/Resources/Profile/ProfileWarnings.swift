import Kernel
import Profiles
import Text

extension Profile {
    /// What the profile says and hardly anybody means, on whatever machine; in the order of the file's sections.
    package func warnings() -> [Diagnostic] {
        var warnings = Warnings(source: source)
        for entry in zram {
            warnings.checkArea(entry.size)
            warnings.checkBareNumber(entry.memoryLimit)
            guard let limit = entry.memoryLimit else { continue }
            if warnings.isAlways(limit.value, above: entry.size.value) {
                warnings.add(
                    "`mem_limit` is above `size` on every machine, and limits nothing", at: limit.position,
                    help: "write a share of `size`, or remove the line")
            } else if warnings.isAlways(limit.value, above: .percentOfRAM(100)) {
                warnings.add(
                    "`mem_limit` is above RAM on every machine, and limits nothing", at: limit.position,
                    help: "write a share of RAM: `mem_limit: 50%`")
            }
        }
        for entry in swapFiles { warnings.checkArea(entry.size) }
        for entry in cgroups { warnings.check(entry) }
        return warnings.diagnostics
    }
}

/// Collects warnings; a size is judged by its values on machines of every size.
private struct Warnings {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText) { self.source = source }

    @inline(never)
    mutating func add(_ summary: String, at position: Position, help: String) {
        diagnostics.append(Diagnostic(.warning, summary, at: source.location(position), help: help))
    }

    /// From 16 MiB to 1 TiB of RAM, with much and with little room on the disk.
    private static let machines: [SizeContext] = {
        var machines: [SizeContext] = []
        for shift: UInt64 in 24...40 {
            machines.append(SizeContext(ram: 1 << shift, diskFree: 1 << 24))
            machines.append(SizeContext(ram: 1 << shift, diskFree: 1 << 40))
        }
        return machines
    }()

    /// Whether one size is greater than another on every machine on which both have a value.
    func isAlways(_ size: SizeExpression, above other: SizeExpression) -> Bool {
        var isSeen = false
        let start = Position(line: 1, column: 1)
        for machine in Warnings.machines {
            guard let left = try? Located(size, at: start).evaluate(machine, allowsZero: true),
                let right = try? Located(other, at: start).evaluate(machine, allowsZero: true)
            else { continue }
            guard left > right else { return false }
            isSeen = true
        }
        return isSeen
    }

    /// The least that mkswap(8) takes: ten pages, which no processor has smaller than 4 KiB.
    private static let leastArea = SizeExpression.number(40 * 1024)

    mutating func checkArea(_ size: Located<SizeExpression>) {
        guard !checkBareNumber(size), isAlways(Warnings.leastArea, above: size.value) else { return }
        add(
            "a swap area of less than 10 pages (40K) has no room for anything", at: size.position,
            help: "write a share of RAM: `size: 50%`")
    }

    /// A number without a unit below 1 MiB, which other tools take for MiB.
    ///
    /// - Returns: whether it is one.
    @discardableResult
    mutating func checkBareNumber(_ size: Located<SizeExpression>?) -> Bool {
        guard let size, case .number(let bytes) = size.value, bytes > 0, bytes < 0x1p20,
            let digits = digits(at: size.position)
        else { return false }
        add(
            "\(digits) without a unit is a size in bytes", at: size.position,
            help: "write `\(digits)M` if MiB are meant, as in zram-generator.conf, or `\(digits)K` for KiB")
        return true
    }

    /// The digits at a place in the file; nil where anything but a blank, a comma or the end of a value follows them.
    private func digits(at position: Position) -> String? {
        guard let line = source.line(position.line) else { return nil }
        let text = line.utf8.dropFirst(position.column - 1)
        let digits = text.prefix { Decoder.isDigit($0) }
        switch text.dropFirst(digits.count).first {
        case nil, UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "\t"):
            return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
        default: return nil
        }
    }

    mutating func check(_ group: CgroupEntry) {
        for limit in group.limits {
            guard case .size(let size) = limit.value.value else { continue }
            checkBareNumber(Located(size, at: limit.value.position))
        }
        let pairs: [(CgroupAttribute, CgroupAttribute, String)] = [
            (.memoryHigh, .memoryMax, "is never reached"), (.memoryLow, .memoryMax, "protects no more than that"),
            (.memoryMin, .memoryMax, "protects no more than that"), (.swapHigh, .swapMax, "is never reached"),
        ]
        for (lower, upper, effect) in pairs {
            guard let low = size(lower, in: group), let high = size(upper, in: group),
                isAlways(low.value, above: high.value)
            else { continue }
            add(
                "`\(lower.rawValue)` is above `\(upper.rawValue)` on every machine, and \(effect)", at: low.position,
                help: "write a smaller `\(lower.rawValue)`, or remove the line")
        }
    }

    private func size(_ attribute: CgroupAttribute, in group: CgroupEntry) -> Located<SizeExpression>? {
        for limit in group.limits where limit.attribute.value == attribute {
            if case .size(let size) = limit.value.value { return Located(size, at: limit.value.position) }
        }
        return nil
    }
}
