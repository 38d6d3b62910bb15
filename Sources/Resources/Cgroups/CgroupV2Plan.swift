import Kernel
import LiveState
import Planning
import Profiles
import Text

extension Planner {
    /// Compares the limits with what the profile wants.
    func compareV2(
        _ limits: [WantedLimit], _ group: CgroupState, _ tree: CgroupTree, _ change: inout ResourceChange
    ) -> [LimitWrite] {
        var writes: [LimitWrite] = []
        // Without the controller the files are created with their defaults.
        let isFresh = !group.exists || !group.hasController
        for limit in limits {
            let file = CgroupFile.limit(limit.attribute)
            let live = isFresh ? nil : group.limit(file)
            let isForSwap = limit.attribute == .swapHigh || limit.attribute == .swapMax
            guard isFresh ? !tree.willLack(file, isForSwap: isForSwap) : live != nil else {
                change.report(
                    .error, "the cgroups of this kernel have no \(file.name)", at: location(limit.position),
                    help: isForSwap
                        ? "boot a kernel with CONFIG_SWAP that counts swap (before 6.1 CONFIG_MEMCG_SWAP, and without "
                            + "swapaccount=0), or remove this limit"
                        : "use a newer kernel, or remove this limit")
                continue
            }
            guard live != limit.value else { continue }
            if !isFresh { checkUsage(limit, group.usage, isV1: false, &change) }
            change.addDifference(file.name, live: live.map { .limit($0) }, wanted: .limit(limit.value))
            writes.append(
                LimitWrite(file: file, live: live ?? limit.attribute.defaultValue, wanted: limit.value))
        }
        return Planner.inV2Order(writes)
    }

    /// What gives room first, and what takes it away last: at no moment is the group tighter than both before and after,
    /// and memory.max, below which the kernel kills, is lowered when all else is in place.
    static func inV2Order(_ writes: [LimitWrite]) -> [LimitWrite] {
        guard writes.count > 1 else { return writes }
        var ordered: [LimitWrite] = []
        for attribute in raisedInOrder {
            for write in writes where write.file == .limit(attribute) {
                if write.wanted.rank >= write.live.rank || attribute == .oomGroup { ordered.append(write) }
            }
        }
        for attribute in loweredInOrder {
            for write in writes where write.file == .limit(attribute) && write.wanted.rank < write.live.rank {
                ordered.append(write)
            }
        }
        return ordered
    }

    private static let raisedInOrder: [CgroupAttribute] = [
        .oomGroup, .memoryMax, .memoryHigh, .swapMax, .swapHigh, .memoryLow, .memoryMin,
    ]
    private static let loweredInOrder: [CgroupAttribute] = [
        .memoryMin, .memoryLow, .swapHigh, .swapMax, .memoryHigh, .memoryMax,
    ]
}
