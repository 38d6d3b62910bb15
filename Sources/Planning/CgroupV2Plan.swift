import LiveState
import Model
import Profiles

extension Planner {
    func v2Change(_ entry: CgroupEntry, _ tree: inout CgroupTree) -> ResourceChange {
        var diagnostics: [Diagnostic] = []
        var differences: [Difference] = []
        var writes: [LimitWrite] = []
        let group = tree[entry.path.value]
        // Without the controller the files come into being with their defaults.
        let isFresh = !group.exists || !group.hasController
        for limit in wantedLimits(entry, problems: &diagnostics) {
            let file = limit.attribute.rawValue
            let live = isFresh ? nil : group.limit(file)
            let isForSwap = limit.attribute == .swapHigh || limit.attribute == .swapMax
            let isLacking = isFresh ? tree.willLack(file, isForSwap: isForSwap) : live == nil
            if isLacking {
                diagnostics.append(lackingFile(limit))
                continue
            }
            guard live != limit.value else { continue }
            if !isFresh { checkUsage(limit, group, isV1: false, diagnostics: &diagnostics) }
            differences.append(Difference(file, live: live?.text, wanted: limit.value.text))
            writes.append(
                LimitWrite(file: file, live: live ?? limit.attribute.defaultValue, wanted: limit.value))
        }
        return cgroupChange(
            entry, &tree, writes: Planner.inV2Order(writes), differences: differences, diagnostics: diagnostics)
    }

    /// What gives room first, and what takes it away last: at no moment is the group tighter than both before and after,
    /// and memory.max, below which the kernel kills, is lowered when all else is in place.
    static func inV2Order(_ writes: [LimitWrite]) -> [LimitWrite] {
        guard writes.count > 1 else { return writes }
        let raised: [CgroupAttribute] = [
            .oomGroup, .memoryMax, .memoryHigh, .swapMax, .swapHigh, .memoryLow, .memoryMin,
        ]
        let lowered: [CgroupAttribute] = [.memoryMin, .memoryLow, .swapHigh, .swapMax, .memoryHigh, .memoryMax]
        var ordered: [LimitWrite] = []
        ordered.reserveCapacity(writes.count)
        for attribute in raised {
            for write in writes where write.file == attribute.rawValue {
                if write.wanted.rank >= write.live.rank || attribute == .oomGroup { ordered.append(write) }
            }
        }
        for attribute in lowered {
            for write in writes where write.file == attribute.rawValue && write.wanted.rank < write.live.rank {
                ordered.append(write)
            }
        }
        return ordered
    }

    private func lackingFile(_ limit: WantedLimit) -> Diagnostic {
        let name = limit.attribute.rawValue
        switch limit.attribute {
        case .swapHigh, .swapMax:
            return problem(
                "the cgroups of this kernel have no \(name)", at: limit.position,
                help: "boot a kernel with CONFIG_SWAP that counts swap (before 6.1 CONFIG_MEMCG_SWAP, and without "
                    + "swapaccount=0), or remove this limit")
        default:
            return problem(
                "the cgroups of this kernel have no \(name)", at: limit.position,
                help: "use a newer kernel, or remove this limit")
        }
    }
}
