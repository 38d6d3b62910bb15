import SwapFormat
import Text
import YAML

// Keys that several kinds of resources have.

extension ProfileKey {
    /// How an area is used as swap: the keys of `swapOptions`.
    package static let swapPriority = ProfileKey(
        .priority, .priority, omitted: "Default: the kernel chooses one, below every fixed priority.",
        "The higher is used first.")
    package static let swapDiscard = ProfileKey(
        .discard, .discard, omitted: "Default: none.",
        "Which freed space the device discards: none, the whole area once at swapon, every freed cluster of pages, or both."
    )
}

extension Decoder.Fields {
    /// The size that stands under `size`, or whatever stands in for one that is missing or wrong: the profile is rejected
    /// anyway, and its entries are still compared with each other.
    package func size(at key: Position) -> Located<SizeExpression> {
        if case .size(let size) = self[.size] { return size }
        return Located(.number(0), at: key)
    }

    /// Whether a flag is set.
    package func flag(_ key: ProfileKey.Word) -> Bool {
        if case .boolean(let flag) = self[key] { return flag.value }
        return false
    }

    /// How the area is switched on.
    package var swapOptions: SwapOptions {
        var options = SwapOptions()
        if case .number(let priority) = self[.priority] { options.priority = priority }
        if case .discard(let discard) = self[.discard] { options.discard = discard }
        return options
    }
}
