import LiveState
import Model
import Profiles

extension StateQuery {
    /// What must be known of a machine to plan this profile: its swap files, devices and cgroups, in its order.
    package init(_ profile: Profile) {
        self.init(
            files: profile.swapFiles.map { $0.path.value },
            devices: profile.swapDevices.map { $0.device.value },
            cgroups: profile.cgroups.map { $0.path.value })
    }
}

extension Plan {
    /// What makes the machine as the profile wants it.
    ///
    /// Pure: the same input gives the same plan. New swap comes first, so that it can take what the areas that are changed
    /// and replaced after it must give up; then the cgroups, parents first; what goes goes last.
    package static func make(_ profile: Profile, on state: MachineState) -> Plan {
        let planner = Planner(profile: profile, state: state)
        var changes = planner.inOrder(planner.zramChanges() + planner.fileChanges() + planner.deviceChanges())
        changes += planner.cgroupChanges()
        changes += planner.unmanagedChanges(profile.unmanaged)
        planner.checkSlots(&changes)
        planner.checkRoom(&changes)
        return Plan(changes: changes, diagnostics: planner.machineDiagnostics())
    }

    /// What takes down all that the profile sets up, in reverse.
    ///
    /// - Parameter keepFiles: leaves swap files where they are, for the next boot.
    package static func takeDown(_ profile: Profile, on state: MachineState, keepFiles: Bool) -> Plan {
        let planner = Planner(profile: profile, state: state)
        var changes = planner.cgroupTakeDown()
        changes += planner.deviceTakeDown()
        changes += planner.fileTakeDown(keepFiles: keepFiles)
        changes += planner.zramTakeDown()
        changes += planner.unmanagedChanges(.keep)
        planner.checkRoom(&changes)
        return Plan(changes: changes, diagnostics: planner.machineDiagnostics())
    }
}

/// A profile held against a machine; the rules for each kind of resource are extensions in files of their own.
struct Planner {
    let profile: Profile
    let state: MachineState
    /// The device that each zram entry has now, in the profile's order; nil where there is none yet.
    let zramDevices: [ZramDevice?]

    init(profile: Profile, state: MachineState) {
        self.profile = profile
        self.state = state
        zramDevices = Planner.existingDevices(profile, state)
    }

    var pageSize: UInt64 { state.pageSize }

    func location(_ position: Position) -> SourceLocation { profile.source.location(position) }

    func problem(_ summary: String, at position: Position, help: String?) -> Diagnostic {
        Diagnostic(.error, summary, at: location(position), help: help)
    }

    func blocked(_ resource: Resource, _ diagnostics: [Diagnostic], at position: Position) -> ResourceChange {
        ResourceChange(resource: resource, action: .blocked, location: location(position), diagnostics: diagnostics)
    }

    /// Creates, then changes, then replaces, each in the given order; what needs nothing stands among the creates.
    func inOrder(_ changes: [ResourceChange]) -> [ResourceChange] {
        var sorted: [ResourceChange] = []
        sorted.reserveCapacity(changes.count)
        for change in changes where change.action != .change && change.action != .replace { sorted.append(change) }
        if sorted.count == changes.count { return sorted }
        for change in changes where change.action == .change { sorted.append(change) }
        for change in changes where change.action == .replace { sorted.append(change) }
        return sorted
    }

    /// The paths, as /proc/swaps has them, of the active areas that belong to a resource of the profile.
    func managedSwapPaths() -> [String] {
        var paths: [String] = []
        for device in zramDevices {
            if let active = device?.active { paths.append(active.path) }
        }
        for index in profile.swapFiles.indices {
            if let active = fileState(index)?.active { paths.append(active.path) }
        }
        for index in profile.swapDevices.indices {
            if let active = deviceState(index)?.active { paths.append(active.path) }
        }
        return paths
    }
}
