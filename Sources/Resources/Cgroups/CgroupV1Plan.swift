import Kernel
import LiveState
import Planning
import Profiles
import Text

extension Planner {
    /// Compares the limits that v1 has with what the profile wants, in v2's names.
    func compareV1(
        _ entry: CgroupEntry, _ limits: [WantedLimit], _ group: CgroupState, _ tree: CgroupTree,
        _ change: inout ResourceChange
    ) -> [LimitWrite] {
        var memory: WantedLimit?
        var swap: WantedLimit?
        let asksForMemory = entry.limits.contains { $0.attribute.value == .memoryMax }
        for limit in limits {
            switch limit.attribute {
            case .memoryMax: memory = limit
            case .swapMax: swap = limit
            // What asks for no limit and no protection is what v1 gives.
            default: if limit.value != limit.attribute.defaultValue { reportV1Limitation(limit, &change) }
            }
        }
        if let limit = swap, limit.value != .max {
            let hasFile =
                group.exists
                ? group.limit(.v1(.memoryAndSwap)) != nil : !tree.willLack(.v1(.memoryAndSwap), isForSwap: true)
            let isAlone = !asksForMemory || memory?.value == .max
            if !hasFile || isAlone { reportMissingSwapLimit(limit, hasFile: hasFile, &change) }
            // Without memory.max, which has its own diagnostic then, the sum of the two has no value.
            if !hasFile || isAlone || memory == nil { swap = nil }
        }
        let live = V1Limits(group)
        let target = live.target(memory: memory?.value, swap: swap?.value, limitValue: limitValue)
        if let memory, !group.exists || live.memory != memory.value {
            if group.exists { checkUsage(memory, group.usage, isV1: true, &change) }
            change.addDifference(
                "memory.max", live: group.exists ? .limit(live.memory) : nil, wanted: .limit(memory.value))
        }
        if let swap, !group.exists || (live.swap != swap.value && live != target) {
            change.addDifference(
                "memory.swap.max", live: group.exists ? .limit(live.swap) : nil, wanted: .limit(swap.value))
        }
        return live.writes(to: target)
    }

    private func reportMissingSwapLimit(_ limit: WantedLimit, hasFile: Bool, _ change: inout ResourceChange) {
        change.report(
            .error,
            hasFile
                ? limit.attribute.v1Limitation
                : "this kernel does not limit swap by cgroup: there is no \(CgroupV1Limit.memoryAndSwap.rawValue)",
            at: location(limit.position),
            help: hasFile
                ? limit.attribute.v1Remedy
                : "boot without swapaccount=0 a kernel that has CONFIG_MEMCG_SWAP, or remove this limit")
    }

    private func reportV1Limitation(_ limit: WantedLimit, _ change: inout ResourceChange) {
        change.report(
            .error, limit.attribute.v1Limitation, at: location(limit.position), help: limit.attribute.v1Remedy)
    }
}

/// v1's two limits of a group.
struct V1Limits: Equatable {
    var memory: LimitValue
    /// No limit where the kernel does not count swap.
    var memoryAndSwap: LimitValue

    init(memory: LimitValue, memoryAndSwap: LimitValue) {
        self.memory = memory
        self.memoryAndSwap = memoryAndSwap
    }

    init(_ group: CgroupState) {
        memory = group.limit(.v1(.memory)) ?? .max
        memoryAndSwap = group.limit(.v1(.memoryAndSwap)) ?? .max
    }

    /// How much of it may be swap: v2's memory.swap.max.
    var swap: LimitValue {
        guard case .bytes(let both) = memoryAndSwap else { return .max }
        guard case .bytes(let memory) = memory else { return .bytes(0) }
        return .bytes(both >= memory ? both - memory : 0)
    }

    /// What v2's limits come to here; nil for one that the profile leaves alone.
    func target(memory: LimitValue?, swap: LimitValue?, limitValue: (UInt64) -> LimitValue) -> V1Limits {
        var target = self
        if let memory { target.memory = memory }
        // Without a word on swap the sum stays, unless the kernel would refuse a memory limit above it: then as much
        // swap as before is allowed on top.
        let isForced = swap == nil && target.memory.rank > memoryAndSwap.rank
        guard let swap = swap ?? (isForced ? self.swap : nil) else { return target }
        if case .bytes(let memory) = target.memory, case .bytes(let swap) = swap {
            target.memoryAndSwap = limitValue(memory + swap)
        } else {
            target.memoryAndSwap = .max
        }
        return target
    }

    /// In the order that keeps the sum at or above the memory limit at every moment; else the kernel answers EINVAL.
    func writes(to target: V1Limits) -> [LimitWrite] {
        var writes: [LimitWrite] = []
        if memory != target.memory {
            writes.append(LimitWrite(file: .v1(.memory), live: memory, wanted: target.memory))
        }
        if memoryAndSwap != target.memoryAndSwap {
            let write = LimitWrite(file: .v1(.memoryAndSwap), live: memoryAndSwap, wanted: target.memoryAndSwap)
            if target.memoryAndSwap.rank > memoryAndSwap.rank {
                writes.insert(write, at: 0)
            } else {
                writes.append(write)
            }
        }
        return writes
    }
}
