import KernelCheck
import Reports
import Resources
import Text

/// A verdict in one line, for the formats that have room for no more.
enum VerdictText {
    /// `CONFIG_ZRAM is not set, and must be y or m, because the profile has zram.zram0 (profile.yaml:3:3); help: …`
    ///
    /// - Parameter hasHelp: whether it says what to do, where the format has no place of its own for that.
    static func message(_ verdict: Verdict, hasHelp: Bool = true) -> String {
        var text = verdict.summary
        if let cause = cause(verdict) { text = .joining(cause, ": ", text) }
        if let first = verdict.requirement.reasons.first {
            text.add(", because ", reason(first))
            let others = verdict.requirement.reasons.count - 1
            if others > 0 {
                text.add(" and for ")
                text.add(others, others == 1 ? " other reason" : " other reasons")
            }
        }
        if let note = verdict.note { text.add("; note: ", note) }
        if hasHelp, let remedy = verdict.remedy { text.add("; help: ", remedy) }
        if let waiver = waiver(verdict) { text.add("; ", waiver) }
        return Printable.text(text)
    }

    /// `skipped, because ZRAM fails`; nil for what is not skipped.
    static func cause(_ verdict: Verdict) -> String? {
        verdict.cause.map { .joining("skipped, because ", $0, " fails") }
    }

    /// Whether there is more to say of a rule that holds than that.
    static func hasRemark(_ verdict: Verdict) -> Bool { verdict.note != nil || verdict.waiver != nil }

    /// `waived: REASON`; nil without a waiver.
    static func waiver(_ verdict: Verdict) -> String? {
        verdict.waiver.map { (verdict.status == .pass ? "the waiver is not needed: " : "waived: ") + $0 }
    }

    static func reason(_ reason: Requirement.Reason) -> String {
        guard let location = reason.location else { return reason.text }
        return .joining(reason.text, " (", location.text, ")")
    }

    /// Where a running kernel's configuration was looked for in vain; nil where nothing was.
    static func tried(_ kernel: CheckReport.Kernel) -> String? {
        guard !kernel.tried.isEmpty else { return nil }
        var text = ""
        for attempt in kernel.tried { text.add(text.isEmpty ? "tried " : "; tried ", attempt) }
        return Printable.text(text)
    }
}
