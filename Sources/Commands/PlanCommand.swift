import LiveState
import Planning
import Profiles
import Reports
import Resources
import Text

extension Session {
    /// `plan`, and `apply` or `off` with --dry-run.
    func plan() -> ExitStatus {
        guard let profile = readProfile(), let plan = makePlan(profile) else { return .error }
        if settings.isJSON {
            writeProblems(of: plan, source: profile.source)
            console.print(PlanJSON.render(plan))
        } else {
            console.print(PlanText.render(plan, source: profile.source, style: console.outputStyle))
        }
        if plan.hasErrors { return .error }
        return settings.hasDetailedExitCode && !plan.isEmpty ? .changes : .done
    }

    /// The plan for the machine as it is now, or nil after the reason has been told.
    func makePlan(_ profile: Profile) -> Plan? {
        guard var state = readState(StateQuery(profile)) else { return nil }
        var plan = makePlan(profile, on: state)
        if plan.swapsIn {
            guard readCharges(&state) else { return nil }
            plan = makePlan(profile, on: state)
        }
        if settings.isStrict { plan.countWarningsAsErrors() }
        return plan
    }

    private func makePlan(_ profile: Profile, on state: MachineState) -> Plan {
        command == .off
            ? Plan.takeDown(profile, on: state, keepFiles: settings.keepsFiles, isForced: settings.isForced)
            : Plan.make(profile, on: state, isForced: settings.isForced)
    }

    /// All diagnostics of a plan, on standard error.
    func writeProblems(of plan: Plan, source: SourceText) {
        for change in plan.changes { console.writeError(change.diagnostics, source: source) }
        console.writeError(plan.diagnostics, source: source)
    }
}
