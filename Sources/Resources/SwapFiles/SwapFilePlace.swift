import LiveState
import Planning
import Profiles
import Text

extension Planner {
    /// - Returns: whether there can be no swap file at this path, whatever its size.
    func blockPlace(_ file: SwapFileState, _ change: inout ResourceChange) -> Bool {
        let path = file.path
        if case .other(let kind) = file.kind {
            change.block("\(path) is a \(kind), not a regular file", help: "take another path")
        } else if let active = file.active {
            guard active.isDeleted else { return false }
            change.block(
                "\(path) was deleted while it is in use as swap, and cannot be switched off by its name any more",
                help: "reboot to be rid of it, or take another path")
        } else if file.kind == .missing, !file.hasFolder {
            change.block("the folder of \(path) does not exist", help: "make it, or mount what it is on, first")
        } else if let fileSystem = file.fileSystem, Planner.cannotHoldSwap(fileSystem) {
            change.block(
                "\(path) is on \(fileSystem), which cannot hold swap",
                help: "take a path on a disk's own file system, as ext4")
        } else if file.isReadOnly {
            change.block(
                "\(path) is on a read-only file system", help: "mount it writable first, or take another path")
        } else if blockFolder(file, &change) {
            return true
        } else if !file.hasOwners, (file.folderMode ?? 0) & 0o077 != 0 || file.isOpenToOthers {
            // On FAT every file gets the mount's own bits.
            change.block(
                "others may read all files on the \(file.fileSystem ?? "FAT") of \(path), and swap holds what programs "
                    + "have in memory",
                help: "mount it with umask=0077")
        } else {
            return false
        }
        return true
    }

    /// - Returns: whether the folder is one in which others can put another file in the place of this one.
    private func blockFolder(_ file: SwapFileState, _ change: inout ResourceChange) -> Bool {
        if let owner = file.folderOwner, owner != 0 {
            change.block("the folder of \(file.path) belongs to user \(owner)", help: "take a folder of root's own")
        } else if let mode = file.folderMode, mode & 0o022 != 0 {
            change.block(
                "others may write to the folder of \(file.path) (mode \(Octal.text(mode)))",
                help: "take a folder that only root may write to")
        } else if let obstacle = file.folderObstacle {
            change.block(
                "the way to \(file.path) is not safe: \(obstacle)",
                help: "take a path without symbolic links, through folders that only root may write to")
        } else {
            return false
        }
        return true
    }

    /// Before an active file is switched off to be switched on again: whether the second would be refused.
    func blockSwitching(_ file: SwapFileState, _ change: inout ResourceChange) -> Bool {
        if blockFolder(file, &change) { return true }
        guard file.kind == .regular else { return false }
        func block(_ reason: String, _ help: String) -> Bool {
            change.block("\(file.path) would not be switched on again: \(reason)", help: help)
            return true
        }
        if file.owner != 0 { return block("it belongs to user \(file.owner)", "chown root \(file.path)") }
        if file.isOpenToOthers {
            return block(
                "others may open it (mode \(Octal.text(file.mode)))",
                file.hasOwners ? "chmod 600 \(file.path)" : "mount its file system with umask=0077")
        }
        if file.links > 1 { return block("it has \(file.links) names (hard links)", "remove the others") }
        return false
    }

    /// File systems on which swapon(2) fails, or which swap must not depend on. Not in the list, since it works there:
    /// ext4, xfs, f2fs, vfat, and btrfs without copy on write, which is also without its compression.
    private static func cannotHoldSwap(_ fileSystem: String) -> Bool {
        unfitFileSystems.contains(fileSystem)
    }

    private static let unfitFileSystems = [
        "tmpfs", "ramfs", "rootfs", "devtmpfs", "overlay", "aufs", "ecryptfs", "proc", "sysfs", "nfs", "nfs4", "cifs",
        "smb3", "ceph", "9p", "virtiofs", "squashfs", "erofs", "cramfs", "romfs", "iso9660", "jffs2", "ubifs", "zfs",
    ]

    /// What the file system has without the profile's swap files there, in bytes, so that making them does not move it;
    /// nil when it cannot be known.
    func diskFree(_ file: SwapFileState) -> UInt64? {
        guard var free = file.freeSpace else { return nil }
        for index in profile.swapFiles.indices {
            guard let other = fileState(index), file.sharesSpace(with: state.files[other]) else { continue }
            if state.files[other].kind == .regular { free += state.files[other].allocated }
            free += state.files[other].leftoverSpace
        }
        return free
    }

    /// Blocks the files that do not fit, in the order in which they are made: a full file system hurts everyone on it.
    ///
    /// - Parameter first: the index of the first file's change.
    func checkSpace(_ changes: inout [ResourceChange], from first: Int) {
        /// The index of a file on each file system, and what is left there.
        var fileSystems: [(file: Int, free: UInt64)] = []
        for action in [Action.create, .replace] {
            for index in profile.swapFiles.indices where changes[first + index].action == action {
                guard let creation = changes[first + index].creation, let file = fileState(index),
                    var free = state.files[file].freeSpace
                else { continue }
                let known = fileSystems.firstIndex { state.files[$0.file].sharesSpace(with: state.files[file]) }
                if let known { free = fileSystems[known].free }
                free += state.files[file].leftoverSpace
                let size = creation.size, reserve = creation.reserve
                // The new file is complete before it takes the old one's place, so the old one's space does not help.
                if free < size + reserve {
                    changes[first + index].diagnostics = []
                    blockSpace(
                        index, state.files[file], size: size, reserve: reserve, free: free, &changes[first + index])
                    continue
                }
                free = free - size + state.files[file].allocated
                if let known { fileSystems[known].free = free } else { fileSystems.append((file, free)) }
            }
        }
    }

    private func blockSpace(
        _ index: Int, _ file: SwapFileState, size: UInt64, reserve: UInt64, free: UInt64,
        _ change: inout ResourceChange
    ) {
        let isReplaced = file.kind == .regular && file.allocated > 0
        change.block(
            "\(file.path) needs \(BinaryUnits.exact(size)) and \(BinaryUnits.rounded(reserve)) to spare, and its file "
                + "system has \(BinaryUnits.rounded(free)) free" + (isReplaced ? " beside the old file" : ""),
            at: location(profile.swapFiles[index].size.position),
            help: isReplaced
                ? "make room, or take the old file away first: swapoff \(file.path); rm \(file.path)"
                : "make room, or take a smaller size")
    }
}

extension ResourceChange {
    /// nil when no file is made.
    fileprivate var creation: SwapFileCreation? {
        for step in steps {
            if case .createSwapFile(let creation) = step { return creation }
        }
        return nil
    }
}

extension SwapFileState {
    /// FAT keeps neither owners nor permission bits; the whole mount has one of each.
    var hasOwners: Bool {
        guard let fileSystem else { return true }
        return fileSystem != "vfat" && fileSystem != "msdos" && fileSystem != "exfat"
    }

    var isOpenToOthers: Bool { mode & 0o077 != 0 }

    /// In bytes: what the files of an interrupted run take, which go before a new one is made.
    var leftoverSpace: UInt64 { leftovers.reduce(0) { $0 + ($1.stranger == nil ? $1.allocated : 0) } }

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
