import Kernel
import LiveState
import Profiles
import Text

extension StateQuery {
    /// What must be known of a machine to plan this profile: its swap files, devices and cgroups, in its order.
    package init(_ profile: Profile) {
        self.init(
            files: profile.swapFiles.map { $0.path.value },
            devices: profile.swapDevices.map { $0.device.value },
            cgroups: profile.cgroups.map { $0.path.value },
            memory: !profile.cgroups.isEmpty || profile.namesRAM)
    }
}

extension Profile {
    /// Whether a size depends on how much memory the machine has.
    fileprivate var namesRAM: Bool {
        zram.contains { $0.size.value.names(.ram) || $0.memoryLimit?.value.names(.ram) == true }
            || swapFiles.contains { $0.size.value.names(.ram) }
    }
}

extension Plan {
    /// What makes the machine as the profile wants it.
    ///
    /// Pure: the same input gives the same plan. New swap comes first, so that it can take what the areas that are changed
    /// and replaced after it must give up; then the cgroups, parents first; what goes goes last.
    ///
    /// - Parameter isForced: whether swap is switched off even where there seems to be no room for what is in it.
    package static func make(_ profile: Profile, on state: MachineState, isForced: Bool = false) -> Plan {
        let planner = Planner(profile: profile, state: state)
        var changes: [ResourceChange] = []
        changes.reserveCapacity(profile.entryCount + state.swaps.count)
        planner.planZram(&changes)
        planner.planFiles(&changes)
        planner.planDevices(&changes)
        Planner.putInOrder(&changes)
        let tree = planner.planCgroups(&changes)
        planner.planUnmanaged(profile.unmanaged, &changes)
        planner.checkSlots(&changes)
        state.checkRoom(&changes, isForced: isForced)
        var diagnostics = planner.machineDiagnostics(changes, isForced: isForced)
        if let warning = tree.flatMap(planner.checkLimits) { diagnostics.append(warning) }
        return Plan(changes: changes, diagnostics: diagnostics)
    }

    /// What takes down all that the profile sets up, in reverse.
    ///
    /// - Parameters:
    ///   - keepFiles: leaves swap files where they are, for the next boot.
    ///   - isForced: whether swap is switched off even where there seems to be no room for what is in it.
    package static func takeDown(
        _ profile: Profile, on state: MachineState, keepFiles: Bool, isForced: Bool = false
    ) -> Plan {
        let planner = Planner(profile: profile, state: state)
        var changes: [ResourceChange] = []
        changes.reserveCapacity(profile.entryCount + state.swaps.count)
        planner.takeDownCgroups(&changes)
        planner.takeDownDevices(&changes)
        planner.takeDownFiles(keepFiles: keepFiles, &changes)
        let others = planner.takeDownZram(&changes)
        planner.planUnmanaged(.keep, except: others, &changes)
        state.checkRoom(&changes, isForced: isForced)
        return Plan(changes: changes, diagnostics: planner.machineDiagnostics(changes, isForced: isForced))
    }
}

extension Profile {
    fileprivate var entryCount: Int { zram.count + swapFiles.count + swapDevices.count + cgroups.count }
}

/// A profile held against a machine; the rules for each kind of resource are extensions in files of their own.
///
/// A class only so that closures and calls hand on a reference; nothing in it changes.
final class Planner {
    let profile: Profile
    let state: MachineState
    /// The index of the device that each zram entry has now, in the profile's order; nil where there is none yet.
    let zramDevices: [Int?]

    init(profile: Profile, state: MachineState) {
        self.profile = profile
        self.state = state
        zramDevices = Planner.existingDevices(profile, state.zram.devices)
    }

    var pageSize: UInt64 { state.pageSize }

    @inline(never)
    func location(_ position: Position) -> SourceLocation { profile.source.location(position) }

    @inline(never)
    func problem(_ summary: String, at position: Position, help: String?) -> Diagnostic {
        Diagnostic(.error, summary, at: location(position), help: help)
    }

    /// The row of an entry, which still needs nothing.
    @inline(never)
    func row(_ kind: Resource.Kind, _ name: String, _ position: Position) -> ResourceChange {
        ResourceChange(resource: Resource(kind, name), action: .inSync, location: location(position))
    }

    /// Creates, then changes, then replaces, each in the given order; what needs nothing stands among the creates.
    static func putInOrder(_ changes: inout [ResourceChange]) {
        var order: [Int] = []
        for rank in 0..<3 {
            for index in changes.indices where changes[index].action.rank == rank { order.append(index) }
            if rank == 0, order.count == changes.count { return }
        }
        changes = order.map { changes[$0] }
    }

    /// The active areas that belong to a resource of the profile.
    func managedAreas() -> [SwapArea] {
        var areas: [SwapArea] = []
        for case let device? in zramDevices {
            if let active = state.zram.devices[device].active { areas.append(active.area) }
        }
        for index in profile.swapFiles.indices {
            if let file = fileState(index), let active = state.files[file].active { areas.append(active.area) }
        }
        for index in profile.swapDevices.indices {
            if let device = deviceState(index), let active = state.devices[device].active { areas.append(active.area) }
        }
        return areas
    }
}

extension Action {
    fileprivate var rank: Int {
        switch self {
        case .change: 1
        case .replace: 2
        default: 0
        }
    }
}
