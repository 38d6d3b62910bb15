import KernelCheck
import Reports
import Resources
import Text

/// The result of a check in the Static Analysis Results Interchange Format, which code hosts show beside a change.
///
/// Of rules that hold only those are results there of which there is more to say. Source: SARIF 2.1.0, OASIS.
package enum CheckSARIF {
    package static func render(_ report: CheckReport, program: String, version: String) -> String {
        var rules: [Rule] = []
        var results: [JSONValue] = []
        var notifications: [JSONValue] = []
        var isComplete = true
        for kernel in report.kernels {
            if let tried = VerdictText.tried(kernel) { notifications.append(notification("note", tried, nil, kernel)) }
            if let refusal = kernel.refusal {
                isComplete = false
                notifications.append(notification("error", refusal.summary, refusal.location, kernel))
            }
            for verdict in kernel.verdicts {
                let index = rules.firstIndex { $0.id == verdict.rule.id } ?? rules.count
                if index == rules.count { rules.append(verdict.rule) }
                if verdict.status != .pass || VerdictText.hasRemark(verdict) {
                    results.append(result(verdict, rule: index, kernel))
                }
            }
        }
        var driver = JSONObject()
        driver.add("name", program)
        driver.add("version", version)
        driver.add("rules", .list(rules, rule))
        var tool = JSONObject()
        tool.add("driver", .object(driver))
        var invocation = JSONObject()
        invocation.add("executionSuccessful", isComplete)
        if !notifications.isEmpty { invocation.add("toolExecutionNotifications", .array(notifications)) }
        var run = JSONObject()
        run.add("tool", .object(tool))
        run.add("invocations", .array([.object(invocation)]))
        run.add("results", .array(results))
        var document = JSONObject()
        document.add("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        document.add("version", "2.1.0")
        document.add("runs", .array([.object(run)]))
        return JSONWriter.text(of: .object(document))
    }

    private static func rule(_ rule: Rule) -> JSONValue {
        var object = JSONObject()
        object.add("id", rule.id)
        object.add("shortDescription", message(rule.why))
        object.add("help", message(.joining("See ", rule.documentation, " in the kernel's source.")))
        var configuration = JSONObject()
        configuration.add("level", rule.severity == .required ? "error" : "warning")
        object.add("defaultConfiguration", .object(configuration))
        return .object(object)
    }

    private static func result(_ verdict: Verdict, rule: Int, _ kernel: CheckReport.Kernel) -> JSONValue {
        var object = JSONObject()
        object.add("ruleId", verdict.rule.id)
        object.add("ruleIndex", rule)
        if verdict.status == .pass { object.add("kind", "pass") }
        if verdict.status == .skipped { object.add("kind", "notApplicable") }
        object.add("level", level(verdict))
        object.add("message", message(VerdictText.message(verdict)))
        let place = verdict.location ?? SourceLocation(file: kernel.name, position: Position(line: 0, column: 0))
        object.add("locations", .array([location(place, message: nil)]))
        var related: [JSONValue] = []
        for reason in verdict.requirement.reasons {
            guard let place = reason.location else { continue }
            related.append(location(place, message: reason.text))
        }
        object.add("relatedLocations", .array(related))
        var fingerprints = JSONObject()
        fingerprints.add("kernelRule/v1", .joining(kernel.name, ":", verdict.rule.id))
        object.add("partialFingerprints", .object(fingerprints))
        if let waiver = verdict.waiver {
            var suppression = JSONObject()
            suppression.add("kind", "external")
            suppression.add("justification", waiver)
            object.add("suppressions", .array([.object(suppression)]))
        }
        return .object(object)
    }

    /// What counts is the exit status: a waived requirement keeps its weight, and a rule that holds has none.
    private static func level(_ verdict: Verdict) -> String {
        switch verdict.status {
        case .pass, .skipped: "none"
        case .fail: "error"
        case .waived: verdict.isRequired ? "error" : "warning"
        case .warn, .unknown: "warning"
        }
    }

    private static func notification(
        _ level: String, _ text: String, _ place: SourceLocation?, _ kernel: CheckReport.Kernel
    ) -> JSONValue {
        var object = JSONObject()
        object.add("level", level)
        object.add("message", message(text))
        let place = place ?? SourceLocation(file: kernel.name, position: Position(line: 0, column: 0))
        object.add("locations", .array([location(place, message: nil)]))
        return .object(object)
    }

    private static func message(_ text: String) -> JSONValue {
        var object = JSONObject()
        object.add("text", Printable.text(text))
        return .object(object)
    }

    /// - Parameter place: a line of 0 stands for the file as a whole.
    private static func location(_ place: SourceLocation, message text: String?) -> JSONValue {
        var artifact = JSONObject()
        artifact.add("uri", uri(place.file))
        var physical = JSONObject()
        physical.add("artifactLocation", .object(artifact))
        if place.position.line > 0 {
            var region = JSONObject()
            region.add("startLine", place.position.line)
            physical.add("region", .object(region))
        }
        var object = JSONObject()
        object.add("physicalLocation", .object(physical))
        if let text { object.add("message", message(text)) }
        return .object(object)
    }

    /// A path as a URI reference (RFC 3986): relative, or with `file://` before the first slash.
    private static func uri(_ path: String) -> String {
        var bytes: [UInt8] = Array((path.utf8.first == UInt8(ascii: "/") ? "file://" : "").utf8)
        for byte in path.utf8 {
            let lower = byte | 0x20
            let isPlain =
                lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
                || byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: "9")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
            if isPlain {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Hex.digit(byte >> 4).uppercase)
                bytes.append(Hex.digit(byte & 15).uppercase)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
