import Applying
import Planning
import enum System.Signals
import struct System.SystemError
import Text

/// What came of an apply, as data.
package enum ApplyJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// The document; profiles/apply.schema.json describes it.
    ///
    /// - Parameters:
    ///   - plan: the one that was applied.
    ///   - refusal: why nothing of it was begun; nil when it was.
    package static func document(_ plan: Plan, _ result: ApplyResult, refusal: String? = nil) -> JSONObject {
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
        document.add(
            "taken_back",
            .list(result.rolledBack) { rolledBack in
                var object = PlanJSON.named(rolledBack.change.resource)
                add(rolledBack.rollback, to: &object)
                return .object(object)
            })
        document.add("not_begun", .strings(result.notBegun.map { $0.resource.text }))
        document.add("stopped_by", result.stopSignal.map { Signals.name($0) })
        document.add("in_sync", plan.count(.inSync))
        document.add("refusal", refusal)
        document.add("diagnostics", DiagnosticJSON.value(plan.diagnostics))
        return document
    }

    private static func value(_ failure: ResourceFailure) -> JSONValue {
        var object = PlanJSON.named(failure.resource)
        object.add("error", value(failure.error))
        object.add("done", steps(failure.done))
        object.add("failed_step", StepJSON.value(failure.failed))
        object.add("skipped", steps(failure.skipped))
        object.add("depends_on", failure.dependsOn?.text)
        object.add("in_place", .bool(failure.isInPlace))
        add(failure.rollback, to: &object)
        object.add("help", failure.help)
        return .object(object)
    }

    private static func value(_ error: SystemError) -> JSONValue {
        var object = JSONObject()
        object.add("operation", error.operation)
        object.add("path", error.path)
        object.add("errno", error.code == 0 ? .null : .integer(Int(error.code)))
        object.add("text", error.text)
        return .object(object)
    }

    private static func add(_ rollback: Rollback, to object: inout JSONObject) {
        object.add("rolled_back", steps(rollback.done))
        object.add(
            "not_rolled_back",
            .list(rollback.failures) { failure in
                var object = JSONObject()
                object.add("step", StepJSON.value(failure.step))
                object.add("error", value(failure.error))
                return .object(object)
            })
        object.add("lost", .strings(rollback.lost))
        object.add("kept", steps(rollback.kept))
    }

    private static func steps(_ steps: [Step]) -> JSONValue {
        .list(steps) { StepJSON.value($0) }
    }
}
