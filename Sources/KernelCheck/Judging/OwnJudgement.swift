import Kernel
import Text

// What the profile or the command line names itself, perhaps as an older or a newer kernel calls it.

extension Judge {
    /// A symbol, by what this kernel has in its place.
    func own(_ requirement: Requirement) -> Verdict? {
        guard let symbol = requirement.rule.symbols.first else { return nil }
        // What stands in the configuration is there, whatever is known of the versions.
        guard entry(symbol.name) == nil else { return decide(requirement, symbol) }
        switch SymbolHistory.place(of: symbol.name, in: version) {
        case .itself: return decide(requirement, symbol)
        case .unknown: return withoutVersion(requirement)
        case .other(let other): return instead(requirement, symbol, other)
        case .notYet(let since):
            guard !symbol.acceptance.accepts(nil) else { return absent(requirement, symbol) }
            return lacking(
                requirement,
                .joining("CONFIG_", symbol.name, " came with Linux ", since.shortText, ", and this is ", versionText),
                .joining("take a kernel from ", since.shortText, " on, "))
        case .gone(let ending):
            guard !symbol.acceptance.accepts(nil) else { return absent(requirement, symbol) }
            return lacking(
                requirement, .joining("Linux ", versionText, " has no CONFIG_", symbol.name, " any more: ", ending), "")
        }
    }

    /// By the symbol that does in this version what another one does elsewhere.
    private func instead(_ requirement: Requirement, _ symbol: RuleSymbol, _ other: RuleSymbol) -> Verdict {
        var today = symbol
        today.name = other.name
        var note = String.joining("CONFIG_", symbol.name, other.hasOtherUses ? " is part of CONFIG_" : " is CONFIG_")
        note.add(other.name, " in Linux ", version?.shortText ?? "")
        if !symbol.acceptance.accepts(nil) {
            // Whether it may be a module follows from what it is called here.
            if symbol.acceptance.accepts("y") { today.acceptance = other.acceptance }
        } else if other.hasOtherUses, isOn(other.name) == true {
            // Not to be had without it, and it is not the whole that was forbidden.
            return Verdict(
                requirement, .unknown, .joining(note, ", and cannot be off without it"),
                remedy: .joining("forbid CONFIG_", other.name, ", or waive the rule"))
        }
        var verdict = decide(requirement, today)
        verdict.note = note
        return verdict
    }

    /// A kernel that does not have the symbol does not have it on.
    private func absent(_ requirement: Requirement, _ symbol: RuleSymbol) -> Verdict {
        var verdict = Verdict(
            requirement, .pass, .joining("Linux ", versionText, " has no CONFIG_", symbol.name))
        verdict.symbol = symbol.name
        verdict.expected = symbol.acceptance.text
        return verdict
    }

    private func lacking(_ requirement: Requirement, _ summary: String, _ remedy: String) -> Verdict {
        Verdict(
            requirement, requirement.rule.severity == .required ? .fail : .warn, summary,
            remedy: remedy + (remedy.isEmpty ? "leave it out of the profile, or waive the rule" : "or waive the rule"))
    }

    private var versionText: String { version?.text ?? "" }
}
