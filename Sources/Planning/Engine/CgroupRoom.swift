import Kernel
import LiveState
import Text

/// How much each cgroup may take of what is swapped in again, at this point of the plan.
///
/// A page that swapoff(2) brings back is charged to the group that it was swapped out of. Where that is full and cannot
/// swap out other pages for it, the kernel kills a program of the group, however much memory the machine has.
struct CgroupRoom {
    /// A group for which there is too little.
    struct Lack {
        let path: String
        /// In bytes: its memory.max.
        let limit: UInt64
        /// In bytes: what may come back at the most.
        let needed: UInt64
        /// In bytes.
        let room: UInt64
    }

    private var charges: CgroupCharges
    /// In bytes: what was swapped in so far. As far as it is swapped out again it is in one of the areas that follow.
    private var moved: UInt64 = 0

    init(_ charges: CgroupCharges) { self.charges = charges }

    /// The group whose share of what is swapped in does not fit; nil when all do.
    ///
    /// - Parameters:
    ///   - bytes: what is swapped in, of whichever groups.
    ///   - otherSwap: how much of it other swap takes, in bytes.
    func lack(_ bytes: UInt64, otherSwap: UInt64) -> Lack? {
        let bytes = bytes + moved
        // A group's own figures have those of its children in them, so that each is judged by itself.
        for group in charges.groups {
            guard case .bytes(let limit) = group.limit else { continue }
            let needed = min(bytes, group.swap ?? bytes)
            let room = group.free(limit) + group.swapRoom(otherSwap, countsBoth: charges.isV1)
            if needed > room { return Lack(path: group.path, limit: limit, needed: needed, room: room) }
        }
        return nil
    }

    /// What was swapped in fills memory as far as that goes, and is swapped out again for the rest.
    mutating func take(_ bytes: UInt64) {
        moved += bytes
        for index in charges.groups.indices {
            let group = charges.groups[index]
            guard case .bytes(let limit) = group.limit else { continue }
            let inMemory = min(bytes, group.swap ?? bytes, group.free(limit))
            charges.groups[index].memory += inMemory
            if let swap = group.swap { charges.groups[index].swap = swap - inMemory }
        }
    }

    /// Notes a limit that a change sets.
    mutating func follow(_ limit: SwapEffect.GroupLimit) {
        guard let index = charges.groups.firstIndex(where: { $0.path == limit.group }) else { return }
        switch limit.file {
        case .limit(.memoryMax), .v1(.memory): charges.groups[index].setLimit(limit.value)
        case .limit(.swapMax), .v1(.memoryAndSwap): charges.groups[index].swapLimit = limit.value
        default: break
        }
    }
}

extension CgroupCharge {
    /// In bytes: what it may take of memory yet. The cache of files goes when memory is needed, but not all of it, and not
    /// without a price: half of it counts.
    fileprivate func free(_ limit: UInt64) -> UInt64 {
        let kept = memory - min(memory, cache / 2)
        return limit - min(limit, kept)
    }

    /// In bytes: what it may swap out to other swap meanwhile. A page that comes back gives its place in swap free before
    /// the next one does, so that a group that is not all at its limit never comes to it.
    fileprivate func swapRoom(_ otherSwap: UInt64, countsBoth: Bool) -> UInt64 {
        guard case .bytes(let limit) = swapLimit else { return otherSwap }
        let counted = (swap ?? 0) + (countsBoth ? memory : 0)
        let left = limit - min(limit, counted)
        return left >= CgroupCharge.passage ? otherSwap : min(otherSwap, left)
    }

    /// In bytes: more than the pages that are read ahead, and those whose places the kernel has not given back yet.
    private static let passage: UInt64 = 1 << 20

    /// What is above a new limit is swapped out.
    fileprivate mutating func setLimit(_ new: LimitValue) {
        limit = new
        guard case .bytes(let bytes) = new, memory > bytes else { return }
        if let swap { self.swap = swap + (memory - bytes) }
        memory = bytes
    }
}
