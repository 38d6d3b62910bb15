import KernelCheck
import Reports
import Text

/// The result of a check in the Test Anything Protocol, version 14: a test a rule and kernel.
///
/// A warning is a test that is not expected to pass yet (TODO), one that follows from another or is waived is skipped.
package enum CheckTAP {
    package static func render(_ report: CheckReport) -> String {
        var count = 0
        for kernel in report.kernels { count += kernel.verdicts.count + (kernel.refusal == nil ? 0 : 1) }
        var text = "TAP version 14\n1.."
        text.add(count, "\n")
        var number = 0
        for kernel in report.kernels {
            text.add("# ", CheckText.title(kernel), "\n")
            if let tried = VerdictText.tried(kernel) { text.add("# ", tried, "\n") }
            if let refusal = kernel.refusal {
                number += 1
                addTest("not ok", number, ConfigFinding.readable.id, kernel, nil, to: &text)
                addDetails("error", refusal.summary, refusal.help, to: &text)
            }
            for verdict in kernel.verdicts {
                number += 1
                add(verdict, number, kernel, to: &text)
            }
        }
        return text
    }

    private static func add(_ verdict: Verdict, _ number: Int, _ kernel: CheckReport.Kernel, to text: inout String) {
        let id = verdict.rule.id
        switch verdict.status {
        case .pass:
            addTest("ok", number, id, kernel, nil, to: &text)
            guard VerdictText.hasRemark(verdict) else { return }
        case .waived: addTest("ok", number, id, kernel, "SKIP " + (verdict.waiver ?? ""), to: &text)
        case .skipped:
            addTest("ok", number, id, kernel, .joining("SKIP because ", verdict.cause ?? "", " fails"), to: &text)
        case .warn: addTest("not ok", number, id, kernel, "TODO " + verdict.rule.severity.rawValue, to: &text)
        case .fail, .unknown: addTest("not ok", number, id, kernel, nil, to: &text)
        }
        addDetails(verdict.status.rawValue, VerdictText.message(verdict, hasHelp: false), verdict.remedy, to: &text)
    }

    private static func addTest(
        _ result: String, _ number: Int, _ id: String, _ kernel: CheckReport.Kernel, _ directive: String?,
        to text: inout String
    ) {
        text.add(result, " ", number.description, " - ", id)
        text.add(" (", escaped(kernel.name), ")")
        if let directive { text.add(" # ", escaped(directive)) }
        text.add("\n")
    }

    /// A block of YAML, as the protocol has it for details.
    private static func addDetails(_ status: String, _ message: String, _ help: String?, to text: inout String) {
        text.add("  ---\n  status: ", status, "\n  message: ", quoted(message), "\n")
        if let help { text.add("  help: ", quoted(help), "\n") }
        text.add("  ...\n")
    }

    /// A text of JSON is one of YAML.
    private static func quoted(_ text: String) -> String { JSONWriter.line(.string(text)) }

    /// In a description `#` and `\` mean something.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in Printable.text(text).utf8 {
            if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
