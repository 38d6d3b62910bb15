import System
import Text

/// The active areas, found by what they are and not by what they are called: symbolic links, hard links, /dev/disk
/// aliases and loop devices all lead to the same row of /proc/swaps.
struct SwapTable {
    let rows: [ActiveSwap]
    private let isLive: Bool
    /// Sorted, so that a thousand areas are found as quickly as one.
    private var names: [Name] = []
    /// Whether an area is known by its path alone, as an ordinary user may not look at every one.
    private var hasHidden = false

    /// - Throws: when an area cannot be looked at, so that none of its other names would be recognised.
    init(rows: [ActiveSwap], root: Root) throws(SystemError) {
        self.rows = rows
        isLive = root.isLive
        for (index, row) in rows.enumerated() {
            // A file whose name is gone has nothing at its path any more, or another file; the node of a device comes back.
            if row.isDeleted, row.kind == .file { continue }
            try add(row.path, index, root)
            if row.kind == .partition, let file = try SwapTable.loopFile(row.path, root) { try add(file, index, root) }
        }
        if names.count > 1 { names.sort { $0.identity < $1.identity } }
    }

    private mutating func add(_ path: String, _ index: Int, _ root: Root) throws(SystemError) {
        let place = isLive ? path : (try? root.resolved(path)) ?? path
        names.append(Name(identity: Identity(path: place), path: place, index: index))
        guard isLive else { return }
        do throws(SystemError) {
            names.append(Name(identity: Identity(try root.status(path)), path: nil, index: index))
        } catch {
            guard error.isAbsence || error.code == Errno.access else { throw error }
            if !error.isAbsence { hasHidden = true }
        }
    }

    /// The file below a loop device, which swap on either occupies; nil for other nodes.
    static func loopFile(_ node: String, _ root: Root) throws(SystemError) -> String? {
        guard node.utf8.starts(with: "/dev/loop".utf8) else { return nil }
        return try root.readUnlessAbsent("/sys/block/" + node.lastComponent + "/loop/backing_file")?.firstLine
    }

    /// The row of a file or device.
    ///
    /// - Parameters:
    ///   - path: absolute, without symbolic links.
    ///   - status: what stat(2) reports of it, links followed; nil when it cannot be asked. Of a copy it means nothing.
    func row(_ path: String, _ status: FileStatus?) -> ActiveSwap? {
        guard isLive, let status else { return row(named: path) }
        return row(Identity(status), nil) ?? (hasHidden ? row(named: path) : nil)
    }

    /// The row of the block device with this number, whatever its node is called. Of a live machine only.
    func row(ofDevice number: DeviceNumber) -> ActiveSwap? { row(Identity(node: number), nil) }

    /// The row whose path is exactly this.
    func row(named path: String) -> ActiveSwap? { row(Identity(path: path), path) }

    private func row(_ identity: Identity, _ path: String?) -> ActiveSwap? {
        var low = 0
        var high = names.count
        while low < high {
            let middle = (low + high) / 2
            if names[middle].identity < identity { low = middle + 1 } else { high = middle }
        }
        while low < names.count, names[low].identity == identity {
            if names[low].path == path { return rows[names[low].index] }
            low += 1
        }
        return nil
    }
}

/// One of the names under which an area is found.
private struct Name {
    var identity: Identity
    /// For an identity that only hints at a path.
    var path: String?
    var index: Int
}

/// What makes two names the same file: the device number of a node, file system and inode of a file; or a path's hash.
private struct Identity: Equatable {
    private let high: UInt64
    private let low: UInt64

    init(_ status: FileStatus) {
        // No file has inode 0.
        let isNode = status.kind == .blockDevice
        self.init(isNode ? status.node : status.device, inode: isNode ? 0 : status.inode)
    }

    init(node: DeviceNumber) { self.init(node, inode: 0) }

    private init(_ number: DeviceNumber, inode: UInt64) {
        high = UInt64(number.major) << 32 | UInt64(number.minor)
        low = inode
    }

    init(path: String) {
        var hash = Hash()
        hash.add(path)
        // Apart from all device numbers: none has 32 bits of major number.
        high = .max
        low = hash.value
    }

    static func < (a: Identity, b: Identity) -> Bool { a.high != b.high ? a.high < b.high : a.low < b.low }
}

extension String {
    /// What follows the last slash.
    var lastComponent: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return String(self[utf8.index(after: slash)...])
    }

    /// What stands before the last slash; `/` for what lies in the root.
    var parentFolder: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")), slash > utf8.startIndex else { return "/" }
        return String(self[..<slash])
    }
}
