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

    package init(
        resource: Resource, done: [Step], failed: Step, error: SystemError, skipped: [Step], help: String? = nil
    ) {
        self.resource = resource
        self.done = done
        self.failed = failed
        self.error = error
        self.skipped = skipped
        self.help = help
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
        ApplyResult()
    }
}
