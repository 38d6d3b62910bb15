import Model
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
        var found = Found()
        if let place = FilePlace(device) {
            let folder = String.joining("/sys/class/block/", place.name)
            // Device mapper and md.
            let holders = (try? root.entries(.joining(folder, "/holders"))) ?? []
            for holder in holders { found.add(holder, " is built on it") }
            let number = words(root.readIfPresent(.joining(folder, "/dev")) ?? []).first ?? ""
            for line in lines("/proc/self/mountinfo", root) where line.count > 4 && line[2] == number {
                found.add("it is mounted on ", line[4])
            }
        }
        for line in lines("/proc/swaps", root) where line.first == device { found.add("it is in use as swap", "") }
        for process in (try? root.entries("/proc")) ?? [] where found.count < most && isNumber(process) {
            let folder = String.joining("/proc/", process)
            guard hasOpen(device, folder, root) else { continue }
            let name = words(root.readIfPresent(.joining(folder, "/comm")) ?? []).first ?? "?"
            found.add(.joining("process ", process, " (", name), ") has it open")
        }
        guard found.count == 0 else { return found.text }
        return isHidden(root) ? "who has it open cannot be seen, since /proc is mounted with hidepid" : nil
    }

    /// A list in words.
    private struct Found {
        var count = 0
        var text = ""

        @inline(never)
        mutating func add(_ a: String, _ b: String) {
            if count > 0 { text.add(", ") }
            text.add(a, b)
            count += 1
        }
    }

    /// Whether others' processes may be missing in /proc (Documentation/filesystems/proc.rst, hidepid).
    private static func isHidden(_ root: Root) -> Bool {
        for line in lines("/proc/self/mountinfo", root) where line.count > 4 && line[4] == "/proc" {
            for option in line.last?.utf8.split(separator: UInt8(ascii: ",")) ?? [] {
                if option.starts(with: "hidepid=".utf8) { return true }
            }
        }
        return false
    }

    private static func hasOpen(_ device: String, _ folder: String, _ root: Root) -> Bool {
        let descriptors = String.joining(folder, "/fd")
        let names = (try? root.entries(descriptors)) ?? []
        return names.contains { root.readLink(.joining(descriptors, "/", $0)) == device }
    }

    @inline(never)
    private static func lines(_ path: String, _ root: Root) -> [[String]] {
        var lines: [[String]] = []
        for line in (root.readIfPresent(path) ?? []).split(separator: UInt8(ascii: "\n")) {
            lines.append(words(Array(line)))
        }
        return lines
    }

    @inline(never)
    private static func words(_ bytes: [UInt8]) -> [String] {
        var words: [String] = []
        for word in bytes.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) {
            words.append(String(decoding: word, as: UTF8.self))
        }
        return words
    }

    private static func isNumber(_ name: String) -> Bool {
        for byte in name.utf8 where byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return false }
        return true
    }
}
