import Kernel
import SwapFormat

/// A property that is not as wanted.
package struct Difference: Equatable, Sendable {
    /// What a property has, or should have.
    package enum Value: Equatable, Sendable {
        case bytes(UInt64)
        case number(UInt64)
        case flag(Bool)
        case limit(LimitValue)
        /// Permission bits.
        case mode(UInt32)
        case priority(SwapPriority)
        case discard(DiscardPolicy)
        case algorithm(Algorithm)
        /// Nothing, where that is a setting of its own.
        case nothing
        case unknown
        case text(String)
    }

    /// The profile's own name of the property: `size`, `priority`, `memory.max`.
    package var property: String
    /// nil when there is nothing yet.
    package var live: Value?
    /// nil when it is to be removed.
    package var wanted: Value?

    package init(_ property: String, live: Value?, wanted: Value?) {
        self.property = property
        self.live = live
        self.wanted = wanted
    }
}
