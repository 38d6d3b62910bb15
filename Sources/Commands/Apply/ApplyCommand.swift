import Applying
import CommandLine
import Kernel
import LiveState
import Planning
import Profiles
import Reports
import Resources
import System
import Text

extension Session {
    /// `apply` and `off`.
    func apply<M: Machine>(on machine: M) -> ExitStatus {
        guard invocation.effectiveUser == 0 else {
            var summary = command.name
            summary.add(" must run as root: it changes swap and writes to /sys")
            var help = "run it as root; "
            help.add(command.name, " --dry-run shows what it would do")
            console.writeError([Diagnostic(.error, summary, help: help)], source: nil)
            return .error
        }
        guard let places = invocation.places else { return applyAlone(on: machine) }
        do throws(SystemError) {
            let lock = try MachineLock.take(places, deadline: RetryDeadline(milliseconds: (settings.wait ?? 0) * 1000))
            let status = applyAlone(on: machine)
            _ = consume lock
            return status
        } catch {
            console.writeError([lockProblem(error, places)], source: nil)
            return .error
        }
    }

    private func lockProblem(_ error: SystemError, _ places: RuntimePlaces) -> Diagnostic {
        guard error.code == Errno.again else {
            return Diagnostic(.error, error.text, help: MachineLock.remedy(places))
        }
        var help = "wait for it: "
        help.add(ProgramIdentity.name, " ", command.name, " --wait 60")
        return Diagnostic(.error, error.detail ?? error.text, help: help)
    }

    private func applyAlone<M: Machine>(on machine: M) -> ExitStatus {
        // Not before: a signal ends a run that waits for another one.
        invocation.noteSignals()
        guard let profile = readProfile(), let plan = makePlan(profile) else { return .error }
        writeProblems(of: plan, source: profile.source)
        if let why = refusal(of: plan) { return refuse(plan, why) }
        if plan.touchesSwap, let lack = lackOfRights() {
            console.writeError([lack], source: nil)
            return .error
        }

        var text = ApplyText(plan, style: settings.isJSON ? console.errorStyle : console.outputStyle)
        var applier = Applier(machine: machine)
        applier.isAllOrNothing = settings.isAllOrNothing
        applier.stopSignal = invocation.stopSignal
        if !settings.isForced { applier.lackOfRoom = { area in lackOfRoom(toSwitchOff: area) } }
        var progress = SwapOffProgress(isTerminal: invocation.errors.isTerminal)
        for change in plan.changes where change.action == .inSync { console.log(LogText.line(change)) }
        let result = applier.apply(plan) { event in
            if !isTerse, !settings.isJSON { console.writeError(progress.text(event, now: invocation.clock())) }
            if settings.log != nil, let line = LogText.line(event) { console.log(line) }
            if isTerse { console.writeError(errorOnly(event, &text)) } else { write(text.render(event)) }
        }
        if !isTerse {
            write(ApplyText.summary(plan, result, style: settings.isJSON ? console.errorStyle : console.outputStyle))
        }
        let status: ExitStatus = plan.hasErrors || !result.isComplete ? .error : .done
        if settings.isJSON { print(ApplyJSON.document(plan, result), status) }
        return status
    }

    /// Why nothing of the plan is done: this is not the place for it, or not all can be had and only all is wanted.
    private func refusal(of plan: Plan) -> String? {
        if plan.hasObstacle { return "this machine cannot be changed from here" }
        guard plan.hasErrors else { return nil }
        if settings.isAllOrNothing { return "--all-or-nothing was given" }
        return settings.isStrict ? "--strict was given" : nil
    }

    /// The machine as it is by then; what cannot be read of it is no room.
    private func lackOfRoom(toSwitchOff area: SwapArea) -> String? {
        do throws(SystemError) {
            var state = try MachineState.read(StateReading(root: root, query: StateQuery()))
            if state.swaps.contains(where: { $0.area == area && $0.used > 0 }) { try state.readCharges(root: root) }
            return state.lackOfRoom(toSwitchOff: area)
        } catch {
            return .joining("the room for what is in it is not known: ", error.text)
        }
    }

    /// What the kernel would answer to every swapon with no more than EPERM.
    private func lackOfRights() -> Diagnostic? {
        var summary = command.name
        switch invocation.rights() {
        case .full: return nil
        case .noAdministration:
            summary.add(" runs as root without CAP_SYS_ADMIN, and only with it swap can be changed")
            return Diagnostic(
                .error, summary,
                help: "run it outside of containers, and see what takes capabilities away (in a systemd unit "
                    + "CapabilityBoundingSet=)")
        case .userNamespace:
            summary.add(" runs as root of a user namespace, which must not change the machine's swap")
            return Diagnostic(.error, summary, help: "run it as root on the host")
        }
    }

    private func refuse(_ plan: Plan, _ why: String) -> ExitStatus {
        console.log(LogLine(.error, .joining("nothing was changed: ", why)))
        if !isTerse { console.writeError(.joining(ProgramIdentity.name, ": nothing was changed: ", why, "\n")) }
        if settings.isJSON {
            var result = ApplyResult()
            result.blocked = plan.changes.filter { $0.action == .blocked }
            result.notBegun = plan.changes.filter { !$0.steps.isEmpty }
            print(ApplyJSON.document(plan, result, refusal: why), .error)
        }
        return .error
    }

    /// Whether the log, or the wish for quiet, takes the place of the text for people.
    private var isTerse: Bool { settings.log != nil || settings.isQuiet }

    private func errorOnly(_ event: ApplyEvent, _ text: inout ApplyText) -> String {
        guard settings.log == nil else { return "" }
        switch event {
        case .failed, .rolledBack: return text.render(event)
        default: return ""
        }
    }

    private func write(_ lines: String) {
        if settings.isJSON { console.writeError(lines) } else { console.print(lines) }
    }
}
