import LiveState
import Profiles
import SwapFormat
import Text

extension PlanningContext {
    /// The kernel rounds a disksize up to a whole page.
    package func roundedUp(_ bytes: UInt64) -> UInt64 {
        let part = bytes % pageSize
        guard part != 0 else { return bytes }
        let (rounded, overflow) = bytes.addingReportingOverflow(pageSize - part)
        return overflow ? bytes - part : rounded
    }

    package func roundedDown(_ bytes: UInt64) -> UInt64 { bytes - bytes % pageSize }

    /// In bytes; mkswap(8) makes no smaller area.
    package var smallestArea: UInt64 { SwapHeader.minimumPages * pageSize }

    /// In bytes; the header counts the pages in 32 bits.
    private var largestArea: UInt64 { UInt64(UInt32.max) * pageSize }

    @inline(never)
    package func evaluate(
        _ size: Located<SizeExpression>, diskFree: UInt64? = nil, allowsZero: Bool = false,
        _ change: inout ResourceChange
    ) -> UInt64? {
        do {
            return try size.evaluate(
                SizeContext(ram: state.memory?.total, diskFree: diskFree), allowsZero: allowsZero)
        } catch {
            change.report(.error, error.summary, at: location(error.position), help: error.help)
            return nil
        }
    }

    /// The size of a swap area in bytes, checked against what a swap header can hold.
    package func areaSize(
        _ size: Located<SizeExpression>, diskFree: UInt64? = nil, roundsUp: Bool, _ change: inout ResourceChange
    ) -> UInt64? {
        guard let bytes = evaluate(size, diskFree: diskFree, &change) else { return nil }
        let rounded = roundsUp ? roundedUp(bytes) : roundedDown(bytes)
        if rounded < smallestArea {
            change.report(
                .error,
                "\(BinaryUnits.exact(bytes)) is too small for swap, which needs \(SwapHeader.minimumPages) pages",
                at: location(size.position), help: "use at least \(BinaryUnits.exact(smallestArea))")
            return nil
        }
        if rounded > largestArea {
            change.report(
                .error, "\(BinaryUnits.exact(bytes)) is more than a swap header can count",
                at: location(size.position), help: "use less than \(BinaryUnits.exact(largestArea + pageSize))")
            return nil
        }
        return rounded
    }
}
