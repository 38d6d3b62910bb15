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
    package var deviceNumber: Int? {
        let digits = name.value.utf8.dropFirst(4)
        guard name.value.utf8.starts(with: "zram".utf8), !digits.isEmpty, digits.count <= 4 else { return nil }
        if digits.count > 1, digits.first == UInt8(ascii: "0") { return nil }
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
