import LiveState
import Model
import Profiles

extension Planner {
    /// The kernel rounds a disksize up to a whole page.
    func roundedUp(_ bytes: UInt64) -> UInt64 {
        let part = bytes % pageSize
        guard part != 0 else { return bytes }
        let (rounded, overflow) = bytes.addingReportingOverflow(pageSize - part)
        return overflow ? bytes - part : rounded
    }

    func roundedDown(_ bytes: UInt64) -> UInt64 { bytes - bytes % pageSize }

    /// In bytes; mkswap(8) makes no smaller area.
    var smallestArea: UInt64 { SwapHeader.minimumPages * pageSize }

    /// In bytes; the header counts the pages in 32 bits.
    var largestArea: UInt64 { UInt64(UInt32.max) * pageSize }

    func evaluate(
        _ size: Located<SizeExpression>, diskFree: UInt64? = nil, allowsZero: Bool = false,
        problems: inout [Diagnostic]
    ) -> UInt64? {
        do {
            return try size.evaluate(
                SizeContext(ram: state.memory.total, diskFree: diskFree), allowsZero: allowsZero)
        } catch {
            problems.append(problem(error.summary, at: error.position, help: error.help))
            return nil
        }
    }

    /// A cgroup limit in bytes, which may be 0.
    func evaluateLimit(_ size: Located<SizeExpression>, problems: inout [Diagnostic]) -> UInt64? {
        evaluate(size, allowsZero: true, problems: &problems)
    }

    /// The size of a swap area in bytes, checked against what a swap header can hold.
    func areaSize(
        _ size: Located<SizeExpression>, diskFree: UInt64? = nil, rounding: (UInt64) -> UInt64,
        problems: inout [Diagnostic]
    ) -> UInt64? {
        guard let bytes = evaluate(size, diskFree: diskFree, problems: &problems) else { return nil }
        let rounded = rounding(bytes)
        if rounded < smallestArea {
            problems.append(
                problem(
                    "\(BinaryUnits.exact(bytes)) is too small for swap, which needs \(SwapHeader.minimumPages) pages",
                    at: size.position, help: "use at least \(BinaryUnits.exact(smallestArea))"))
            return nil
        }
        if rounded > largestArea {
            problems.append(
                problem(
                    "\(BinaryUnits.exact(bytes)) is more than a swap header can count",
                    at: size.position, help: "use less than \(BinaryUnits.exact(largestArea + pageSize))"))
            return nil
        }
        return rounded
    }
}

extension SizeExpression {
    /// Whether the value moves with what else lies on the file system.
    var namesDiskFree: Bool {
        switch self {
        case .number, .percentOfRAM: false
        case .variable(let variable, _): variable == .diskFree
        case .binary(_, let left, let right, _): left.namesDiskFree || right.namesDiskFree
        case .function(_, let arguments, _): arguments.contains { $0.namesDiskFree }
        }
    }
}
