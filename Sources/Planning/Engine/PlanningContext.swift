import LiveState
import Text

/// What every rule of a plan needs: the machine's state, and the profile's text for the places of messages.
package protocol PlanningContext {
    var state: MachineState { get }
    var source: SourceText { get }
}

extension PlanningContext {
    package var pageSize: UInt64 { state.pageSize }

    @inline(never)
    package func location(_ position: Position) -> SourceLocation { source.location(position) }

    @inline(never)
    package func problem(_ summary: String, at position: Position, help: String?) -> Diagnostic {
        Diagnostic(.error, summary, at: location(position), help: help)
    }

    /// The change of an entry, which still needs nothing.
    @inline(never)
    package func row(_ kind: Resource.Kind, _ name: String, _ position: Position) -> ResourceChange {
        ResourceChange(resource: Resource(kind, name), action: .inSync, location: location(position))
    }
}
