import Kernel
import Planning
import System
import Text

/// Carries out a plan on a machine: the only code that changes one.
///
/// Each resource is a transaction: when a step of it fails, those before it are rolled back in reverse order.
package struct Applier<M: Machine> {
    package var machine: M
    /// Whether a failure also rolls back the resources that were made before it.
    package var isAllOrNothing = false
    /// The signal that asks for an end; nil to go on. Asked before each step, and now and then during a swapoff.
    package var stopSignal: () -> Int32? = { nil }
    /// Asked before a swapon is rolled back: why what was swapped to the area meanwhile has no room elsewhere; nil when it has.
    /// What the plan itself switches off was held against the room when it was made.
    package var lackOfRoom: (_ area: SwapArea) -> String? = { _ in nil }

    package init(machine: M) { self.machine = machine }

    /// A step that was done, and what rolls it back.
    private struct Done {
        var step: Step
        var undo: Undo
    }

    /// Steps of a failed resource on which others were to build.
    private struct RetainedStep {
        /// Index of the failure in the result.
        var failure: Int
        var done: Done
    }

    /// Where a run stands.
    private struct Progress {
        var result = ApplyResult()
        var missing = UnmetDependencies()
        /// All that was done for each changed resource; only where all of it may have to be rolled back.
        var log: [[Done]] = []
        var retained: [RetainedStep] = []
        /// Deletions that nothing could roll back, for the end.
        var deferred: [(resource: Resource, step: Step)] = []
    }

    /// Does every step in order, reads back what it wrote, and goes on with the next resource where one fails.
    ///
    /// - Parameter report: called before and after each thing that is done.
    package mutating func apply(_ plan: Plan, report: (ApplyEvent) -> Void) -> ApplyResult {
        var progress = Progress()
        for (index, change) in plan.changes.enumerated() {
            if change.action == .blocked { progress.result.blocked.append(change) }
            guard change.action != .blocked, !change.steps.isEmpty else { continue }
            if progress.result.stopSignal == nil { progress.result.stopSignal = stopSignal() }
            let isOver = isAllOrNothing && !progress.result.failures.isEmpty
            guard progress.result.stopSignal == nil, !isOver else {
                progress.result.notBegun.append(change)
                continue
            }
            report(.started(change))
            if let failure = carryOut(index, of: plan, &progress, report) {
                progress.missing.add(failure)
                progress.result.failures.append(failure)
                report(.failed(failure))
            } else {
                progress.result.changed.append(change)
                report(.finished(change))
            }
        }
        if isAllOrNothing, !progress.result.isComplete {
            rollBackAll(&progress, report)
        } else {
            for (resource, step) in progress.deferred { finish(resource, step, &progress, report) }
        }
        rollBackRetained(&progress, report)
        return progress.result
    }

    /// - Parameter place: the index of the resource.
    /// - Returns: nil when every step was done.
    private mutating func carryOut(
        _ place: Int, of plan: Plan, _ progress: inout Progress, _ report: (ApplyEvent) -> Void
    ) -> ResourceFailure? {
        let change = plan.changes[place]
        if let lack = progress.missing.lack(for: change.steps) {
            return ResourceFailure(
                resource: change.resource, done: [], failed: change.steps[0], error: lack.error,
                skipped: Array(change.steps.dropFirst()), help: lack.help, dependsOn: lack.resource)
        }
        var done: [Done] = []
        for (index, step) in change.steps.enumerated() {
            if isAllOrNothing, case .removeFile = step {
                progress.deferred.append((change.resource, step))
                continue
            }
            let problem: StepFailure
            // A failed clean-up does not undo a working resource.
            let isTail = step.isCleanUp && done.contains { $0.step.isSwapOn }
            if !isTail, let signal = stopSignal() {
                progress.result.stopSignal = signal
                problem = StepFailure(
                    error: SystemError(
                        "apply", change.resource.text, code: 0, detail: "stopped by " + Signals.name(signal)))
            } else {
                report(.step(change.resource, step))
                do throws(StepFailure) {
                    done.append(Done(step: step, undo: try perform(step, after: done.map { $0.step }, report)))
                    continue
                } catch {
                    problem = error
                    // A swapoff that takes long is asked to end: the signal may not come to be seen anywhere else.
                    if case .swapOff = step { progress.result.stopSignal = stopSignal() }
                }
            }
            var failure = ResourceFailure(
                resource: change.resource, done: done.map { $0.step }, failed: step, error: problem.error,
                skipped: Array(change.steps[(index + 1)...]), help: StepHelp.sentence(for: step, problem.error))
            if isTail {
                failure.isInPlace = true
                return failure
            }
            if problem.undo != .none { done.append(Done(step: step, undo: problem.undo)) }
            progress.deferred.removeAll { $0.resource == change.resource }
            let later = plan.changes[(place + 1)...].flatMap { $0.steps }
            failure.rollback = rollBack(done, change.resource, report) { [isAllOrNothing] done in
                guard !isAllOrNothing, UnmetDependencies.isNeeded(done.step, by: later) else { return false }
                progress.retained.append(RetainedStep(failure: progress.result.failures.count, done: done))
                return true
            }
            return failure
        }
        if isAllOrNothing { progress.log.append(done) }
        return nil
    }

    /// - Parameter canStop: whether a signal ends a swapoff; not when it rolls something back.
    private mutating func perform(
        _ step: Step, after earlier: [Step] = [], _ report: (ApplyEvent) -> Void, canStop: Bool = true
    ) throws(StepFailure) -> Undo {
        guard case .swapOff(let area, _, _) = step else {
            return try machine.perform(step, after: earlier) { _ in true }
        }
        return try machine.perform(step, after: earlier) { [stopSignal] left in
            report(.switchingOff(path: area.path, left: left))
            return !canStop || stopSignal() == nil
        }
    }

    /// Rolls steps back, the last one first.
    ///
    /// - Parameter keeps: whether a step stays.
    private mutating func rollBack(
        _ done: [Done], _ resource: Resource, _ report: (ApplyEvent) -> Void, keeps: (Done) -> Bool
    ) -> Rollback {
        var rollback = Rollback()
        for index in done.indices.reversed() where done[index].undo != .none {
            if keeps(done[index]) {
                rollback.kept.append(done[index].step)
            } else if !isResetAnyway(done[index].step, done[..<index], rollback) {
                rollBack(done[index], before: done[..<index], resource, report, &rollback)
            }
        }
        return rollback
    }

    /// - Parameter before: the steps before it, which will be rolled back next.
    private mutating func rollBack(
        _ done: Done, before: ArraySlice<Done>, _ resource: Resource, _ report: (ApplyEvent) -> Void,
        _ rollback: inout Rollback
    ) {
        for step in done.undo.steps where !before.contains(where: { $0.step.writesSameAttribute(as: step) }) {
            // An area that is still in use keeps what belongs to it, and to say so once is enough.
            guard !rollback.leftInUse(step.restingArea) else { continue }
            report(.stepBack(resource, step))
            do throws(StepFailure) {
                if case .swapOff(let area, _, _) = step, let lack = lackOfRoom(area) {
                    throw StepFailure(error: SystemError("swapoff", area.path, code: 0, detail: lack))
                }
                _ = try perform(step, report, canStop: false)
                rollback.done.append(step)
            } catch {
                rollback.failures.append(Rollback.Failure(step: step, error: error.error))
            }
        }
        if let lost = done.undo.lost { rollback.lost.append(lost) }
    }

    /// What is on a zram device that got its size before goes with the reset, and so did parameters that came before.
    private func isResetAnyway(_ step: Step, _ before: ArraySlice<Done>, _ rollback: Rollback) -> Bool {
        func isReset(_ device: ZramName, by steps: [Step]) -> Bool {
            steps.contains { step in
                guard case .resetZram(let name, _) = step else { return false }
                return name == device
            }
        }
        switch step {
        case .formatSwap(let format):
            guard let device = format.area.zram else { return false }
            return before.contains { isReset(device, by: $0.undo.steps) }
        case .write(let write):
            guard case .zram(let device, .algorithmParameters) = write.attribute else { return false }
            return isReset(device, by: rollback.done)
        default: return false
        }
    }

    /// Everything that this run changed, the last resource first.
    private mutating func rollBackAll(_ progress: inout Progress, _ report: (ApplyEvent) -> Void) {
        for index in progress.result.changed.indices.reversed() {
            let change = progress.result.changed[index]
            let rollback = rollBack(progress.log[index], change.resource, report) { _ in false }
            let rolledBack = RolledBack(change, rollback)
            progress.result.rolledBack.append(rolledBack)
            report(.rolledBack(rolledBack))
        }
        progress.result.changed = []
    }

    /// What stayed of failed resources for others, and nobody uses.
    private mutating func rollBackRetained(_ progress: inout Progress, _ report: (ApplyEvent) -> Void) {
        let used = progress.result.changed.flatMap { $0.steps }
        for retained in progress.retained.reversed() where !UnmetDependencies.isUsed(retained.done.step, by: used) {
            var failure = progress.result.failures[retained.failure]
            failure.rollback.kept.removeAll { $0 == retained.done.step }
            rollBack(retained.done, before: [], failure.resource, report, &failure.rollback)
            progress.result.failures[retained.failure] = failure
        }
    }

    /// Does a deletion that had to wait until nothing could fail any more.
    private mutating func finish(
        _ resource: Resource, _ step: Step, _ progress: inout Progress, _ report: (ApplyEvent) -> Void
    ) {
        report(.step(resource, step))
        do throws(StepFailure) {
            _ = try perform(step, report, canStop: false)
        } catch {
            var failure = ResourceFailure(
                resource: resource, done: [], failed: step, error: error.error, skipped: [],
                help: StepHelp.sentence(for: step, error.error))
            failure.isInPlace = true
            progress.result.failures.append(failure)
            report(.failed(failure))
        }
    }
}

extension Step {
    /// Whether it only cleans up after others.
    fileprivate var isCleanUp: Bool {
        switch self {
        case .removeFile, .removeZram: true
        default: false
        }
    }

    /// Whether both are values for one attribute; then the first one's undo brings back what was there.
    fileprivate func writesSameAttribute(as other: Step) -> Bool {
        guard case .write(let write) = self, case .write(let otherWrite) = other else { return false }
        return write.attribute == otherWrite.attribute
    }

    fileprivate var isSwapOn: Bool {
        guard case .swapOn = self else { return false }
        return true
    }
}
