import Kernel
import Profiles
import SwapFormat
import Text

/// A zram device, used as swap.
package struct ZramEntry: Equatable, Sendable {
    /// `zramN` means that very device; any other name, of at most 15 bytes, is the user's own and is found again by the
    /// label in the swap header.
    package var name: Located<String>
    /// The uncompressed capacity, `disksize`.
    package var size: Located<SizeExpression>
    /// nil keeps the kernel's default.
    package var algorithm: Located<Algorithm>?
    /// The most memory that the compressed data may take; nil for no limit.
    package var memoryLimit: Located<SizeExpression>?
    package var swap: SwapOptions
    /// Whether a device that holds something else than this program's swap may be reset.
    package var overwrite: Bool

    package init(
        name: Located<String>, size: Located<SizeExpression>, algorithm: Located<Algorithm>? = nil,
        memoryLimit: Located<SizeExpression>? = nil, swap: SwapOptions = SwapOptions(), overwrite: Bool = false
    ) {
        self.name = name
        self.size = size
        self.algorithm = algorithm
        self.memoryLimit = memoryLimit
        self.swap = swap
        self.overwrite = overwrite
    }

    /// N when the name is `zramN`, nil when it is the user's own.
    package var deviceNumber: Int? { ZramName(name.value)?.number }

    /// No profile names a device of a higher number.
    package static let highestNumber = 9999
}
