import Planning
import System
import Text

/// What the applier reports while it works.
package enum ApplyEvent: Equatable, Sendable {
    case started(ResourceChange)
    /// About to be done.
    case step(Resource, Step)
    /// A swapoff is under way: so many bytes are still swapped there.
    case switchingOff(path: String, left: UInt64)
    /// About to be done, to roll back a step of the resource.
    case stepBack(Resource, Step)
    /// The resource is as wanted.
    case finished(ResourceChange)
    /// A step of it failed, and those before it were rolled back.
    case failed(ResourceFailure)
    /// The resource was as wanted, and was rolled back because another failed.
    case rolledBack(RolledBack)
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
    /// What became of the steps that were done.
    package var rollback = Rollback()
    /// The resource is as wanted and stays so: only the clean-up after it failed.
    package var isInPlace = false

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

/// A resource that was made as wanted and then rolled back.
package struct RolledBack: Equatable, Sendable {
    package var change: ResourceChange
    package var rollback: Rollback

    package init(_ change: ResourceChange, _ rollback: Rollback) {
        self.change = change
        self.rollback = rollback
    }
}

/// What came of an apply.
package struct ApplyResult: Equatable, Sendable {
    /// The resources that were changed.
    package var changed: [ResourceChange] = []
    package var failures: [ResourceFailure] = []
    /// The resources that the plan could not help: Action.blocked.
    package var blocked: [ResourceChange] = []
    /// What was changed and, all being wanted or nothing, rolled back.
    package var rolledBack: [RolledBack] = []
    /// What was not tried because the applier was to stop, or because something else failed.
    package var notBegun: [ResourceChange] = []
    /// The signal that stopped it.
    package var stopSignal: Int32?

    /// Whether everything that could be done was done.
    package var isComplete: Bool { failures.isEmpty && notBegun.isEmpty && stopSignal == nil }

    package init() {}
}
