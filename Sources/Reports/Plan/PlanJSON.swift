import Planning
import Text

/// A plan as data, for other programs.
package enum PlanJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// The document; profiles/plan.schema.json describes it.
    package static func document(_ plan: Plan) -> JSONObject {
        var document = JSONObject()
        document.add("format_version", formatVersion)
        var summary = JSONObject()
        for action in Action.allCases { summary.add(name(action), plan.count(action)) }
        document.add("summary", .object(summary))
        var resources: [JSONValue] = []
        var number = 1
        for change in plan.changes {
            resources.append(value(change, firstStep: number))
            number += change.steps.count
        }
        document.add("resources", .array(resources))
        document.add("diagnostics", DiagnosticJSON.value(plan.diagnostics))
        return document
    }

    private static func value(_ change: ResourceChange, firstStep: Int) -> JSONValue {
        var object = named(change.resource)
        object.add("action", name(change.action))
        object.add("actions", .strings(actions(change.action)))
        object.add("location", DiagnosticJSON.value(change.location))
        object.add("differences", .list(change.differences, value))
        object.add("swap_in_bytes", change.swapInBytes)
        var steps: [JSONValue] = []
        for step in change.steps { steps.append(StepJSON.value(step, number: firstStep + steps.count)) }
        object.add("steps", .array(steps))
        object.add("diagnostics", DiagnosticJSON.value(change.diagnostics))
        return .object(object)
    }

    /// An object that begins with the name of a resource.
    static func named(_ resource: Resource) -> JSONObject {
        var object = JSONObject()
        object.add("resource", resource.text)
        object.add("kind", resource.kind.rawValue)
        object.add("name", resource.name)
        return object
    }

    /// The action's own name: `in_sync`.
    static func name(_ action: Action) -> String {
        switch action {
        case .create, .change, .replace, .remove, .unmanaged, .blocked: action.rawValue
        case .inSync: "in_sync"
        }
    }

    /// The action in the words that readers of other planners' JSON know.
    private static func actions(_ action: Action) -> [String] {
        switch action {
        case .create: ["create"]
        case .change: ["update"]
        case .replace: ["delete", "create"]
        case .remove: ["delete"]
        case .inSync, .unmanaged: ["no-op"]
        // Never "no-op": whoever looks for a machine that is as wanted must not find one here.
        case .blocked: ["blocked"]
        }
    }

    private static func value(_ difference: Difference) -> JSONValue {
        var object = JSONObject()
        object.add("property", difference.property)
        object.add("live", difference.live.map(DifferenceText.describe))
        object.add("wanted", difference.wanted.map(DifferenceText.describe))
        return .object(object)
    }
}
