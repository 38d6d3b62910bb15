import Profiles
import Resources
import Text

extension [Verdict] {
    /// Marks what the profile waives; a rule that passes is still reported as waived, and so is one that nothing required.
    package mutating func waive(_ waivers: [KernelSection.Waiver]) {
        for waiver in waivers {
            var isUsed = false
            for index in indices where self[index].rule.id == waiver.rule.value {
                self[index].waiver = waiver.reason
                if self[index].status != .pass { self[index].status = .waived }
                isUsed = true
            }
            guard !isUsed else { continue }
            let reason = Requirement.Reason("the profile waives it")
            var verdict = Verdict(
                Requirement(ConfigFinding.unusedWaiver, because: [reason]), .waived,
                .joining("nothing was asked of this kernel by the rule ", waiver.rule.value))
            verdict.waiver = waiver.reason
            append(verdict)
        }
    }
}

extension KernelSection {
    /// Waivers for rules that there are not: most likely a slip of the pen, by which a waiver would have no effect.
    package func unknownWaivers(_ requirements: Requirements, _ source: SourceText) -> [Diagnostic] {
        let ids = RuleTable.all.map { $0.id } + requirements.list.map { $0.rule.id }
        var diagnostics: [Diagnostic] = []
        for waiver in waivers where !ids.contains(waiver.rule.value) {
            let nearest = NearestWord.find(waiver.rule.value, in: ids)
            diagnostics.append(
                Diagnostic(
                    .warning, .joining("there is no rule ", waiver.rule.value, " to waive"),
                    at: source.location(waiver.rule.position),
                    help: nearest.map { .joining("did you mean ", $0, "?") } ?? "`check --list` shows the rules"))
        }
        return diagnostics
    }
}
