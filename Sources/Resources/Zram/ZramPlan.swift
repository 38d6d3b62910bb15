import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

/// A device to be set up from the beginning.
struct ZramSetUp {
    /// The index of the change.
    let change: Int
    let settings: ZramSettings
    /// The index of the device; nil when one is still to be found.
    let device: Int?
}

extension Planner {
    /// The device of each entry: `zramN` is device N; a name of the user's own is the swap label of its device.
    static func existingDevices(_ profile: Profile, _ devices: [ZramDevice]) -> [Int?] {
        profile.zram.indices.map { entry in
            if let number = profile.zram[entry].deviceNumber { return devices.firstIndex { $0.number == number } }
            var found: Int?
            for index in devices.indices {
                guard devices[index].header?.label == profile.zram[entry].name.value,
                    !profile.names(zram: devices[index].number)
                else { continue }
                if let found, devices[found].active != nil || devices[index].active == nil { continue }
                found = index
            }
            return found
        }
    }

    /// zswap compresses too, before any swap area.
    func warnOfZswap(_ notes: inout [Diagnostic]) {
        guard state.isZswapEnabled, !profile.zram.isEmpty else { return }
        notes.append(
            Diagnostic(
                .warning, "zswap is on, so that pages are compressed twice on their way to zram",
                help: "echo N > /sys/module/zswap/parameters/enabled, or boot with zswap.enabled=0"))
    }

    func planZram(_ changes: inout [ResourceChange]) {
        var setUps: [ZramSetUp] = []
        for index in profile.zram.indices {
            var change = row(.zram, profile.zram[index].name.value, profile.zram[index].name.position)
            if let settings = plan(zram: index, &change) {
                setUps.append(ZramSetUp(change: changes.count, settings: settings, device: zramDevices[index]))
            }
            changes.append(change)
        }
        if !setUps.isEmpty { setUp(setUps, &changes) }
    }

    /// Completes the change, or returns the settings with which a device must be set up from the beginning.
    private func plan(zram index: Int, _ change: inout ResourceChange) -> ZramSettings? {
        guard state.supportsSwap else {
            change.blockSwap()
            return nil
        }
        if case .absent(let found) = state.zram.availability {
            change.block(
                "this kernel has no zram" + (found.isEmpty ? "" : ": " + found),
                help: "build it with CONFIG_ZRAM, or install its module")
            return nil
        }
        let device = zramDevices[index]
        guard let settings = zramSettings(index, device: device, &change) else { return nil }
        guard let device else {
            if blockUnreadable(index, &change) { return nil }
            change.action = .create
            addDifferencesWhenNew(settings, &change)
            return settings
        }
        if !state.zram.devices[device].isInitialized || state.zram.devices[device].isEmptyAndUnused {
            change.action = .create
            addDifferencesWhenNew(settings, &change)
            return settings
        }
        if blockForeign(state.zram.devices[device], &change) { return nil }
        if state.zram.devices[device].active == nil, state.zram.devices[device].header == nil {
            let content = state.zram.devices[device].contentText
            guard profile.zram[index].overwrite else {
                change.block(
                    "\(state.zram.devices[device].path) holds \(content)",
                    help: "take another name, or write `overwrite: true` to lose what it holds")
                return nil
            }
            change.action = .replace
            change.addDifference("content", live: .text(content), wanted: .text("swap"))
            addDifferencesWhenNew(settings, &change)
            return settings
        }
        return plan(settings, on: state.zram.devices[device], &change) ? nil : settings
    }

    /// - Returns: whether the device is one that is never touched.
    private func blockForeign(_ device: ZramDevice, _ change: inout ResourceChange) -> Bool {
        if let mountPoint = device.mountPoint {
            change.block(
                "\(device.path) is mounted on \(mountPoint)",
                help: "unmount it, or take another name than \(device.name.text)")
            return true
        }
        guard device.active == nil else { return false }
        guard case .hibernation(let magic)? = device.content else {
            return change.blockUnreadable(device.path, device.content)
        }
        change.blockHibernation(device.path, magic)
        return true
    }

    /// For a device that is swap already, in use or not.
    ///
    /// - Returns: false when it must be set up from the beginning.
    private func plan(
        _ settings: ZramSettings, on device: ZramDevice, _ change: inout ResourceChange
    ) -> Bool {
        let entry = profile.zram[settings.entry]
        let isDiscardOnly = compareResetProperties(device, settings, entry, &change)
        let needsNoReset = change.differences.isEmpty
        let isLimit = device.memoryLimit != settings.memoryLimit
        if isLimit {
            change.addDifference(
                "mem_limit", live: Planner.limit(device.memoryLimit),
                wanted: Planner.limit(settings.memoryLimit))
        }
        var isPriority = false
        if let active = device.active { isPriority = entry.swap.comparePriority(active, &change) }

        // Without its header (a copied state, an ordinary user) the name is all there is to go by.
        let isOurs = device.header.map { $0.label == entry.name.value } ?? true
        if !isOurs, !needsNoReset || isLimit, !entry.overwrite {
            let label = device.header?.label ?? ""
            change.block(
                "\(device.path) is swap that someone else set up"
                    + (label.isEmpty ? " (without a label)" : " (label \(label))") + ", and not as wanted here",
                help: "take another name, or write `overwrite: true` to have it set up again")
            return true
        }
        if device.active?.isDeleted == true, !needsNoReset || isPriority {
            change.blockNameless(device.path)
            return true
        }
        let isHeaderOnly = isDiscardOnly && isOurs && device.active != nil
        guard needsNoReset || isHeaderOnly else {
            change.action = .replace
            return false
        }
        if isLimit { changeMemoryLimit(device, settings, entry, &change) }
        guard let active = device.active else {
            change.action = .create
            change.addInactiveDifference()
            entry.swap.addSwapOn(.zram(device.name), &change)
            return true
        }
        if isHeaderOnly || isPriority {
            change.switchOff(active, discard: discard(of: device, entry))
            if isHeaderOnly { addFormat(device.name, settings, overwrites: "swap", &change) }
            entry.swap.addSwapOn(.zram(device.name), &change)
        }
        if !change.steps.isEmpty { change.action = .change }
        return true
    }

    private func changeMemoryLimit(
        _ device: ZramDevice, _ settings: ZramSettings, _ entry: ZramEntry, _ change: inout ResourceChange
    ) {
        change.limitMemory(of: device.name, to: settings.memoryLimit)
        guard let used = device.usage?.memoryUsed, let limit = entry.memoryLimit, used > settings.memoryLimit else {
            return
        }
        change.report(
            .warning,
            "\(device.name.text) takes \(BinaryUnits.rounded(used)) now, more than the mem_limit of "
                + BinaryUnits.exact(settings.memoryLimit),
            at: location(limit.position), help: "no more pages can be swapped to it until it takes less")
    }

    /// In mem_limit 0 stands for no limit.
    private static func limit(_ bytes: UInt64) -> Difference.Value { bytes == 0 ? .nothing : .bytes(bytes) }

    /// For a name of the user's own: whether there is a device whose label cannot be read.
    func blockUnreadable(_ index: Int, _ change: inout ResourceChange) -> Bool {
        guard profile.zram[index].deviceNumber == nil else { return false }
        for device in state.zram.devices.indices where !profile.names(zram: state.zram.devices[device].number) {
            guard state.zram.devices[device].isInitialized else { continue }
            let reason: String
            let isDenied: Bool
            switch state.zram.devices[device].content {
            case .denied(let text)?: (reason, isDenied) = (text, true)
            case .unknown(let text)?: (reason, isDenied) = (text, false)
            default: continue
            }
            change.block(
                "whether \(state.zram.devices[device].path) is \(profile.zram[index].name.value) is unknown: \(reason)",
                help: (isDenied ? "run this as root" : "see dmesg")
                    + ": a device with a name of your own is known by the label in its swap header")
            return true
        }
        return false
    }
}

extension Profile {
    /// Whether an entry is called `zramN` with this number.
    func names(zram number: Int) -> Bool {
        for index in zram.indices where zram[index].deviceNumber == number { return true }
        return false
    }
}

extension ZramDevice {
    /// nil unless what it holds is known to be swap.
    var header: SwapHeader? {
        guard case .swap(let header)? = content else { return nil }
        return header
    }

    /// Sized and never used, as an interrupted set-up leaves it: nothing is lost when it is taken.
    var isEmptyAndUnused: Bool {
        guard isInitialized, active == nil, mountPoint == nil, usage?.original == 0, case .empty? = content else {
            return false
        }
        return true
    }

    var contentText: String {
        switch content {
        case .foreign(let type)?: type
        case .swap?: "swap"
        case .hibernation(let magic)?: "a hibernation image (\(magic))"
        case .unknown?, .denied?, .empty?, nil: "data without a signature"
        }
    }
}
