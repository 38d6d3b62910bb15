import SwapFormat
import Text

/// How an area is switched on.
package struct SwapOptions: Equatable, Sendable {
    /// 0…32767; nil leaves it to the kernel, below every fixed one.
    package var priority: Located<Int>?
    /// nil is the kernel's default, none.
    package var discard: Located<DiscardPolicy>?

    package init(priority: Located<Int>? = nil, discard: Located<DiscardPolicy>? = nil) {
        self.priority = priority
        self.discard = discard
    }
}

/// What to do with active swap that the profile does not name.
package enum UnmanagedPolicy: String, Sendable, CaseIterable {
    /// Show it, never touch it.
    case keep
    /// Switch it off; files and partitions remain as they are, a zram device is reset.
    case remove
}

/// The limit of something that may have none.
package enum SizeLimit: Equatable, Sendable {
    /// `max`: no limit.
    case max
    case size(SizeExpression)
}
