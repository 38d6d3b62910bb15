import LiveState
import Model
import Profiles

/// What a swap file entry wants on this machine.
struct SwapFileWish {
    let entry: SwapFileEntry
    /// In bytes, whole pages, with the header page.
    let size: UInt64

    /// Whether an existing file has the wanted size.
    ///
    /// A share of the free space moves with every log line that is written, and with the blocks that the file's own
    /// bookkeeping takes: there a sixteenth more or less is no reason to make the file anew.
    func isSize(_ live: UInt64) -> Bool {
        if live == size { return true }
        guard entry.size.value.namesDiskFree else { return false }
        return max(live, size) - min(live, size) <= size / 16
    }

    var differencesWhenNew: [Difference] {
        [Difference("size", live: nil, wanted: BinaryUnits.exact(size))] + entry.swap.differencesWhenNew
    }
}

extension Planner {
    func makeFile(_ wish: SwapFileWish, _ file: SwapFileState, _ change: inout ResourceChange) {
        if let active = file.active { change.steps.append(active.swapOff) }
        change.steps.append(
            .createSwapFile(
                SwapFileCreation(
                    path: file.path, size: wish.size,
                    fingerprint: SettingsFingerprint(parameters: [], discard: wish.entry.swap.wantedDiscard),
                    replaces: file.kind == .regular)))
        change.steps.append(wish.entry.swap.swapOn(file.path))
        if file.fileSystem == "btrfs", let devices = file.fileSystemDevices, devices > 1 {
            change.diagnostics.append(
                Diagnostic(
                    .warning,
                    "\(file.path) is on a btrfs of \(devices) devices, and swapon fails unless all of the file is on one",
                    at: change.location, help: "take a file system on one device"))
        }
    }
}

extension SwapFileState {
    /// FAT keeps neither owners nor permission bits; the whole mount has one of each.
    var hasOwners: Bool {
        switch fileSystem {
        case "vfat", "msdos", "exfat": false
        default: true
        }
    }

    var isOpenToOthers: Bool { mode & 0o077 != 0 }

    /// Whether someone else than root could read or change the swapped memory of every program.
    var isInsecure: Bool { owner != 0 || isOpenToOthers }

    var insecurity: String {
        owner != 0 ? "belongs to user \(owner)" : "others may open it (mode \(modeText))"
    }

    var modeText: String { octal(mode) }
}
