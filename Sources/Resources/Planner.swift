import LiveState
import Planning
import Profiles
import Text

extension Plan {
    /// What makes the machine as the profile wants it.
    ///
    /// Pure: the same input gives the same plan. New swap comes first, so that it can take what the areas that are changed
    /// and replaced after it must give up; then the other kinds; swap that the profile does not name is removed last.
    ///
    /// - Parameter isForced: whether swap is switched off even where there seems to be no room for what is in it.
    package static func make(_ profile: Profile, on state: MachineState, isForced: Bool = false) -> Plan {
        let planner = Planner(profile: profile, state: state)
        var changes = planner.emptyChanges()
        var notes: [Diagnostic] = []
        Catalog.plan(.swap, planner, &changes, &notes)
        Plan.putInOrder(&changes)
        Catalog.plan(.others, planner, &changes, &notes)
        planner.planUnmanaged(profile.unmanaged, &changes)
        state.checkSlots(&changes)
        state.checkRoom(&changes, isForced: isForced)
        return Plan(changes: changes, diagnostics: state.diagnostics(changes, isForced: isForced) + notes)
    }

    /// What takes down all that the profile sets up, in reverse.
    ///
    /// - Parameters:
    ///   - keepFiles: leaves swap files where they are, for the next boot.
    ///   - isForced: whether swap is switched off even where there seems to be no room for what is in it.
    package static func takeDown(
        _ profile: Profile, on state: MachineState, keepFiles: Bool, isForced: Bool = false
    ) -> Plan {
        let planner = Planner(profile: profile, state: state, keepsFiles: keepFiles)
        var changes = planner.emptyChanges()
        var notes: [Diagnostic] = []
        Catalog.takeDown(planner, &changes, &notes)
        planner.planUnmanaged(.keep, &changes)
        state.checkRoom(&changes, isForced: isForced)
        return Plan(changes: changes, diagnostics: state.diagnostics(changes, isForced: isForced) + notes)
    }
}

/// When a kind of resource is planned.
package enum PlanPhase: Sendable {
    /// Swap areas, which are put in an order among each other.
    case swap
    /// All else, in the order that its kind gives it.
    case others
}

/// A profile held against a machine; the rules for each kind of resource are extensions in its folder.
///
/// A class only so that closures and calls hand on a reference; nothing in it changes.
package final class Planner: PlanningContext {
    let profile: Profile
    package let state: MachineState
    /// Whether swap files remain where they are when they are taken down.
    let keepsFiles: Bool
    /// The index of the device that each zram entry has now, in the profile's order; nil where there is none yet.
    let zramDevices: [Int?]

    init(profile: Profile, state: MachineState, keepsFiles: Bool = false) {
        self.profile = profile
        self.state = state
        self.keepsFiles = keepsFiles
        zramDevices = Planner.existingDevices(profile, state.zram.devices)
    }

    package var source: SourceText { profile.source }

    /// No changes yet, with room for those that there can be.
    fileprivate func emptyChanges() -> [ResourceChange] {
        var changes: [ResourceChange] = []
        changes.reserveCapacity(Catalog.count(profile) + state.swaps.count)
        return changes
    }
}
