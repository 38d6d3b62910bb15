import Kernel
import KernelCheck
import Reports
import Text

/// The result of a check, for a person: the verdict and what to do in the first lines, then what fails and why.
package enum CheckText {
    /// All kernels; of several the verdict on all and a matrix first.
    ///
    /// - Parameter showsAll: whether rules that pass, and those that follow from a failure, are shown in full.
    package static func render(_ report: CheckReport, showsAll: Bool = false, style: Style) -> String {
        var text = ""
        let isFamily = report.kernels.count > 1
        if isFamily {
            text.add(style.paint(family(report), .strong), "\n\n")
            text.add(CheckMatrix.render(report, style: style), "\n")
        }
        for (index, kernel) in report.kernels.enumerated() {
            if index > 0 { text.add("\n") }
            add(kernel, showsAll: showsAll, countsRest: !isFamily, style, to: &text)
        }
        return text
    }

    /// `2 of 4 kernels fail, 1 is not checked`
    private static func family(_ report: CheckReport) -> String {
        var text = ""
        for (outcome, one, many) in [
            (CheckReport.Outcome.failed, "fails", "fail"), (.refused, "is not checked", "are not checked"),
            (.unknown, "is unknown", "are unknown"), (.passed, "passes", "pass"),
        ] {
            let count = report.kernels.reduce(0) { $0 + (CheckReport([$1]).outcome == outcome ? 1 : 0) }
            guard count > 0 else { continue }
            text.add(text.isEmpty ? "" : ", ")
            text.add(count, text.isEmpty ? .joining(" of ", report.kernels.count.description, " kernels ") : " ")
            text.add(count == 1 ? one : many)
        }
        return text
    }

    private static func add(
        _ kernel: CheckReport.Kernel, showsAll: Bool, countsRest: Bool, _ style: Style, to text: inout String
    ) {
        let (word, tone) = verdict(kernel)
        text.add(style.paint(word, tone), ": ", style.paint(title(kernel), .strong), "\n")
        if let help = help(kernel) { text.add("help: ", Printable.text(help), "\n") }
        for attempt in kernel.tried { text.add("  tried ", Printable.text(attempt), "\n") }
        if let refusal = kernel.refusal {
            text.add(DiagnosticText.render(refusal, source: nil, style: style))
            return
        }
        var isFirst = true
        var passes = 0
        for verdict in kernel.verdicts {
            guard verdict.status != .pass || showsAll || countsRest && VerdictText.hasRemark(verdict) else {
                passes += 1
                continue
            }
            let isShort = verdict.status == .pass || verdict.status == .skipped
            if !isShort || isFirst { text.add("\n") }
            add(verdict, isShort: isShort, showsAll, style, to: &text)
            isFirst = isShort ? false : true
        }
        guard passes > 0, countsRest else { return }
        text.add("\n")
        text.add(passes, passes == 1 ? " rule passes" : " rules pass")
        text.add("; --verbose shows them\n")
    }

    /// How a kernel came out, in a word.
    private static func verdict(_ kernel: CheckReport.Kernel) -> (String, Style.Tone) {
        switch CheckReport([kernel]).outcome {
        case .passed: ("passes", .added)
        case .failed: ("fails", .error)
        case .unknown: ("unknown", .warning)
        case .refused: ("error", .error)
        }
    }

    /// What to do about what decides the verdict, each thing once; nil where there is nothing.
    private static func help(_ kernel: CheckReport.Kernel) -> String? {
        let outcome = CheckReport([kernel]).outcome
        let status: Verdict.Status = outcome == .failed ? .fail : .unknown
        guard outcome == .failed || outcome == .unknown else { return nil }
        var remedies: [String] = []
        var canMend = false
        for verdict in kernel.verdicts where verdict.status == status && verdict.isRequired {
            if let remedy = verdict.remedy, !remedies.contains(remedy) { remedies.append(remedy) }
            canMend = canMend || verdict.change != nil
        }
        var text = ""
        for remedy in remedies.prefix(3) { text.add(text.isEmpty ? "" : "; ", remedy) }
        if remedies.count > 3 { text.add("; and ", (remedies.count - 3).description, " more, see below") }
        if remedies.count > 1, canMend { text.add("; --fragment prints the lines") }
        return text.isEmpty ? nil : text
    }

    /// `board.config: Linux 6.12.107 (x86): 1 fail, 7 pass`
    static func title(_ kernel: CheckReport.Kernel) -> String {
        var text = Printable.text(kernel.name)
        if kernel.version != nil || kernel.architecture != nil { text.add(": Linux") }
        if let version = kernel.version { text.add(" ", version.text) }
        if let architecture = kernel.architecture { text.add(" (", Printable.text(architecture), ")") }
        text.add(": ")
        if kernel.refusal != nil {
            text.add("not checked")
            return text
        }
        var isFirst = true
        for status in CheckReport.order {
            let count = kernel.count(status)
            guard count > 0 || status == .fail else { continue }
            if !isFirst { text.add(", ") }
            text.add(count, " ")
            text.add(status.rawValue)
            isFirst = false
        }
        return text
    }

    private static func add(
        _ verdict: Verdict, isShort: Bool, _ showsAll: Bool, _ style: Style, to text: inout String
    ) {
        let word = verdict.status.rawValue
        text.add(style.paint(word, tone(verdict.status)))
        text.addSpaces(8 - word.utf8.count)
        text.add(style.paint(verdict.rule.id, .strong), ": ")
        if let cause = verdict.cause { text.add("because ", cause, " fails: ") }
        text.add(Printable.text(verdict.summary))
        if let location = verdict.location { text.add(" (", Printable.text(location.text), ")") }
        text.add("\n")
        if !isShort {
            let reasons = verdict.requirement.reasons
            // A profile may have hundreds of resources.
            let shown = showsAll || reasons.count <= 4 ? reasons.count : 3
            for reason in reasons.prefix(shown) { addLine("because ", VerdictText.reason(reason), to: &text) }
            if shown < reasons.count {
                addLine("", .joining("and for ", (reasons.count - shown).description, " other reasons"), to: &text)
            }
            addLine("why: ", verdict.rule.why, to: &text)
            addLine("see: ", verdict.rule.documentation, to: &text)
        }
        if let note = verdict.note { addLine("note: ", note, to: &text) }
        if let waiver = VerdictText.waiver(verdict) { addLine("", waiver, to: &text) }
        if !isShort, let remedy = verdict.remedy { addLine("help: ", remedy, to: &text) }
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
        case .waived, .skipped: .faint
        }
    }
}
