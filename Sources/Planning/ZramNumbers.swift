import LiveState
import Model
import Profiles

/// Gives numbers to the zram devices that do not exist yet, as the kernel will.
struct ZramNumbers {
    private var existing: Set<Int>
    /// That exist, and that nobody has taken.
    private var free: [Int]
    /// hot_add gives out the lowest number that is not there; below this one all are.
    private var next = 0
    /// Added only because a lower number comes first.
    private(set) var unwanted: [Int] = []
    /// Whether an entry of the profile is called `zramN` with this number.
    private let isNamed: (Int) -> Bool

    init(existing: Set<Int>, free: [Int], isNamed: @escaping (Int) -> Bool) {
        self.existing = existing
        self.free = free
        self.isNamed = isNamed
    }

    /// The lowest free one that is there; nil when there is none.
    mutating func takeFree() -> Int? {
        guard let lowest = free.min() else { return nil }
        take(lowest)
        return lowest
    }

    /// The numbers that hot_add gives out until this one exists; the device is taken.
    mutating func add(until number: Int) -> [Int] {
        var added: [Int] = []
        while !existing.contains(number) { added.append(addLowest()) }
        take(number)
        return added
    }

    /// The numbers that hot_add gives out until one comes that no entry names; that last one is taken.
    mutating func addUnnamed() -> [Int] {
        var added: [Int] = []
        while true {
            let number = addLowest()
            added.append(number)
            guard isNamed(number) else {
                take(number)
                return added
            }
        }
    }

    private mutating func take(_ number: Int) {
        free.removeAll { $0 == number }
        unwanted.removeAll { $0 == number }
    }

    private mutating func addLowest() -> Int {
        while existing.contains(next) { next += 1 }
        existing.insert(next)
        unwanted.append(next)
        if next > 0, !isNamed(next) { free.append(next) }
        return next
    }
}

extension Planner {
    /// Completes the verdicts: which device, the module and the devices that must come first, and the steps.
    func withDevices(_ verdicts: [ZramVerdict]) -> [ResourceChange] {
        var changes: [ResourceChange] = []
        changes.reserveCapacity(verdicts.count)
        var numbers: ZramNumbers?
        var mustLoad = state.zram.availability == .loadable
        /// The last change that adds devices: only after it are those that nobody wants known, and safe to remove.
        var lastAdding: Int?
        for verdict in verdicts {
            guard case .setUp(var change, let settings, let device) = verdict else {
                if case .settled(let change) = verdict { changes.append(change) }
                continue
            }
            if mustLoad {
                change.steps.append(.loadModule(name: "zram", arguments: ["num_devices=\(devicesToLoad)"]))
                mustLoad = false
            }
            if let device {
                if let active = device.active { change.steps.append(active.swapOff) }
                if device.isInitialized { change.steps.append(resetStep(device.number)) }
                change.steps += setUpSteps(device.number, settings)
                changes.append(change)
                continue
            }
            var pool = numbers ?? zramNumbers()
            let number: Int
            var added: [Int] = []
            if let own = settings.entry.deviceNumber {
                number = own
                added = pool.add(until: own)
            } else if let leftover = leftoverDevice(settings, taken: changes) {
                number = leftover
                change.steps.append(resetStep(leftover))
            } else if let free = pool.takeFree() {
                number = free
            } else {
                added = pool.addUnnamed()
                number = added[added.count - 1]
            }
            numbers = pool
            if !added.isEmpty, !state.zram.canAdd, state.zram.availability == .present {
                changes.append(withoutHotAdd(settings.entry))
                continue
            }
            for number in added { change.steps.append(.addZram(number: number)) }
            change.steps += setUpSteps(number, settings)
            if !added.isEmpty { lastAdding = changes.count }
            changes.append(change)
        }
        if let lastAdding, let unwanted = numbers?.unwanted {
            for number in unwanted.reversed() { changes[lastAdding].steps.append(.removeZram(number: number)) }
        }
        return changes
    }

    private func withoutHotAdd(_ entry: ZramEntry) -> ResourceChange {
        let name = entry.name.value
        return blocked(
            Resource(.zram, name),
            [
                problem(
                    "this kernel adds no zram devices while it runs, and there is none for \(name)",
                    at: entry.name.position, help: "load the zram module with a larger num_devices")
            ], at: entry.name.position)
    }

    /// num_devices of the module: so that every `zramN` of the profile exists.
    private var devicesToLoad: Int {
        var count = 1
        for entry in profile.zram {
            if let number = entry.deviceNumber, number >= count { count = number + 1 }
        }
        return count
    }

    private func zramNumbers() -> ZramNumbers {
        var existing: Set<Int> = []
        var free: [Int] = []
        if state.zram.availability == .loadable {
            for number in 0..<devicesToLoad {
                existing.insert(number)
                if number > 0, !profile.names(zram: number) { free.append(number) }
            }
        } else {
            for device in state.zram.devices {
                existing.insert(device.number)
                // Device 0 is the one that other programs reach for.
                if device.number > 0, !device.isInitialized, !profile.names(zram: device.number) {
                    free.append(device.number)
                }
            }
        }
        return ZramNumbers(existing: existing, free: free) { profile.names(zram: $0) }
    }

    /// A device that an interrupted run has sized for this entry but not labelled yet: of the wanted size, empty, never
    /// used.
    private func leftoverDevice(_ settings: ZramSettings, taken: [ResourceChange]) -> Int? {
        for device in state.zram.devices where device.number > 0 && device.isEmptyAndUnused {
            guard device.size == settings.size, !profile.names(zram: device.number) else { continue }
            let step = resetStep(device.number)
            if !taken.contains(where: { $0.steps.contains(step) }) { return device.number }
        }
        return nil
    }
}
