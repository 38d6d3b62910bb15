import Model
import Planning

/// A plan as data, for other programs.
package enum PlanJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// The document's text.
    package static func render(_ plan: Plan) -> String {
        JSONWriter.text(of: value(plan))
    }

    /// The document.
    package static func value(_ plan: Plan) -> JSONValue {
        var resources: [JSONValue] = []
        var number = 1
        for change in plan.changes {
            resources.append(value(change, firstStep: number))
            number += change.steps.count
        }
        return [
            "format_version": .integer(formatVersion),
            "summary": .object(
                Action.allCases.map { JSONValue.Member(name($0), .integer(plan.count($0))) }),
            "resources": .array(resources),
            "diagnostics": DiagnosticJSON.value(plan.diagnostics),
        ]
    }

    private static func value(_ change: ResourceChange, firstStep: Int) -> JSONValue {
        var steps: [JSONValue] = []
        for (index, step) in change.steps.enumerated() {
            steps.append(StepJSON.value(step, number: firstStep + index))
        }
        return .object(
            resource(change.resource) + [
                .init("action", .string(name(change.action))),
                .init("actions", actions(change.action)),
                .init("location", DiagnosticJSON.value(change.location)),
                .init("differences", .list(change.differences, value)),
                .init("swap_in_bytes", .optional(change.swapInBytes)),
                .init("steps", .array(steps)),
                .init("diagnostics", DiagnosticJSON.value(change.diagnostics)),
            ])
    }

    /// The members that name a resource.
    static func resource(_ resource: Resource) -> [JSONValue.Member] {
        [
            .init("resource", .string(resource.text)),
            .init("kind", .string(resource.kind.rawValue)),
            .init("name", .string(resource.name)),
        ]
    }

    /// The action's own name: `in_sync`.
    static func name(_ action: Action) -> String {
        switch action {
        case .create, .change, .replace, .remove, .unmanaged, .blocked: action.rawValue
        case .inSync: "in_sync"
        }
    }

    /// The action in the words that readers of other planners' JSON know.
    private static func actions(_ action: Action) -> JSONValue {
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
        [
            "property": .string(difference.property),
            "live": .optional(difference.live),
            "wanted": .optional(difference.wanted),
        ]
    }
}
