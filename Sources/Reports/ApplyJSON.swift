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
        var document = JSONObject()
        document.add("format_version", formatVersion)
        document.add(
            "changed",
            .list(result.changed) { change in
                var object = PlanJSON.named(change.resource)
                object.add("action", PlanJSON.name(change.action))
                object.add("steps", steps(change.steps))
                return .object(object)
            })
        document.add("failed", .list(result.failures, value))
        document.add(
            "blocked",
            .list(result.blocked) { change in
                var object = PlanJSON.named(change.resource)
                object.add("diagnostics", DiagnosticJSON.value(change.diagnostics))
                return .object(object)
            })
        document.add("in_sync", plan.count(.inSync))
        document.add("diagnostics", DiagnosticJSON.value(plan.diagnostics))
        return JSONWriter.text(of: .object(document))
    }

    private static func value(_ failure: ResourceFailure) -> JSONValue {
        var error = JSONObject()
        error.add("operation", failure.error.operation)
        error.add("path", failure.error.path)
        error.add("errno", failure.error.code == 0 ? .null : .integer(Int(failure.error.code)))
        error.add("text", failure.error.text)

        var object = PlanJSON.named(failure.resource)
        object.add("error", .object(error))
        object.add("done", steps(failure.done))
        object.add("failed_step", StepJSON.value(failure.failed))
        object.add("skipped", steps(failure.skipped))
        object.add("depends_on", failure.dependsOn?.text)
        object.add("help", failure.help)
        return .object(object)
    }

    private static func steps(_ steps: [Step]) -> JSONValue {
        .list(steps) { StepJSON.value($0) }
    }
}
