/// What the kernel allows of swap.
package enum SwapLimits {
    /// No kernel's table of areas has more places: it numbers them with five bits (include/linux/swap.h, MAX_SWAPFILES).
    package static let mostAreas = 32
}
