import Kernel
import Text

/// What all cgroups of the memory controller have in memory and in swap. It matters only where swap is read back, so that
/// it is not a part of every state.
package struct CgroupCharges: Equatable, Sendable {
    package var mountPoint: String
    package var isV1: Bool
    /// In no order, without the root.
    package var groups: [CgroupCharge]

    package init(mountPoint: String, isV1: Bool = false, groups: [CgroupCharge]) {
        self.mountPoint = mountPoint
        self.isV1 = isV1
        self.groups = groups
    }
}

/// What one cgroup has, with those below it.
package struct CgroupCharge: Equatable, Sendable {
    /// Relative to the hierarchy's root, without a leading slash.
    package var path: String
    /// memory.max, or v1's memory.limit_in_bytes.
    package var limit: LimitValue
    /// memory.current or memory.usage_in_bytes, in bytes.
    package var memory: UInt64
    /// The part of `memory` that is cache of files, in bytes.
    package var cache: UInt64
    /// What of it is swapped out, in bytes; nil where the kernel does not count swap.
    package var swap: UInt64?
    /// memory.swap.max; of v1 memory.memsw.limit_in_bytes, which counts memory too.
    package var swapLimit: LimitValue

    package init(
        path: String, limit: LimitValue = .max, memory: UInt64, cache: UInt64 = 0, swap: UInt64?,
        swapLimit: LimitValue = .max
    ) {
        self.path = path
        self.limit = limit
        self.memory = memory
        self.cache = cache
        self.swap = swap
        self.swapLimit = swapLimit
    }
}
