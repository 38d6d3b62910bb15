import Kernel
import KernelCheck
import Reports
import Resources
import Text

/// The result of a check, as data; profiles/check.schema.json describes it.
package enum CheckJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// - Parameter profile: the profile's name; nil where the base set was asked for.
    package static func render(_ report: CheckReport, profile: String?) -> String {
        var document = JSONObject()
        document.add("format_version", formatVersion)
        document.add("profile", profile)
        document.add("result", result(report.outcome))
        document.add("kernels", .list(report.kernels, kernel))
        return JSONWriter.text(of: .object(document))
    }

    private static func result(_ outcome: CheckReport.Outcome) -> String {
        switch outcome {
        case .passed: "pass"
        case .failed: "fail"
        case .unknown: "unknown"
        case .refused: "error"
        }
    }

    private static func kernel(_ kernel: CheckReport.Kernel) -> JSONValue {
        var object = JSONObject()
        object.add("name", kernel.name)
        object.add("version", kernel.version?.text)
        object.add("architecture", kernel.architecture)
        object.add("tried", .strings(kernel.tried))
        object.add("errors", DiagnosticJSON.value(kernel.refusal.map { [$0] } ?? []))
        var counts = JSONObject()
        for status in Verdict.Status.allCases { counts.add(status.rawValue, kernel.count(status)) }
        object.add("counts", .object(counts))
        object.add("verdicts", .list(kernel.verdicts, verdict))
        return .object(object)
    }

    private static func verdict(_ verdict: Verdict) -> JSONValue {
        var object = JSONObject()
        object.add("id", verdict.rule.id)
        object.add("status", verdict.status.rawValue)
        object.add("severity", verdict.rule.severity.rawValue)
        object.add("summary", verdict.summary)
        object.add("symbol", verdict.symbol.map { "CONFIG_" + $0 })
        object.add("expected", verdict.expected)
        object.add("found", verdict.found)
        object.add("location", DiagnosticJSON.value(verdict.location))
        object.add(
            "because",
            .list(verdict.requirement.reasons) { reason in
                var object = JSONObject()
                object.add("text", reason.text)
                object.add("location", DiagnosticJSON.value(reason.location))
                return .object(object)
            })
        object.add("why", verdict.rule.why)
        object.add("documentation", verdict.rule.documentation)
        object.add("note", verdict.note)
        object.add("help", verdict.remedy)
        object.add("cause", verdict.cause)
        object.add("waiver", verdict.waiver)
        return .object(object)
    }
}
