import KernelCheck
import Model

/// A verdict in one line, for the formats that have room for no more.
enum VerdictText {
    /// `CONFIG_ZRAM is not set, and must be y or m, because the profile has zram.zram0 (profile.yaml:3:3)`
    static func message(_ verdict: Verdict) -> String {
        var text = verdict.summary
        if let first = verdict.requirement.reasons.first {
            text.add(", because ", reason(first))
            let others = verdict.requirement.reasons.count - 1
            if others > 0 {
                text.add(" and for ")
                text.add(others, others == 1 ? " other reason" : " other reasons")
            }
        }
        return Printable.text(text)
    }

    /// A message with what to do, and a waiver's reason.
    static func advice(_ verdict: Verdict) -> String {
        var text = message(verdict)
        if let remedy = verdict.remedy { text.add("; help: ", Printable.text(remedy)) }
        if let waiver = verdict.waiver { text.add("; waived: ", Printable.text(waiver)) }
        return text
    }

    static func reason(_ reason: Requirement.Reason) -> String {
        guard let location = reason.location else { return reason.text }
        return .joining(reason.text, " (", location.text, ")")
    }
}
