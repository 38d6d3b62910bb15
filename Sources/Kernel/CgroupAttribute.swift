import Text

/// The memory controller's files that a profile may set, by their cgroup v2 names.
///
/// Source: Documentation/admin-guide/cgroup-v2.rst, Memory Interface Files.
package enum CgroupAttribute: String, Sendable, CaseIterable {
    case memoryMin = "memory.min"
    case memoryLow = "memory.low"
    case memoryHigh = "memory.high"
    case memoryMax = "memory.max"
    case swapHigh = "memory.swap.high"
    case swapMax = "memory.swap.max"
    case oomGroup = "memory.oom.group"

    /// What the kernel has in the file of a new cgroup.
    package var defaultValue: LimitValue {
        switch self {
        case .memoryMin, .memoryLow: .bytes(0)
        case .memoryHigh, .memoryMax, .swapHigh, .swapMax: .max
        case .oomGroup: .flag(false)
        }
    }

    /// What is wrong with it on cgroup version 1, which has no such file.
    package var v1Limitation: String {
        // v1 limits swap only together with memory.
        self == .swapMax
            ? "cgroup v1 has no limit for swap alone, only one for memory and swap together"
            : .joining("cgroup v1 has no ", rawValue)
    }

    /// What to do about that.
    package var v1Remedy: String {
        let instead =
            switch self {
            case .memoryHigh: "use memory.max"
            case .swapHigh: "use memory.swap.max with memory.max"
            case .swapMax: "give memory.max too"
            default: "remove it"
            }
        return instead + ", or boot with cgroup v2"
    }
}

/// What such a file holds.
package enum LimitValue: Equatable, Sendable {
    /// A number of bytes; the kernel rounds it down to a whole page.
    case bytes(UInt64)
    /// No limit: `max` on v2, `-1` on v1.
    case max
    /// `0` or `1`, for memory.oom.group.
    case flag(Bool)

    /// What a person reads: `256M`, `max`, `1`.
    package var text: String {
        switch self {
        case .bytes(let count): BinaryUnits.exact(count)
        case .max: "max"
        case .flag(let on): on ? "1" : "0"
        }
    }
}
