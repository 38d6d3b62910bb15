import Kernel
import LiveState
import Planning
import Profiles
import Text

/// Gives numbers to the zram devices that do not exist yet, as the kernel will.
struct ZramNumbers {
    private enum Slot {
        case absent
        /// In use, or meant for an entry that names it.
        case taken
        /// There, and for a name of the user's own to take.
        case free
        /// Added only because a lower number comes first, and free.
        case added
        /// The same, but not for a name of the user's own.
        case addedReserved
    }

    /// By number.
    private var slots: [Slot] = []
    /// hot_add gives out the lowest number that is not there; below this one all are.
    private var next = 0
    /// Whether an entry of the profile is called `zramN` with this number.
    private let isNamed: (Int) -> Bool

    init(isNamed: @escaping (Int) -> Bool) { self.isNamed = isNamed }

    /// Device 0 is the one that other programs reach for, so no name of the user's own does.
    private func isReserved(_ number: Int) -> Bool { number == 0 || isNamed(number) }

    @inline(never)
    private mutating func set(_ number: Int, _ slot: Slot) {
        while slots.count <= number { slots.append(.absent) }
        slots[number] = slot
    }

    /// A device that is there.
    mutating func add(existing number: Int, isInUse: Bool) {
        set(number, isInUse || isReserved(number) ? .taken : .free)
    }

    /// The lowest free one that is there; nil when there is none.
    mutating func takeFree() -> Int? {
        for number in slots.indices where slots[number] == .free || slots[number] == .added {
            slots[number] = .taken
            return number
        }
        return nil
    }

    /// The numbers that hot_add gives out until this one exists; the device is taken.
    ///
    /// - Parameter number: nil for the first that a name of the user's own may take.
    mutating func add(until number: Int?) -> [Int] {
        var added: [Int] = []
        var last = number ?? 0
        while number.map({ !slots.indices.contains($0) || slots[$0] == .absent }) ?? true {
            while slots.indices.contains(next), slots[next] != .absent { next += 1 }
            set(next, isReserved(next) ? .addedReserved : .added)
            added.append(next)
            last = next
            if number == nil, !isReserved(next) { break }
        }
        set(last, .taken)
        return added
    }

    /// What was added on the way and nobody took.
    var unwanted: [Int] { slots.indices.filter { slots[$0] == .added || slots[$0] == .addedReserved } }
}

extension Planner {
    /// Gives each set-up its device, with the module and the devices that must come first, and adds the steps.
    func setUp(_ setUps: [ZramSetUp], _ changes: inout [ResourceChange]) {
        var numbers: ZramNumbers?
        var leftovers: [Int] = []
        var mustLoad = state.zram.availability == .loadable
        /// The last change that adds devices: only after it are those that nobody wants known, and safe to remove.
        var lastAdding: Int?
        for setUp in setUps {
            if mustLoad {
                changes[setUp.change].add(.loadModule(name: "zram", arguments: ["num_devices=\(devicesToLoad)"]))
                mustLoad = false
            }
            if let device = setUp.device {
                let found = state.zram.devices[device]
                let entry = profile.zram[setUp.settings.entry]
                if let active = found.active {
                    changes[setUp.change].switchOff(active, discard: discard(of: found, entry))
                }
                if found.isInitialized { addReset(found, entry, &changes[setUp.change]) }
                addSetUp(found.name, setUp.settings, &changes[setUp.change])
                continue
            }
            var pool = numbers ?? zramNumbers()
            let number: Int
            var added: [Int] = []
            if let own = profile.zram[setUp.settings.entry].deviceNumber {
                number = own
                added = pool.add(until: own)
            } else if let leftover = leftoverDevice(setUp.settings, taken: leftovers) {
                number = leftover
                leftovers.append(leftover)
                if let found = state.zram.devices.first(where: { $0.number == leftover }) {
                    addReset(found, profile.zram[setUp.settings.entry], &changes[setUp.change])
                    noteLeftover(found, &changes[setUp.change])
                }
            } else if let free = pool.takeFree() {
                number = free
            } else {
                added = pool.add(until: nil)
                number = added[added.count - 1]
            }
            if !added.isEmpty {
                if !state.zram.canAdd, state.zram.availability == .present {
                    changes[setUp.change].differences = []
                    changes[setUp.change].block(
                        "this kernel adds no zram devices while it runs, and there is none for "
                            + changes[setUp.change].resource.name,
                        help: "load the zram module with a larger num_devices")
                    continue
                }
                lastAdding = setUp.change
            }
            numbers = pool
            for number in added { changes[setUp.change].add(.addZram(ZramName(number))) }
            addSetUp(ZramName(number), setUp.settings, &changes[setUp.change])
        }
        if let lastAdding, let unwanted = numbers?.unwanted {
            for number in unwanted.reversed() { changes[lastAdding].add(.removeZram(ZramName(number))) }
        }
    }

    func noteLeftover(_ device: ZramDevice, _ change: inout ResourceChange) {
        change.report(
            .note,
            "\(device.path) has the wanted size and nothing on it, and is taken for what an interrupted run left",
            help: nil)
    }

    /// num_devices of the module: so that every `zramN` of the profile exists.
    private var devicesToLoad: Int {
        var count = 1
        for index in profile.zram.indices {
            if let number = profile.zram[index].deviceNumber, number >= count { count = number + 1 }
        }
        return count
    }

    private func zramNumbers() -> ZramNumbers {
        var numbers = ZramNumbers { self.profile.names(zram: $0) }
        if state.zram.availability == .loadable {
            for number in 0..<devicesToLoad { numbers.add(existing: number, isInUse: false) }
        }
        for index in state.zram.devices.indices {
            numbers.add(
                existing: state.zram.devices[index].number, isInUse: state.zram.devices[index].isInitialized)
        }
        return numbers
    }

    /// A device that an interrupted run has sized for this entry but not labelled yet: empty, never used, and with all the
    /// settings that come before the label; mem_limit may not have been written yet.
    func leftoverDevice(_ settings: ZramSettings, taken: [Int]) -> Int? {
        let algorithm = profile.zram[settings.entry].algorithm?.value.name
        for index in state.zram.devices.indices {
            let number = state.zram.devices[index].number
            let limit = state.zram.devices[index].memoryLimit
            guard number > 0, state.zram.devices[index].size == settings.size,
                algorithm == nil || state.zram.devices[index].algorithm == algorithm,
                limit == 0 || limit == settings.memoryLimit, state.zram.devices[index].isEmptyAndUnused,
                !profile.names(zram: number), !taken.contains(number)
            else { continue }
            return number
        }
        return nil
    }
}
