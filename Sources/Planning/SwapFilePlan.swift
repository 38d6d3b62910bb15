import LiveState
import Model
import Profiles

extension Planner {
    /// The state of the entry's path; nil when it was not asked for. States stand in the query's order.
    func fileState(_ index: Int) -> SwapFileState? {
        let path = profile.swapFiles[index].path.value
        if index < state.files.count, state.files[index].path == path { return state.files[index] }
        return state.files.first { $0.path == path }
    }

    func fileChanges() -> [ResourceChange] {
        var changes: [ResourceChange] = []
        changes.reserveCapacity(profile.swapFiles.count)
        for index in profile.swapFiles.indices { changes.append(fileChange(index)) }
        checkSpace(&changes)
        return changes
    }

    private func fileChange(_ index: Int) -> ResourceChange {
        let entry = profile.swapFiles[index]
        let resource = Resource(.swapFile, entry.path.value)
        func refused(_ summary: String, help: String?) -> ResourceChange {
            blocked(resource, [problem(summary, at: entry.path.position, help: help)], at: entry.path.position)
        }

        guard state.supportsSwap else { return refused(Planner.noSwap.summary, help: Planner.noSwap.help) }
        let path = entry.path.value
        guard let file = fileState(index) else { return refused("\(path) was not looked at", help: nil) }
        if let obstacle = placeObstacle(file) { return refused(obstacle.summary, help: obstacle.help) }
        var problems: [Diagnostic] = []
        let size = areaSize(
            entry.size, diskFree: entry.size.value.namesDiskFree ? diskFree(file) : nil, rounding: roundedDown,
            problems: &problems)
        guard let size else { return blocked(resource, problems, at: entry.path.position) }
        let wish = SwapFileWish(entry: entry, size: size)
        let start = ResourceChange(resource: resource, action: .create, location: location(entry.path.position))
        if let active = file.active { return activeFileChange(start, wish, file, active) }
        if file.kind == .missing {
            var change = start
            change.differences = wish.differencesWhenNew
            makeFile(wish, file, &change)
            return change
        }
        return inactiveFileChange(start, wish, file)
    }

    private func activeFileChange(
        _ start: ResourceChange, _ wish: SwapFileWish, _ file: SwapFileState, _ active: ActiveSwap
    ) -> ResourceChange {
        var change = start
        let lasting = lastingDifferences(wish, file)
        let priority = wish.entry.swap.priorityDifference(active)
        change.differences = lasting
        if let priority { change.differences.append(priority) }
        if file.kind == .regular, file.isInsecure {
            change.diagnostics.append(
                Diagnostic(
                    .warning, "\(file.path) holds swapped memory, and \(file.insecurity)", at: start.location,
                    help: file.hasOwners
                        ? "chown root \(file.path) && chmod 600 \(file.path)" : "mount its file system with umask=0077")
            )
        }
        guard lasting.isEmpty else {
            change.action = .replace
            makeFile(wish, file, &change)
            return change
        }
        guard priority != nil else {
            change.action = .inSync
            return change
        }
        change.action = .change
        change.steps = [active.swapOff, wish.entry.swap.swapOn(file.path)]
        return change
    }

    private func inactiveFileChange(
        _ start: ResourceChange, _ wish: SwapFileWish, _ file: SwapFileState
    ) -> ResourceChange {
        var change = start
        let entry = wish.entry
        func refused(_ summary: String, help: String?) -> ResourceChange {
            change.action = .blocked
            change.diagnostics = [problem(summary, at: entry.path.position, help: help)]
            return change
        }
        if file.links > 1 {
            return refused(
                "\(file.path) has \(file.links) names (hard links), and swap would be open to whoever has another",
                help: "take another path, or remove the file")
        }
        switch file.content {
        case .hibernation(let magic):
            return refused(
                "\(file.path) holds a hibernation image (\(magic))", help: Planner.hibernationHelp(file.path))
        case .unknown(let reason):
            return refused("cannot tell what \(file.path) holds: \(reason)", help: "run this as root")
        case .empty, .foreign:
            var found = "data that is not swap"
            if case .foreign(let type) = file.content { found = type }
            if file.size > 0, !entry.overwrite {
                return refused(
                    "\(file.path) holds \(found)",
                    help: "take another path, or write `overwrite: true` to lose what it holds")
            }
            if file.size > 0 { change.differences = [Difference("content", live: found, wanted: "swap")] }
            change.differences += wish.differencesWhenNew
            change.action = file.size > 0 ? .replace : .create
            makeFile(wish, file, &change)
            return change
        case .swap:
            change.differences = lastingDifferences(wish, file) + inactiveDifferences(file)
            guard change.differences.isEmpty else {
                change.action = .replace
                makeFile(wish, file, &change)
                return change
            }
            change.differences = [.inactive]
            change.steps = [entry.swap.swapOn(file.path)]
            return change
        }
    }

    /// What only a new file changes.
    private func lastingDifferences(_ wish: SwapFileWish, _ file: SwapFileState) -> [Difference] {
        var differences: [Difference] = []
        var header: SwapHeader?
        if case .swap(let found) = file.content { header = found }
        var live = file.size
        // A copied state has the row of /proc/swaps, which leaves the header page out, but not the file.
        if file.kind == .missing, let active = file.active { live = active.size + pageSize }
        if wish.isSize(live), let header, header.pageSize == pageSize { live = header.areaBytes }
        if !wish.isSize(live) {
            differences.append(
                Difference("size", live: BinaryUnits.exact(live), wanted: BinaryUnits.exact(wish.size)))
        }
        if let header, file.kind == .regular {
            let wanted = wish.entry.swap.wantedDiscard
            switch HiddenSettings(of: header.uuid, parameters: [], discard: wanted) {
            case .asWanted: break
            case .discard(let old):
                differences.append(Difference("discard", live: old.rawValue, wanted: wanted.rawValue))
            case .noParameters, .unknown:
                differences.append(Difference("discard", live: "unknown", wanted: wanted.rawValue))
            }
        }
        return differences
    }

    /// What keeps a file that is swap already from being switched on as it is.
    private func inactiveDifferences(_ file: SwapFileState) -> [Difference] {
        var differences: [Difference] = []
        if case .swap(let header) = file.content, header.pageSize != pageSize {
            differences.append(
                Difference("page_size", live: BinaryUnits.exact(header.pageSize), wanted: BinaryUnits.exact(pageSize)))
        }
        if file.allocated < file.size {
            differences.append(
                Difference("holes", live: BinaryUnits.exact(file.size - file.allocated), wanted: "0"))
        }
        guard file.hasOwners else { return differences }
        if file.owner != 0 { differences.append(Difference("owner", live: "\(file.owner)", wanted: "0")) }
        if file.isOpenToOthers { differences.append(Difference("mode", live: file.modeText, wanted: "0600")) }
        return differences
    }
}
