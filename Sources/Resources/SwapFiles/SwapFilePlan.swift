import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    /// The index of the state of the entry's path; nil when it was not asked for. States stand in the query's order.
    func fileState(_ index: Int) -> Int? {
        let path = profile.swapFiles[index].path.value
        if index < state.files.count, state.files[index].path == path { return index }
        return state.files.firstIndex { $0.path == path }
    }

    func planFiles(_ changes: inout [ResourceChange]) {
        let first = changes.count
        for index in profile.swapFiles.indices {
            var change = row(.swapFile, profile.swapFiles[index].path.value, profile.swapFiles[index].path.position)
            plan(file: index, &change)
            if let file = fileState(index) { Planner.removeLeftovers(state.files[file], &change) }
            changes.append(change)
        }
        if !profile.swapFiles.isEmpty { checkSpace(&changes, from: first) }
    }

    /// Takes away what an interrupted run left; making the file does that too.
    static func removeLeftovers(_ file: SwapFileState, _ change: inout ResourceChange) {
        guard change.action != .blocked, change.action != .unmanaged else { return }
        let isMade = change.steps.contains { step in
            guard case .createSwapFile = step else { return false }
            return true
        }
        for leftover in file.leftovers {
            if let stranger = leftover.stranger {
                guard isMade else { continue }
                change.block(
                    "\(leftover.path), under which the swap file would be made, is \(stranger)",
                    help: "see what it is, and remove it if it is not needed")
                return
            }
            guard !isMade else { continue }
            if change.action == .inSync {
                change.action = .change
                change.addDifference("leftover", live: .text(leftover.path), wanted: nil)
            }
            change.add(.removeFile(path: leftover.path))
        }
    }

    private func plan(file index: Int, _ change: inout ResourceChange) {
        guard state.supportsSwap else {
            change.blockSwap()
            return
        }
        guard let found = fileState(index) else {
            change.block("\(change.resource.name) was not looked at", help: nil)
            return
        }
        let file = state.files[found]
        guard !blockPlace(file, &change) else { return }
        let entry = profile.swapFiles[index]
        let diskFree = entry.size.value.names(.diskFree) ? diskFree(file) : nil
        guard let size = areaSize(entry.size, diskFree: diskFree, roundsUp: false, &change) else {
            change.action = .blocked
            return
        }
        let wish = SwapFileWish(entry: entry, size: size)
        if let active = file.active {
            plan(wish, on: file, active, &change)
        } else if file.kind == .missing {
            change.action = .create
            wish.addDifferencesWhenNew(&change)
            addCreation(wish, file, &change)
        } else {
            plan(wish, onInactive: file, &change)
        }
    }

    private func plan(
        _ wish: SwapFileWish, on file: SwapFileState, _ active: ActiveSwap, _ change: inout ResourceChange
    ) {
        let isDiscardOnly = compareResetProperties(wish, file, &change)
        let needsNewFile = !change.differences.isEmpty && !isDiscardOnly
        let isPriority = wish.entry.swap.comparePriority(active, &change)
        if !needsNewFile, isPriority || isDiscardOnly, blockSwitching(file, &change) { return }
        if file.kind == .regular, file.owner != 0 || file.isOpenToOthers {
            change.report(
                .warning,
                "\(file.path) holds swapped memory, and "
                    + (file.owner != 0
                        ? "belongs to user \(file.owner)" : "others may open it (mode \(Octal.text(file.mode)))"),
                help: file.hasOwners
                    ? "chown root \(file.path) && chmod 600 \(file.path)" : "mount its file system with umask=0077")
        }
        if needsNewFile {
            change.action = .replace
            addCreation(wish, file, &change)
        } else if isPriority || isDiscardOnly {
            change.action = .change
            change.switchOff(active, discard: discard(of: file, wish.entry))
            if isDiscardOnly { addFormat(wish, file, &change) }
            wish.entry.swap.addSwapOn(.file(file.path), &change)
        }
    }

    private func plan(_ wish: SwapFileWish, onInactive file: SwapFileState, _ change: inout ResourceChange) {
        if file.links > 1 {
            change.block(
                "\(file.path) has \(file.links) names (hard links), and swap would be open to whoever has another",
                help: "take another path, or remove the file")
            return
        }
        guard !change.blockUnreadable(file.path, file.content) else { return }
        var found = "data that is not swap"
        switch file.content {
        case .hibernation(let magic):
            change.blockHibernation(file.path, magic)
            return
        case .foreign(let type): found = type
        case .empty, .unknown, .denied: break
        case .swap:
            let isDiscardOnly = compareResetProperties(wish, file, &change)
            let count = change.differences.count
            compareInactive(file, &change)
            guard change.differences.isEmpty || isDiscardOnly && change.differences.count == count else {
                change.action = .replace
                addCreation(wish, file, &change)
                return
            }
            change.action = isDiscardOnly ? .change : .create
            change.addInactiveDifference()
            if isDiscardOnly { addFormat(wish, file, &change) }
            wish.entry.swap.addSwapOn(.file(file.path), &change)
            return
        }
        if file.size > 0 {
            guard wish.entry.overwrite else {
                change.block(
                    "\(file.path) holds \(found)",
                    help: "take another path, or write `overwrite: true` to lose what it holds")
                return
            }
            change.addDifference("content", live: .text(found), wanted: .text("swap"))
        }
        change.action = file.size > 0 ? .replace : .create
        wish.addDifferencesWhenNew(&change)
        addCreation(wish, file, &change)
    }

    /// Compares what only a new file changes, or in the case of the discard policy alone a new header.
    ///
    /// - Returns: whether the discard policy is all that differs.
    private func compareResetProperties(
        _ wish: SwapFileWish, _ file: SwapFileState, _ change: inout ResourceChange
    ) -> Bool {
        var header: SwapHeader?
        if case .swap(let found) = file.content { header = found }
        var live = file.size
        // A copied state has the row of /proc/swaps, which leaves the header page out, but not the file.
        if file.kind == .missing, let active = file.active { live = active.size + pageSize }
        if wish.isSize(live), let header, header.pageSize == pageSize { live = header.areaBytes }
        if !wish.isSize(live) { change.addDifference("size", live: .bytes(live), wanted: .bytes(wish.size)) }
        guard let header, file.kind == .regular,
            HiddenSettings.compareDiscard(header, wish.entry.swap.wantedDiscard, &change)
        else { return false }
        return change.differences.count == 1
    }

    /// Gives the file a header that remembers the wanted discard policy. All else of it stays, so that it differs in one
    /// sector and no power cut can leave it without a header.
    private func addFormat(_ wish: SwapFileWish, _ file: SwapFileState, _ change: inout ResourceChange) {
        change.format(
            SwapFormat(
                area: .file(file.path), size: roundedDown(file.size), label: file.content.header?.label ?? "",
                fingerprint: SettingsFingerprint(parameters: [], discard: wish.entry.swap.wantedDiscard),
                overwrites: "swap"))
    }

    /// What keeps a file that is swap already from being switched on as it is.
    private func compareInactive(_ file: SwapFileState, _ change: inout ResourceChange) {
        if case .swap(let header) = file.content, header.pageSize != pageSize {
            change.addDifference("page_size", live: .bytes(header.pageSize), wanted: .bytes(pageSize))
        }
        if file.allocated < file.size {
            change.addDifference("holes", live: .bytes(file.size - file.allocated), wanted: .bytes(0))
        }
        guard file.hasOwners else { return }
        if file.owner != 0 { change.addDifference("owner", live: .number(UInt64(file.owner)), wanted: .number(0)) }
        if file.isOpenToOthers { change.addDifference("mode", live: .mode(file.mode), wanted: .mode(0o600)) }
    }

    /// The discard policy that an active file has now, as far as that can be known.
    func discard(of file: SwapFileState, _ entry: SwapFileEntry) -> DiscardPolicy? {
        HiddenSettings.discard(of: file.content.header, parameters: [], wanted: entry.swap.wantedDiscard)
    }

    /// Adds the steps that make the file, over the one that is there.
    private func addCreation(_ wish: SwapFileWish, _ file: SwapFileState, _ change: inout ResourceChange) {
        let creation = SwapFileCreation(
            path: file.path, size: wish.size,
            fingerprint: SettingsFingerprint(parameters: [], discard: wish.entry.swap.wantedDiscard),
            replaces: file.kind == .regular)
        // The new file is complete before the old one is touched, and the old one is there until the new one is in use.
        // Both at once cannot be in use: a file that is swap keeps its name (fs/namei.c, may_delete), so that the new one
        // could not take the old one's.
        change.create(creation)
        if let active = file.active { change.switchOff(active, discard: discard(of: file, wish.entry)) }
        if creation.replaces { change.add(.placeSwapFile(creation)) }
        wish.entry.swap.addSwapOn(.file(file.path), &change)
        if creation.replaces { change.add(.removeFile(path: creation.keptPath)) }
        if let devices = file.fileSystemDevices, devices > 1 {
            change.report(
                .warning,
                "\(file.path) is on a btrfs of \(devices) devices, and swapon fails unless all of the file is on one",
                help: "take a file system on one device")
        }
    }
}

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
        guard entry.size.value.names(.diskFree) else { return false }
        return max(live, size) - min(live, size) <= size / 16
    }

    func addDifferencesWhenNew(_ change: inout ResourceChange) {
        change.addDifference("size", live: nil, wanted: .bytes(size))
        entry.swap.addDifferencesWhenNew(&change)
    }
}
