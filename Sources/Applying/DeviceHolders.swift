import System

/// Who has a block device, for the message when it stays busy.
enum DeviceHolders {
    /// Programs that are named; more would bury the message.
    private static let most = 3

    /// `process 321 (blkid) has it open`; nil when nobody can be found.
    ///
    /// - Parameters:
    ///   - device: the node's path, without links.
    ///   - root: where /proc and /sys are.
    static func text(_ device: String, root: Root = Root()) -> String? {
        var found: [String] = []
        if let slash = device.utf8.lastIndex(of: UInt8(ascii: "/")) {
            let name = String(device[device.utf8.index(after: slash)...])
            // Device mapper and md.
            for holder in root.entries("/sys/class/block/\(name)/holders") { found.append("\(holder) is built on it") }
        }
        for process in root.entries("/proc") where process.utf8.allSatisfy(isDigit) && found.count < most {
            let folder = "/proc/\(process)/fd"
            guard root.entries(folder).contains(where: { root.readLink(folder + "/" + $0) == device }) else { continue }
            let name = root.readIfPresent("/proc/\(process)/comm") ?? []
            let text = String(decoding: name.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            found.append("process \(process) (\(text)) has it open")
        }
        guard let first = found.first else { return nil }
        return found.dropFirst().reduce(first) { $0 + ", " + $1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
