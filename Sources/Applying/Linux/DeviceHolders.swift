import LiveState
import System
import Text

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
        let mounts = MountTable(mountinfo: root.readIfPresent("/proc/self/mountinfo") ?? [])
        let swaps = ActiveSwap.rows(procSwaps: root.readIfPresent("/proc/swaps") ?? [])
        func addUses(_ node: String, _ folder: String, _ it: String) {
            let number = root.readIfPresent(.joining(folder, "/dev")).flatMap { DeviceNumber(attribute: $0) }
            if let mountPoint = mounts.mountPoint(of: number, node: node) {
                found.add(.joining(it, " is mounted on "), mountPoint)
            }
            if swaps.contains(where: { $0.path == node }) { found.add(it, " is in use as swap") }
        }
        if let place = FilePlace(device) {
            let folder = String.joining("/sys/class/block/", place.name)
            for holder in (try? KernelHolders.names(of: device, in: folder, root: root)) ?? [] {
                found.add(holder, " is built on it")
            }
            addUses(device, folder, "it")
            // A disk is held by what its partitions are used for.
            for part in (try? root.entries(folder, startingWith: place.name)) ?? [] {
                addUses(.joining("/dev/", part), .joining(folder, "/", part), part)
            }
        }
        for process in (try? root.entries("/proc")) ?? [] where found.count < most && isNumber(process) {
            let folder = String.joining("/proc/", process)
            guard hasOpen(device, folder, root) else { continue }
            let line = root.readIfPresent(.joining(folder, "/comm"))?.prefix { $0 != UInt8(ascii: "\n") }
            let name = line.map { String(decoding: $0, as: UTF8.self) } ?? "?"
            found.add(.joining("process ", process, " (", name), ") has it open")
        }
        guard found.count == 0 else { return found.text }
        return mounts.hidesProcesses ? "who has it open cannot be seen, since /proc is mounted with hidepid" : nil
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

    private static func hasOpen(_ device: String, _ folder: String, _ root: Root) -> Bool {
        let descriptors = String.joining(folder, "/fd")
        let names = (try? root.entries(descriptors)) ?? []
        return names.contains { root.readLink(.joining(descriptors, "/", $0)) == device }
    }

    private static func isNumber(_ name: String) -> Bool {
        for byte in name.utf8 where byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return false }
        return true
    }
}
