import Applying
import Model
import Planning
import System

/// What came of an apply, as data.
package enum ApplyJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// - Parameter plan: the one that was applied.
    package static func render(_ plan: Plan, _ result: ApplyResult) -> String {
        JSONWriter.text(of: [
            "format_version": .integer(formatVersion),
            "changed": .list(result.changed) { change in
                .object(
                    PlanJSON.resource(change.resource) + [
                        .init("action", .string(PlanJSON.name(change.action))),
                        .init("steps", .list(change.steps) { StepJSON.value($0) }),
                    ])
            },
            "failed": .list(result.failures, value),
            "blocked": .list(result.blocked) { change in
                .object(
                    PlanJSON.resource(change.resource) + [
                        .init("diagnostics", DiagnosticJSON.value(change.diagnostics))
                    ])
            },
            "in_sync": .integer(plan.count(.inSync)),
            "diagnostics": DiagnosticJSON.value(plan.diagnostics),
        ])
    }

    private static func value(_ failure: ResourceFailure) -> JSONValue {
        .object(
            PlanJSON.resource(failure.resource) + [
                .init(
                    "error",
                    [
                        "operation": .string(failure.error.operation),
                        "path": .string(failure.error.path),
                        "errno": failure.error.code == 0 ? .null : .integer(Int(failure.error.code)),
                        "text": .string(failure.error.text),
                    ]),
                .init("done", .list(failure.done) { StepJSON.value($0) }),
                .init("failed_step", StepJSON.value(failure.failed)),
                .init("skipped", .list(failure.skipped) { StepJSON.value($0) }),
                .init("help", .optional(failure.help)),
            ])
    }
}
