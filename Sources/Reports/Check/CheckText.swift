import Kernel
import KernelCheck
import Reports
import Text

/// What came of a check, for a person: what fails first, then why, then what to do.
package enum CheckText {
    /// All kernels; of several a matrix first, and then only what is not in order.
    package static func render(_ report: CheckReport, style: Style) -> String {
        var text = ""
        let isFamily = report.kernels.count > 1
        if isFamily { text.add(CheckMatrix.render(report, style: style), "\n") }
        for (index, kernel) in report.kernels.enumerated() {
            if index > 0 { text.add("\n") }
            add(kernel, showsPasses: !isFamily, style, to: &text)
        }
        return text
    }

    private static func add(
        _ kernel: CheckReport.Kernel, showsPasses: Bool, _ style: Style, to text: inout String
    ) {
        text.add(style.paint(title(kernel), .strong), "\n")
        for attempt in kernel.tried { text.add("  tried ", Printable.text(attempt), "\n") }
        if let refusal = kernel.refusal {
            text.add(DiagnosticText.render(refusal, source: nil, style: style))
            return
        }
        for verdict in kernel.verdicts where verdict.status != .pass {
            text.add("\n")
            add(verdict, style, to: &text)
        }
        guard showsPasses, kernel.count(.pass) > 0 else { return }
        text.add("\n")
        for verdict in kernel.verdicts where verdict.status == .pass { add(verdict, style, to: &text) }
    }

    /// `board.config: Linux 6.12.107 (x86): 1 fail, 7 pass`
    static func title(_ kernel: CheckReport.Kernel) -> String {
        var text = Printable.text(kernel.name)
        text.add(": ")
        if let version = kernel.version { text.add("Linux ", version.text) }
        if let architecture = kernel.architecture { text.add(" (", Printable.text(architecture), ")") }
        if kernel.version != nil { text.add(": ") }
        if kernel.refusal != nil {
            text.add("not checked")
            return text
        }
        var isFirst = true
        for status: Verdict.Status in [.fail, .unknown, .warn, .waived, .pass] {
            let count = kernel.count(status)
            guard count > 0 || status == .fail else { continue }
            if !isFirst { text.add(", ") }
            text.add(count, " ")
            text.add(status.rawValue)
            isFirst = false
        }
        return text
    }

    private static func add(_ verdict: Verdict, _ style: Style, to text: inout String) {
        let word = verdict.status.rawValue
        text.add(style.paint(word, tone(verdict.status)))
        text.addSpaces(8 - word.utf8.count)
        text.add(style.paint(verdict.rule.id, .strong), ": ", Printable.text(verdict.summary))
        if let location = verdict.location { text.add(" (", Printable.text(location.text), ")") }
        text.add("\n")
        if verdict.status != .pass {
            for reason in verdict.requirement.reasons { addLine("because ", VerdictText.reason(reason), to: &text) }
            addLine("why: ", verdict.rule.why, to: &text)
            addLine("see: ", verdict.rule.documentation, to: &text)
        }
        if let note = verdict.note { addLine("note: ", note, to: &text) }
        if let waiver = VerdictText.waiver(verdict) { addLine("", waiver, to: &text) }
        if let remedy = verdict.remedy { addLine("help: ", remedy, to: &text) }
    }

    private static func addLine(_ title: String, _ line: String, to text: inout String) {
        text.addSpaces(8)
        text.add(title, Printable.text(line), "\n")
    }

    private static func tone(_ status: Verdict.Status) -> Style.Tone {
        switch status {
        case .pass: .added
        case .fail: .error
        case .warn, .unknown: .warning
        case .waived: .faint
        }
    }
}
