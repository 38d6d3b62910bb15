import Text

/// Which freed swap clusters the kernel has the device discard.
///
/// Source: swapon(2), SWAP_FLAG_DISCARD; swapon(8), --discard.
package enum DiscardPolicy: String, Sendable, CaseIterable {
    /// Nothing is discarded.
    case none
    /// The whole area once, at swapon.
    case once
    /// Freed clusters while in use.
    case pages
    /// Both.
    case both

    /// The flag bits for swapon(2).
    package var flags: Int32 {
        switch self {
        case .none: 0
        case .once: 0x10000 | 0x20000
        case .pages: 0x10000 | 0x40000
        case .both: 0x10000
        }
    }
}

/// A swap area's priority.
package enum SwapPriority: Equatable, Sendable {
    /// 0…32767, the higher is used first.
    case fixed(Int)
    /// The kernel's own, below every fixed one. /proc/swaps shows it as a negative number.
    case automatic

    /// The flag bits for swapon(2): SWAP_FLAG_PREFER and the number.
    package var flags: Int32 {
        switch self {
        case .fixed(let number): 0x8000 | Int32(truncatingIfNeeded: number & 0x7fff)
        case .automatic: 0
        }
    }

    /// What a person reads: the number or `automatic`.
    package var text: String {
        switch self {
        case .fixed(let number): "\(number)"
        case .automatic: "automatic"
        }
    }

    /// Reads the last column of /proc/swaps: every negative number means automatic, whatever the kernel's version.
    package init(procSwaps number: Int) {
        self = number < 0 ? .automatic : .fixed(number)
    }
}
