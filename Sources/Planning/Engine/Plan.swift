import Text

/// The difference between a profile and a machine, and the steps that remove it: pure data.
package struct Plan: Equatable, Sendable {
    /// In the order in which they are applied.
    package var changes: [ResourceChange]
    /// What concerns no single resource.
    package var diagnostics: [Diagnostic]
    /// Whether something keeps the plan as a whole from being done here: a container, a read-only /sys. A warning that is
    /// counted as an error does not.
    package let hasObstacle: Bool

    package init(changes: [ResourceChange], diagnostics: [Diagnostic] = []) {
        self.changes = changes
        self.diagnostics = diagnostics
        hasObstacle = diagnostics.hasErrors
    }

    // By index, here and below: to take an element out of the array copies all that it holds.

    /// How many resources have this action.
    package func count(_ action: Action) -> Int {
        var count = 0
        for index in changes.indices where changes[index].action == action { count += 1 }
        return count
    }

    /// Whether there is nothing to do.
    package var isEmpty: Bool {
        for index in changes.indices where !changes[index].steps.isEmpty { return false }
        return true
    }

    /// Whether swap is switched on or off.
    package var touchesSwap: Bool {
        for index in changes.indices where changes[index].effect.touchesSwap { return true }
        return false
    }

    /// Whether something must be swapped in for it, so that what the cgroups have matters (MachineState.readCharges).
    package var swapsIn: Bool {
        for index in changes.indices where changes[index].swapInBytes != nil { return true }
        return false
    }

    /// For those who would rather do without than be surprised.
    package mutating func countWarningsAsErrors() {
        diagnostics.countWarningsAsErrors()
        for index in changes.indices { changes[index].diagnostics.countWarningsAsErrors() }
    }

    /// For a plan that is only shown: what keeps it from being done here is a warning.
    package mutating func countObstaclesAsWarnings() {
        for index in diagnostics.indices where diagnostics[index].severity == .error {
            diagnostics[index].severity = .warning
        }
    }

    /// Whether something that the profile asks for cannot be done here.
    package var hasErrors: Bool {
        for index in changes.indices where changes[index].diagnostics.hasErrors { return true }
        return diagnostics.hasErrors
    }
}

/// What happens to a resource.
package enum Action: String, Sendable, CaseIterable {
    case create
    /// Changed without losing what it holds; a swap area may have to be switched off and on.
    case change
    /// Taken down and set up again.
    case replace
    case remove
    case inSync
    /// There, and not in the profile: never touched.
    case unmanaged
    /// Cannot be done here; the diagnostics say why.
    case blocked
}

/// Names a resource, in the profile's own words.
package struct Resource: Equatable, Sendable {
    /// A section of the profile; each kind of resource names its own.
    package struct Kind: Equatable, Sendable {
        /// The section's key.
        package let rawValue: String

        package init(_ rawValue: String) { self.rawValue = rawValue }
    }

    package var kind: Kind
    /// The key in that section: `zram0`, `/var/swap`, `LABEL=board-swap`, `app`.
    package var name: String

    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// `zram.zram0`
    package var text: String { kind.rawValue + "." + name }
}

/// One resource of a plan.
package struct ResourceChange: Equatable, Sendable {
    package var resource: Resource
    package var action: Action
    /// Where it stands in the profile; nil for what is not in it.
    package var location: SourceLocation?
    /// Why: each property that differs.
    package var differences: [Difference]
    /// In bytes: how much swapped data must find room in RAM or other swap while this is done; nil when none must.
    package var swapInBytes: UInt64?
    /// In order; empty for what needs nothing or cannot be done.
    package var steps: [Step]
    /// What the steps do to swap.
    package var effect = SwapEffect()
    package var diagnostics: [Diagnostic]

    package init(
        resource: Resource, action: Action, location: SourceLocation? = nil, differences: [Difference] = [],
        swapInBytes: UInt64? = nil, steps: [Step] = [], diagnostics: [Diagnostic] = []
    ) {
        self.resource = resource
        self.action = action
        self.location = location
        self.differences = differences
        self.swapInBytes = swapInBytes
        self.steps = steps
        self.diagnostics = diagnostics
    }
}
