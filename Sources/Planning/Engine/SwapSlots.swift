import Kernel
import LiveState
import Text

/// How many swap areas a kernel has places for.
///
/// Its configuration takes some of the table's places for other uses: what is left was measured on Debian's kernels, and may
/// be more where less is built in.
package enum SwapSlots {
    /// On the oldest kernels.
    package static let most = 30
    /// On the newest.
    package static let fewest = 24

    /// - Parameter kernel: nil when its version is not known.
    static func usual(_ kernel: KernelVersion?) -> Int {
        guard let kernel else { return SwapLimits.mostAreas }
        if kernel < KernelVersion(6, 1) { return most }
        return kernel < KernelVersion(6, 16) ? 27 : fewest
    }
}

extension MachineState {
    /// Warns of the areas that the kernel's table has no place for, at the moment at which each is switched on.
    package func checkSlots(_ changes: inout [ResourceChange]) {
        let slots = SwapSlots.usual(kernel)
        var active = swaps.count
        // Every change could add one: when even that fits there is nothing to count.
        guard active + changes.count > slots else { return }
        for index in changes.indices {
            let before = active
            active += changes[index].effect.addedAreas
            guard active > before, active > slots else { continue }
            if active > SwapLimits.mostAreas {
                changes[index].block(
                    "the kernel has no place for more than \(SwapLimits.mostAreas) swap areas, and this is one more",
                    help: "use fewer and larger ones")
                active = before
            } else {
                changes[index].report(
                    .warning,
                    "this is swap area \(active), and a kernel of this version usually has places for \(slots)",
                    help: "use fewer and larger ones, or swapon may fail with EPERM")
            }
        }
    }
}
