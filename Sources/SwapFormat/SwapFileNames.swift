import Text

/// The names beside a swap file that it and its predecessor have while one replaces the other.
///
/// In the same folder, so that rename(2) is atomic; always the same, so that what an interrupted run left is found.
package enum SwapFileNames {
    /// `/var/.swap.zramctl-swift` for `/var/swap`: where the new file is made.
    package static func temporary(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." + path + ".zramctl-swift" }
        let name = path.utf8.index(after: slash)
        return String(path[..<name]) + "." + String(path[name...]) + ".zramctl-swift"
    }

    /// `/var/.swap.zramctl-swift-old`: where the old file stands until the new one is in use.
    package static func kept(of path: String) -> String { temporary(of: path) + "-old" }
}
