/// Where a swap area lies: what swapon(2) and swapoff(2) are given.
package enum SwapArea: Equatable, Sendable {
    case zram(ZramName)
    /// Any other block device, by its node.
    case device(String)
    /// A file, by its absolute path.
    case file(String)

    /// A block device by its node.
    package init(node: String) {
        self = ZramName(node: node).map { .zram($0) } ?? .device(node)
    }

    package var path: String {
        switch self {
        case .zram(let name): name.node
        case .device(let path), .file(let path): path
        }
    }

    /// The zram device that it is; nil for any other.
    package var zram: ZramName? {
        guard case .zram(let name) = self else { return nil }
        return name
    }
}
