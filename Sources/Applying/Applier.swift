import Model
import Planning
import System

/// What the applier tells while it works.
package enum ApplyEvent: Equatable, Sendable {
    case started(ResourceChange)
    /// About to be done.
    case step(Resource, Step)
    /// The resource is as wanted.
    case finished(ResourceChange)
    /// A step of it failed: what was done before stays, the rest was not done.
    case failed(ResourceFailure)
}

/// A resource that could not be made as wanted.
package struct ResourceFailure: Equatable, Sendable {
    package var resource: Resource
    /// The steps that were done, in order.
    package var done: [Step]
    package var failed: Step
    package var error: SystemError
    /// The steps that were not reached.
    package var skipped: [Step]
    /// What to do: one sentence without a final period.
    package var help: String?
    /// The failed resource that this one builds on; then no step of it was tried, and no `step` event was sent.
    package var dependsOn: Resource?

    package init(
        resource: Resource, done: [Step], failed: Step, error: SystemError, skipped: [Step], help: String? = nil,
        dependsOn: Resource? = nil
    ) {
        self.resource = resource
        self.done = done
        self.failed = failed
        self.error = error
        self.skipped = skipped
        self.help = help
        self.dependsOn = dependsOn
    }
}

/// What came of an apply.
package struct ApplyResult: Equatable, Sendable {
    /// The resources that were changed.
    package var changed: [ResourceChange] = []
    package var failures: [ResourceFailure] = []
    /// The resources that the plan could not help: Action.blocked.
    package var blocked: [ResourceChange] = []

    package init() {}
}

/// Carries out a plan on a machine: the only code that changes one.
package struct Applier<M: Machine> {
    package var machine: M

    package init(machine: M) { self.machine = machine }

    /// Does every step in order, reads back what it wrote, and goes on with the next resource where one fails.
    ///
    /// - Parameter report: called before and after each thing that is done.
    package mutating func apply(_ plan: Plan, report: (ApplyEvent) -> Void) -> ApplyResult {
        var result = ApplyResult()
        var missing = MissingGround()
        for change in plan.changes {
            if change.action == .blocked {
                result.blocked.append(change)
                continue
            }
            guard let first = change.steps.first else { continue }
            report(.started(change))
            var failure: ResourceFailure?
            if let lack = missing.lack(for: change.steps) {
                failure = ResourceFailure(
                    resource: change.resource, done: [], failed: first, error: lack.error,
                    skipped: Array(change.steps.dropFirst()), help: lack.help, dependsOn: lack.resource)
            } else {
                failure = carryOut(change, report)
            }
            if let failure {
                missing.add(failure)
                result.failures.append(failure)
                report(.failed(failure))
            } else {
                result.changed.append(change)
                report(.finished(change))
            }
        }
        return result
    }

    /// - Returns: nil when every step was done.
    private mutating func carryOut(_ change: ResourceChange, _ report: (ApplyEvent) -> Void) -> ResourceFailure? {
        for (index, step) in change.steps.enumerated() {
            report(.step(change.resource, step))
            do throws(SystemError) {
                try machine.perform(step)
            } catch {
                return ResourceFailure(
                    resource: change.resource, done: Array(change.steps[..<index]), failed: step, error: error,
                    skipped: Array(change.steps[(index + 1)...]), help: StepHelp.sentence(for: step, error))
            }
        }
        return nil
    }
}
