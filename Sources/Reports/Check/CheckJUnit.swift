import Kernel
import KernelCheck
import Reports
import Text

/// The result of a check as JUnit's XML, which every pipeline shows as tests: a suite a kernel, a case a rule.
package enum CheckJUnit {
    package static func render(_ report: CheckReport, program: String) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
        addCounts(report.kernels, to: &text)
        addAttribute("name", program + " check", to: &text)
        text.add(">\n")
        for kernel in report.kernels { add(kernel, to: &text) }
        text.add("</testsuites>\n")
        return text
    }

    private static func add(_ kernel: CheckReport.Kernel, to text: inout String) {
        text.add("  <testsuite")
        addAttribute("name", kernel.name, to: &text)
        addCounts([kernel], to: &text)
        text.add(">\n")
        addProperties(kernel, to: &text)
        if let refusal = kernel.refusal {
            addCase(ConfigFinding.readable.id, kernel, to: &text)
            addOutcome("error", refusal.summary, refusal.help, to: &text)
        }
        for verdict in kernel.verdicts { add(verdict, kernel, to: &text) }
        text.add("  </testsuite>\n")
    }

    private static func addProperties(_ kernel: CheckReport.Kernel, to text: inout String) {
        var properties: [(name: String, value: String)] = []
        if let version = kernel.version { properties.append(("kernel.version", version.text)) }
        for (index, attempt) in kernel.tried.enumerated() {
            properties.append((.joining("tried.", (index + 1).description), attempt))
        }
        guard !properties.isEmpty else { return }
        text.add("    <properties>\n")
        for property in properties {
            text.add("      <property")
            addAttribute("name", property.name, to: &text)
            addAttribute("value", property.value, to: &text)
            text.add("/>\n")
        }
        text.add("    </properties>\n")
    }

    private static func add(_ verdict: Verdict, _ kernel: CheckReport.Kernel, to text: inout String) {
        addCase(verdict.rule.id, kernel, to: &text)
        let message = VerdictText.message(verdict, hasHelp: false)
        switch verdict.status {
        case .pass: addOutcome("system-out", nil, message, to: &text)
        case .fail: addOutcome("failure", message, verdict.remedy, to: &text)
        case .unknown: addOutcome("error", message, verdict.remedy, to: &text)
        case .waived, .skipped: addOutcome("skipped", message, verdict.remedy, to: &text)
        case .warn: addOutcome("system-out", nil, .joining("warning: ", VerdictText.message(verdict)), to: &text)
        }
    }

    private static func addCase(_ name: String, _ kernel: CheckReport.Kernel, to text: inout String) {
        text.add("    <testcase")
        addAttribute("name", name, to: &text)
        addAttribute("classname", kernel.name, to: &text)
        text.add(">\n")
    }

    private static func addOutcome(_ element: String, _ message: String?, _ body: String?, to text: inout String) {
        text.add("      <", element)
        if let message {
            addAttribute("message", message, to: &text)
        }
        text.add(">", escaped(body ?? ""), "</", element, ">\n")
        text.add("    </testcase>\n")
    }

    private static func addCounts(_ kernels: [CheckReport.Kernel], to text: inout String) {
        var tests = 0
        var failures = 0
        var errors = 0
        var skipped = 0
        for kernel in kernels {
            let refused = kernel.refusal == nil ? 0 : 1
            tests += kernel.verdicts.count + refused
            failures += kernel.count(.fail)
            errors += kernel.count(.unknown) + refused
            skipped += kernel.count(.waived) + kernel.count(.skipped)
        }
        addAttribute("tests", tests.description, to: &text)
        addAttribute("failures", failures.description, to: &text)
        addAttribute("errors", errors.description, to: &text)
        addAttribute("skipped", skipped.description, to: &text)
    }

    private static func addAttribute(_ name: String, _ value: String, to text: inout String) {
        text.add(" ", name, "=\"", escaped(value), "\"")
    }

    /// XML has no way to write most control characters at all: they are shown as everywhere else.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in Printable.text(text).utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
