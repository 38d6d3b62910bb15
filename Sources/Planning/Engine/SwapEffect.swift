import Kernel
import LiveState

/// What a change does to active swap, and to the limits that decide how much fits where. The builders fill it as they add
/// the steps that do it.
package struct SwapEffect: Equatable, Sendable {
    /// The area that is switched off, as it is now.
    package var off: ActiveSwap?
    /// The area that is switched on.
    package var on: SwapArea?
    /// In bytes, with the header page: the size of an area that is written anew; nil when it keeps its size.
    package var newSize: UInt64?
    /// What a zram device may take of RAM from now on; nil when that stays as it is.
    package var memoryLimit: MemoryLimit?
    /// Whether a zram device loses its mem_limit.
    package var isReset = false
    /// The limits of cgroups, in the order in which they are set.
    package var groupLimits: [GroupLimit] = []

    /// A zram device's mem_limit.
    package struct MemoryLimit: Equatable, Sendable {
        package var device: ZramName
        /// 0 for none.
        package var bytes: UInt64
    }

    /// A limit of a cgroup.
    package struct GroupLimit: Equatable, Sendable {
        /// Relative to the hierarchy's root.
        package var group: String
        package var file: CgroupFile
        package var value: LimitValue
    }

    package init() {}

    /// Whether swap is switched on or off.
    package var touchesSwap: Bool { off != nil || on != nil }

    /// In bytes: how much swapped data must find room elsewhere; nil when none must.
    package var swapInBytes: UInt64? {
        guard let off, off.used > 0 else { return nil }
        return off.used
    }

    /// How many more areas are in use afterwards.
    var addedAreas: Int { (on == nil ? 0 : 1) - (off == nil ? 0 : 1) }
}
