import CommandLine
import LiveState
import Planning
import Profiles
import Reports
import Resources
import System
import Text

extension Session {
    /// `plan`, and `apply` or `off` with --dry-run.
    func plan() -> ExitStatus {
        guard let profile = readProfile(), var plan = makePlan(profile) else { return .error }
        let obstacle = lockObstacle()
        // What is in sync is not out of date; the kernel takes milliseconds over /proc/locks.
        if !plan.isEmpty, let note = runningNote() { plan.diagnostics.append(note) }
        // First, since it keeps all the rest from being done.
        if let obstacle { plan.diagnostics.insert(obstacle, at: 0) }
        let status: ExitStatus =
            if plan.hasErrors || obstacle != nil {
                .error
            } else {
                settings.hasDetailedExitCode && !plan.isEmpty ? .changes : .done
            }
        if settings.isJSON {
            writeProblems(of: plan, source: profile.source)
            print(PlanJSON.document(plan), status)
        } else {
            if obstacle != nil {
                let first = [plan.diagnostics.removeFirst()]
                console.print(DiagnosticText.render(first, source: nil, style: console.outputStyle))
            }
            console.print(PlanText.render(plan, source: profile.source, style: console.outputStyle))
        }
        return status
    }

    /// Why `apply` would find no safe place for its lock.
    private func lockObstacle() -> Diagnostic? {
        guard let places = invocation.places, root.isLive, let obstacle = MachineLock.obstacle(places) else {
            return nil
        }
        return Diagnostic(.error, obstacle.text, help: MachineLock.remedy(places))
    }

    /// That another run changes the machine while this plan is made.
    private func runningNote() -> Diagnostic? {
        guard let places = invocation.places, root.isLive, let holder = MachineLock.holder(places) else { return nil }
        return Diagnostic(
            .note, .joining(holder.text, ", so this plan may be out of date"), help: "plan again when it has ended")
    }

    /// The plan for the machine as it is now, or nil after the reason was reported.
    func makePlan(_ profile: Profile) -> Plan? {
        guard var state = readState(StateQuery(profile)) else { return nil }
        var plan = makePlan(profile, on: state)
        if plan.swapsIn {
            guard readCharges(&state) else { return nil }
            plan = makePlan(profile, on: state)
        }
        // In a container the container is the only obstacle that is reported.
        if state.container != nil, command == .plan || settings.isDryRun { plan.countObstaclesAsWarnings() }
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
