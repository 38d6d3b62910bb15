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
            let folder = "/sys/class/block/" + String(device[device.utf8.index(after: slash)...])
            // Device mapper and md.
            for holder in root.entries(folder + "/holders") { found.append("\(holder) is built on it") }
            let number = words(root.readIfPresent(folder + "/dev") ?? []).first ?? ""
            for line in lines("/proc/self/mountinfo", root) where line.count > 4 && line[2] == number {
                found.append("it is mounted on \(line[4])")
            }
        }
        if lines("/proc/swaps", root).contains(where: { $0.first == device }) { found.append("it is in use as swap") }
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

    private static func lines(_ path: String, _ root: Root) -> [[String]] {
        (root.readIfPresent(path) ?? []).split(separator: UInt8(ascii: "\n")).map { words(Array($0)) }
    }

    private static func words(_ bytes: [UInt8]) -> [String] {
        bytes.split { $0 <= UInt8(ascii: " ") }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
