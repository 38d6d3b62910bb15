import Kernel
import LiveState
import Planning
import Profiles
import Text

// Limits that the kernel takes and that hurt all the same.

extension CgroupTree {
    /// Warns of what hurts among an entry's limits. Its parents come before it.
    mutating func warn(
        _ limits: [WantedLimit], of path: String, by planner: Planner, _ change: inout ResourceChange
    ) {
        wanted[path] = limits
        let ancestors = CgroupTree.ancestors(of: path).dropFirst()
        for limit in limits {
            guard case .bytes(let bytes) = limit.value else { continue }
            switch limit.attribute {
            case .memoryHigh, .memoryMax, .swapHigh, .swapMax:
                warnOfAncestors(limit, bytes, ancestors, by: planner, &change)
            default: continue
            }
            guard limit.attribute == .memoryMax else { continue }
            if !ancestors.contains(where: { self.limit(.memoryMax, of: $0) != .max }) {
                memoryLimits = memoryLimits.addingReportingOverflow(bytes).partialValue
            }
            let isSwapLimited =
                self.limit(.swapMax, of: path) != .max
                || ancestors.contains { self.limit(.swapMax, of: $0) != .max }
            if zramWorstCase > 0, !isSwapLimited { warnOfZram(limit, bytes, by: planner, &change) }
        }
    }

    /// What is wanted, else what is there.
    private func limit(_ attribute: CgroupAttribute, of path: String) -> LimitValue {
        for limit in wanted[path] ?? [] where limit.attribute == attribute { return limit.value }
        let group = self[path]
        guard isV1 else { return group.limit(.limit(attribute)) ?? .max }
        switch attribute {
        case .memoryMax: return V1Limits(group).memory
        case .swapMax: return V1Limits(group).swap
        default: return .max
        }
    }

    private func warnOfAncestors(
        _ limit: WantedLimit, _ bytes: UInt64, _ ancestors: ArraySlice<String>, by planner: Planner,
        _ change: inout ResourceChange
    ) {
        var lowest: (path: String, bytes: UInt64)?
        for ancestor in ancestors {
            guard case .bytes(let above) = self.limit(limit.attribute, of: ancestor), above < bytes,
                above < lowest?.bytes ?? UInt64.max
            else { continue }
            lowest = (ancestor, above)
        }
        guard let lowest else { return }
        let name = limit.attribute.rawValue
        change.report(
            .warning,
            "the \(name) of \(BinaryUnits.exact(bytes)) is more than the \(BinaryUnits.exact(lowest.bytes)) of "
                + "\(lowest.path), which holds for all below it",
            at: planner.location(limit.position), help: "lower it, or give \(lowest.path) more")
    }

    /// zram's pages are the kernel's own, whoever's data is in them (Documentation/admin-guide/cgroup-v2.rst, memory).
    private func warnOfZram(
        _ limit: WantedLimit, _ bytes: UInt64, by planner: Planner, _ change: inout ResourceChange
    ) {
        change.report(
            .warning,
            "what it swaps to zram is charged to no cgroup: beside its memory.max of \(BinaryUnits.exact(bytes)) it may "
                + "take \(BinaryUnits.exact(zramWorstCase)) of RAM there",
            at: planner.location(limit.position),
            help: hierarchy.countsSwap == false
                ? "boot a kernel that counts swap (before 6.1 CONFIG_MEMCG_SWAP, and without swapaccount=0), and give it "
                    + "memory.swap.max"
                : "give it memory.swap.max too, which bounds what it swaps")
    }
}

extension Planner {
    /// In bytes: what the profile's zram devices take of RAM when nothing in them can be compressed.
    func zramWorstCase() -> UInt64 {
        let context = SizeContext(ram: state.memory?.total, diskFree: nil)
        var sum: UInt64 = 0
        for index in profile.zram.indices {
            guard let size = try? profile.zram[index].size.evaluate(context, allowsZero: false) else { continue }
            let limit = profile.zram[index].memoryLimit.flatMap { try? $0.evaluate(context, allowsZero: false) }
            sum = sum.addingReportingOverflow(min(size, limit ?? size)).partialValue
        }
        return sum
    }

    /// Limits are kept only as long as there is memory to give.
    func checkLimits(_ tree: CgroupTree) -> Diagnostic? {
        let (sum, isHuge) = tree.memoryLimits.addingReportingOverflow(tree.zramWorstCase)
        guard let total = state.memory?.total, tree.zramWorstCase > 0, tree.memoryLimits > 0, isHuge || sum > total
        else {
            return nil
        }
        return Diagnostic(
            .warning,
            "the cgroups' memory.max (\(BinaryUnits.rounded(tree.memoryLimits))) and what zram may take "
                + "(\(BinaryUnits.rounded(tree.zramWorstCase))) are more than the RAM of "
                + BinaryUnits.rounded(total),
            help: "lower them, or set a mem_limit for zram, or the kernel may kill programs that keep to their limits")
    }
}
