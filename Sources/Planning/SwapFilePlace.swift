import LiveState
import Model
import Profiles

/// Why something cannot be, and what to do: the texts of a diagnostic.
struct Obstacle {
    let summary: String
    let help: String
}

extension Planner {
    static let noSwap = Obstacle(
        summary: "this kernel cannot swap: there is no /proc/swaps", help: "build it with CONFIG_SWAP")

    static func hibernationHelp(_ path: String) -> String {
        "resume the hibernated system first, or give its session up by hand: mkswap \(path)"
    }

    /// Why there can be no swap file at this path, whatever its size.
    func placeObstacle(_ file: SwapFileState) -> Obstacle? {
        let path = file.path
        if case .other(let kind) = file.kind {
            return Obstacle(summary: "\(path) is a \(kind), not a regular file", help: "take another path")
        }
        if let active = file.active {
            guard active.isDeleted else { return nil }
            return Obstacle(
                summary:
                    "\(path) was deleted while it is in use as swap, and cannot be switched off by its name any more",
                help: "reboot to be rid of it, or take another path")
        }
        if file.kind == .missing, !file.hasFolder {
            return Obstacle(
                summary: "the folder of \(path) does not exist", help: "make it, or mount what it is on, first")
        }
        if let fileSystem = file.fileSystem, Planner.cannotHoldSwap(fileSystem) {
            return Obstacle(
                summary: "\(path) is on \(fileSystem), which cannot hold swap",
                help: "take a path on a disk's own file system, as ext4")
        }
        if file.isReadOnly {
            return Obstacle(
                summary: "\(path) is on a read-only file system", help: "mount it writable first, or take another path")
        }
        // Whoever can rename in the folder can put another file in the place of this one.
        if let owner = file.folderOwner, owner != 0 {
            return Obstacle(
                summary: "the folder of \(path) belongs to user \(owner)", help: "take a folder of root's own")
        }
        if let mode = file.folderMode, mode & 0o022 != 0 {
            return Obstacle(
                summary: "others may write to the folder of \(path) (mode \(octal(mode)))",
                help: "take a folder that only root may write to")
        }
        // On FAT every file gets the mount's own bits.
        if !file.hasOwners, (file.folderMode ?? 0) & 0o077 != 0 || file.isOpenToOthers {
            return Obstacle(
                summary: "others may read all files on the \(file.fileSystem ?? "FAT") of \(path), and swap holds what "
                    + "programs have in memory",
                help: "mount it with umask=0077")
        }
        return nil
    }

    /// File systems on which swapon(2) fails, or which swap must not depend on. Not in the list, since it works there:
    /// ext4, xfs, vfat, and btrfs without copy on write.
    private static func cannotHoldSwap(_ fileSystem: String) -> Bool {
        switch fileSystem {
        case "tmpfs", "ramfs", "rootfs", "devtmpfs", "overlay", "proc", "sysfs", "nfs", "nfs4", "squashfs", "erofs",
            "cramfs", "romfs", "iso9660", "jffs2", "ubifs":
            true
        default: false
        }
    }

    /// What the file system has without the profile's swap files there, in bytes, so that making them does not move it;
    /// nil when it cannot be known.
    func diskFree(_ file: SwapFileState) -> UInt64? {
        guard var free = file.freeSpace else { return nil }
        for index in profile.swapFiles.indices {
            guard let other = fileState(index), other.kind == .regular, file.sharesSpace(with: other) else { continue }
            free += other.allocated
        }
        return free
    }

    /// Blocks the files that do not fit, in the order in which they are made: a full file system hurts everyone on it.
    func checkSpace(_ changes: inout [ResourceChange]) {
        var fileSystems: [(of: SwapFileState, free: UInt64)] = []
        for action in [Action.create, .replace] {
            for index in changes.indices where changes[index].action == action {
                guard let size = changes[index].createdFileSize, let file = fileState(index), var free = file.freeSpace
                else { continue }
                let known = fileSystems.firstIndex { $0.of.sharesSpace(with: file) }
                if let known { free = fileSystems[known].free }
                let reserve = max(Planner.smallestReserve, size / 32)
                // The new file is complete before it takes the old one's place, so the old one's space does not help.
                if free < size + reserve {
                    changes[index].action = .blocked
                    changes[index].steps = []
                    changes[index].diagnostics = [noSpace(index, file, size: size, reserve: reserve, free: free)]
                    continue
                }
                free = free - size + file.allocated
                if let known { fileSystems[known].free = free } else { fileSystems.append((file, free)) }
            }
        }
    }

    /// In bytes: what is left on a file system at the least.
    private static let smallestReserve: UInt64 = 4 << 20

    private func noSpace(
        _ index: Int, _ file: SwapFileState, size: UInt64, reserve: UInt64, free: UInt64
    ) -> Diagnostic {
        let isReplaced = file.kind == .regular && file.allocated > 0
        return problem(
            "\(file.path) needs \(BinaryUnits.exact(size)) and \(BinaryUnits.rounded(reserve)) to spare, and its file "
                + "system has \(BinaryUnits.rounded(free)) free" + (isReplaced ? " beside the old file" : ""),
            at: profile.swapFiles[index].size.position,
            help: isReplaced
                ? "make room, or take the old file away first: swapoff \(file.path); rm \(file.path)"
                : "make room, or take a smaller size")
    }
}

extension ResourceChange {
    /// In bytes; nil when no file is made.
    fileprivate var createdFileSize: UInt64? {
        for step in steps {
            if case .createSwapFile(let creation) = step { return creation.size }
        }
        return nil
    }
}

extension SwapFileState {
    /// Whether what one file takes is missing to the other.
    fileprivate func sharesSpace(with other: SwapFileState) -> Bool {
        if let id = fileSystemID, let otherID = other.fileSystemID { return id == otherID }
        return folder == other.folder
    }

    private var folder: Substring {
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.utf8.startIndex
        return path[..<end]
    }
}

/// Four octal digits, as chmod(1) takes them.
func octal(_ mode: UInt32) -> String {
    let digits = String(mode & 0o7777, radix: 8)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
}
