import LiveState
import Model
import Profiles

/// What is to become of a zram entry, before numbers are given to the devices that do not exist yet.
enum ZramVerdict {
    /// Complete as it is.
    case settled(ResourceChange)
    /// To be set up from the beginning, on this device or on one that is still to be found.
    case setUp(ResourceChange, ZramSettings, ZramDevice?)
}

extension Planner {
    /// The device of each entry: `zramN` is device N; a name of the user's own is the swap label of its device.
    static func existingDevices(_ profile: Profile, _ state: MachineState) -> [ZramDevice?] {
        profile.zram.map { entry in
            if let number = entry.deviceNumber { return state.zram.devices.first { $0.number == number } }
            var found: ZramDevice?
            for device in state.zram.devices where device.label == entry.name.value {
                if profile.names(zram: device.number) { continue }
                if let earlier = found, earlier.active != nil || device.active == nil { continue }
                found = device
            }
            return found
        }
    }

    func zramChanges() -> [ResourceChange] {
        var verdicts: [ZramVerdict] = []
        verdicts.reserveCapacity(profile.zram.count)
        for index in profile.zram.indices { verdicts.append(zramVerdict(index)) }
        var changes = withDevices(verdicts)
        if state.isSysReadOnly {
            for index in changes.indices where !changes[index].steps.isEmpty {
                changes[index].action = .blocked
                changes[index].steps = []
                changes[index].diagnostics = [
                    Diagnostic(
                        .error, "/sys is mounted read-only, so that zram cannot be set up", at: changes[index].location,
                        help: "mount -o remount,rw /sys, or apply the profile on the host")
                ]
            }
        }
        return changes
    }

    private func zramVerdict(_ index: Int) -> ZramVerdict {
        let entry = profile.zram[index]
        let resource = Resource(.zram, entry.name.value)
        func refused(_ summary: String, help: String?) -> ZramVerdict {
            .settled(
                blocked(resource, [problem(summary, at: entry.name.position, help: help)], at: entry.name.position))
        }

        guard state.supportsSwap else { return refused(Planner.noSwap.summary, help: Planner.noSwap.help) }
        if case .absent(let found) = state.zram.availability {
            return refused(
                "this kernel has no zram" + (found.isEmpty ? "" : ": " + found),
                help: "build it with CONFIG_ZRAM, or install its module")
        }
        let device = zramDevices[index]
        var problems: [Diagnostic] = []
        guard let settings = zramSettings(entry, device: device, problems: &problems) else {
            return .settled(blocked(resource, problems, at: entry.name.position))
        }
        var change = ResourceChange(resource: resource, action: .create, location: location(entry.name.position))
        guard let device else {
            if entry.deviceNumber == nil, let diagnostic = unreadableDevice(entry) {
                return .settled(blocked(resource, [diagnostic], at: entry.name.position))
            }
            change.differences = settings.differencesWhenNew
            return .setUp(change, settings, nil)
        }
        guard device.isInitialized, !device.isEmptyAndUnused else {
            change.differences = settings.differencesWhenNew
            return .setUp(change, settings, device)
        }
        if let mountPoint = device.mountPoint {
            return refused(
                "\(device.path) is mounted on \(mountPoint)",
                help: "unmount it, or take another name than \(device.name)")
        }
        if device.active == nil, case .hibernation(let magic)? = device.content {
            return refused(
                "\(device.path) holds a hibernation image (\(magic))", help: Planner.hibernationHelp(device.path))
        }
        if device.active == nil, case .unknown(let reason)? = device.content {
            return refused("cannot tell what \(device.path) holds: \(reason)", help: "run this as root")
        }
        if device.active == nil, device.header == nil {
            guard entry.overwrite else {
                return refused(
                    "\(device.path) holds \(device.contentText)",
                    help: "take another name, or write `overwrite: true` to lose what it holds")
            }
            change.action = .replace
            change.differences = [Difference("content", live: device.contentText, wanted: "swap")]
            change.differences += settings.differencesWhenNew
            return .setUp(change, settings, device)
        }
        return swapVerdict(change, settings, device)
    }

    /// For a device that is swap already, in use or not.
    private func swapVerdict(
        _ start: ResourceChange, _ settings: ZramSettings, _ device: ZramDevice
    ) -> ZramVerdict {
        let entry = settings.entry
        var change = start
        let hidden = hiddenSettings(of: device, settings)
        let lasting = lastingDifferences(device, settings, hidden)
        var limit: Difference?
        if device.memoryLimit != settings.memoryLimit {
            limit = Difference(
                "mem_limit", live: Planner.limitText(device.memoryLimit),
                wanted: Planner.limitText(settings.memoryLimit))
        }
        let priority = device.active.flatMap { entry.swap.priorityDifference($0) }
        change.differences = lasting
        if let limit { change.differences.append(limit) }
        if let priority { change.differences.append(priority) }

        // Without its header (a copied state, an ordinary user) the name is all there is to go by.
        let isOurs = device.header.map { $0.label == settings.label } ?? true
        if !isOurs, !(lasting.isEmpty && limit == nil), !entry.overwrite {
            change.action = .blocked
            change.diagnostics = [foreignSwap(device, settings)]
            return .settled(change)
        }
        if device.active?.isDeleted == true, !(lasting.isEmpty && priority == nil) {
            change.action = .blocked
            change.diagnostics = [
                problem(
                    "the name \(device.path) is gone while it is in use, so that it cannot be switched off",
                    at: entry.name.position, help: "make the node again (mknod, or mdev -s), or reboot")
            ]
            return .settled(change)
        }
        let isLasting = lasting.isEmpty || (isOurs && device.active != nil && hidden.isDiscardOnly(lasting))
        guard isLasting else {
            change.action = .replace
            return .setUp(change, settings, device)
        }
        if limit != nil {
            change.steps.append(memoryLimitStep(device.number, settings.memoryLimit))
            if let usage = device.usage, settings.memoryLimit > 0, usage.memoryUsed > settings.memoryLimit {
                change.diagnostics.append(
                    Diagnostic(
                        .warning,
                        "\(device.name) takes \(BinaryUnits.rounded(usage.memoryUsed)) now, more than the mem_limit of "
                            + BinaryUnits.exact(settings.memoryLimit),
                        at: entry.memoryLimit.map { location($0.position) },
                        help: "no more pages can be swapped to it until it takes less"))
            }
        }
        guard let active = device.active else {
            change.differences.append(.inactive)
            change.steps.append(entry.swap.swapOn(device.path))
            return .settled(change)
        }
        if !lasting.isEmpty {
            change.steps += [active.swapOff, formatStep(device.number, settings, overwrites: "swap")]
            change.steps.append(entry.swap.swapOn(device.path))
        } else if priority != nil {
            change.steps += [active.swapOff, entry.swap.swapOn(device.path)]
        }
        change.action = change.steps.isEmpty ? .inSync : .change
        return .settled(change)
    }

    /// What only a reset changes, or in the case of the discard policy alone a new header.
    private func lastingDifferences(
        _ device: ZramDevice, _ settings: ZramSettings, _ hidden: HiddenSettings
    ) -> [Difference] {
        var differences: [Difference] = []
        let wantedSize = BinaryUnits.exact(settings.size)
        if let header = device.header, header.pageSize != pageSize, device.active == nil {
            differences.append(
                Difference(
                    "page_size", live: BinaryUnits.exact(header.pageSize), wanted: BinaryUnits.exact(pageSize)))
        }
        if device.size != settings.size {
            differences.append(Difference("size", live: BinaryUnits.exact(device.size), wanted: wantedSize))
        } else if let header = device.header, header.areaBytes != settings.size {
            differences.append(Difference("size", live: BinaryUnits.exact(header.areaBytes), wanted: wantedSize))
        }
        var liveAlgorithm = device.algorithm ?? "unknown"
        var liveDiscard: DiscardPolicy?
        var isOtherAlgorithm = false
        if let algorithm = settings.entry.algorithm?.value, device.algorithm != algorithm.name {
            isOtherAlgorithm = true
        }
        switch hidden {
        case .asWanted: break
        case .discard(let policy): liveDiscard = policy
        case .noParameters(let policy):
            isOtherAlgorithm = true
            if policy != settings.entry.swap.wantedDiscard { liveDiscard = policy }
        case .unknown:
            if !isOtherAlgorithm { liveAlgorithm += " with other parameters" }
            isOtherAlgorithm = true
        }
        if isOtherAlgorithm {
            let wanted =
                settings.entry.algorithm?.value.text ?? (device.algorithm ?? "the default") + " without parameters"
            differences.append(Difference("algorithm", live: liveAlgorithm, wanted: wanted))
        }
        if let liveDiscard {
            differences.append(
                Difference(
                    "discard", live: liveDiscard.rawValue, wanted: settings.entry.swap.wantedDiscard.rawValue))
        }
        return differences
    }

    private func hiddenSettings(of device: ZramDevice, _ settings: ZramSettings) -> HiddenSettings {
        guard let header = device.header else { return .asWanted }
        return HiddenSettings(
            of: header.uuid, parameters: settings.parameters, discard: settings.entry.swap.wantedDiscard)
    }

    private func foreignSwap(_ device: ZramDevice, _ settings: ZramSettings) -> Diagnostic {
        let label = device.label ?? ""
        return problem(
            "\(device.path) is swap that was set up by someone else"
                + (label.isEmpty ? " (without a label)" : " (label \(label))") + ", and not as wanted here",
            at: settings.entry.name.position,
            help: "take another name, or write `overwrite: true` to have it made anew")
    }

    /// In mem_limit 0 stands for no limit.
    private static func limitText(_ bytes: UInt64) -> String { bytes == 0 ? "none" : BinaryUnits.exact(bytes) }

    /// For a name of the user's own: a device of which nobody can tell whether it bears this label.
    func unreadableDevice(_ entry: ZramEntry) -> Diagnostic? {
        for device in state.zram.devices where device.isInitialized && !profile.names(zram: device.number) {
            guard case .unknown(let reason)? = device.content else { continue }
            return problem(
                "cannot tell whether \(device.path) is \(entry.name.value): \(reason)", at: entry.name.position,
                help: "run this as root: a device with a name of your own is known by the label in its swap header")
        }
        return nil
    }
}

extension HiddenSettings {
    func isDiscardOnly(_ differences: [Difference]) -> Bool {
        guard case .discard = self else { return false }
        return differences.count == 1
    }
}

extension Profile {
    /// Whether an entry is called `zramN` with this number.
    func names(zram number: Int) -> Bool { zram.contains { $0.deviceNumber == number } }
}

extension ZramDevice {
    /// nil unless what it holds is known to be swap.
    var header: SwapHeader? {
        guard case .swap(let header)? = content else { return nil }
        return header
    }

    var label: String? { header?.label }

    /// Sized and never used, as an interrupted set-up leaves it: nothing is lost when it is taken.
    var isEmptyAndUnused: Bool {
        isInitialized && content == .empty && active == nil && mountPoint == nil && usage?.original == 0
    }

    var contentText: String {
        switch content {
        case .foreign(let type)?: type
        case .swap?: "swap"
        case .hibernation(let magic)?: "a hibernation image (\(magic))"
        case .unknown?, .empty?, nil: "data without a signature"
        }
    }
}
