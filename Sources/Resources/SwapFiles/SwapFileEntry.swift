import Profiles
import Text

/// A swap file.
package struct SwapFileEntry: Equatable, Sendable {
    /// Absolute, without `.` and `..` and double or final slashes.
    package var path: Located<String>
    package var size: Located<SizeExpression>
    package var swap: SwapOptions
    /// Whether an existing file that is not swap may be replaced.
    package var overwrite: Bool

    package init(
        path: Located<String>, size: Located<SizeExpression>, swap: SwapOptions = SwapOptions(), overwrite: Bool = false
    ) {
        self.path = path
        self.size = size
        self.swap = swap
        self.overwrite = overwrite
    }
}
