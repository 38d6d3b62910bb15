import Resources
import Text

/// What is odd about a configuration itself, or about a waiver, reported like the verdict on a rule.
package enum ConfigFinding {
    static let contradiction = Rule(
        "CONFIG-CONTRADICTION", [], .required, .own,
        why: "the last value counts, and somebody meant the other one", documentation: "scripts/kconfig/confdata.c")
    static let fragment = Rule(
        "CONFIG-FRAGMENT", [], .recommended, .own,
        why: "a defconfig or fragment leaves out what the kernel's build adds",
        documentation: "Documentation/kbuild/kconfig.rst")

    /// For a configuration that could not be read: its reports have no verdict, only this id.
    package static let readable = Rule(
        "CONFIG-READABLE", [], .required, .own, why: "without a configuration nothing is known",
        documentation: "Documentation/kbuild/kconfig.rst")
    static let lines = Rule(
        "CONFIG-LINES", [], .recommended, .own, why: "a line that Kconfig skips has no effect, whatever it says",
        documentation: "scripts/kconfig/confdata.c")
    static let unusedWaiver = Rule(
        "WAIVER-UNUSED", [], .recommended, .own,
        why: "a waiver that waives nothing hides what comes up later", documentation: "profiles/profile.schema.json")

    static let rules = [contradiction, fragment, lines, readable, unusedWaiver]

    /// What is odd about a configuration.
    static func verdicts(_ config: KernelConfig) -> [Verdict] {
        let reason = Requirement.Reason("a configuration must be whole and say everything once")
        var verdicts: [Verdict] = []
        if let first = config.contradictions.first {
            var verdict = Verdict(
                Requirement(contradiction, because: [reason]), .fail,
                .joining(
                    "CONFIG_", first.symbol, " has two different values, in lines ",
                    first.firstLine.description, " and ", first.secondLine.description),
                remedy: "remove one of them, or create the configuration again with `make olddefconfig`")
            if config.contradictions.count > 1 {
                verdict.summary.add("; so have ", (config.contradictions.count - 1).description, " more")
            }
            verdict.symbol = first.symbol
            verdict.location = SourceLocation(
                file: config.file, position: Position(line: first.secondLine, column: 1))
            verdicts.append(verdict)
        }
        if let first = config.oddities.first { verdicts.append(odd(config, first, reason)) }
        if !config.hasOutline, !config.isUnknown {
            verdicts.append(
                Verdict(
                    Requirement(fragment, because: [reason]), .warn,
                    config.isDefconfig
                        ? "this is a defconfig: what it does not name has Kconfig's default, where that is known"
                        : "this looks like a defconfig, a fragment or a part of a configuration: it proves only what it names",
                    remedy: "check the `.config` that `make olddefconfig` creates from it"))
        }
        for overlay in config.overlays {
            for verdict in self.verdicts(overlay) where verdict.rule.id != fragment.id { verdicts.append(verdict) }
        }
        return verdicts
    }

    private static func odd(
        _ config: KernelConfig, _ oddity: KernelConfig.Oddity, _ reason: Requirement.Reason
    ) -> Verdict {
        let line = String.joining("line ", oddity.line.description)
        let summary: String =
            switch oddity.kind {
            case .indented: .joining("Kconfig skips ", line, ", since it begins with a blank")
            case .noValue: .joining("Kconfig skips ", line, ", since CONFIG_", oddity.symbol, " has no value there")
            case .looseOff:
                .joining(
                    "Linux 6.8 and later skip ", line, ", since something follows `is not set`; earlier ones read it")
            case .noLineEnd: .joining(line, ", the last one, has no line end: the file may be cut off there")
            }
        var verdict = Verdict(
            Requirement(lines, because: [reason]), .warn, summary,
            remedy: oddity.kind == .noLineEnd
                ? "see that the file is whole, and end its last line" : "correct the line, or remove it")
        if config.oddities.count > 1 {
            verdict.summary.add("; so with ", (config.oddities.count - 1).description, " more")
        }
        verdict.symbol = oddity.symbol.isEmpty ? nil : oddity.symbol
        verdict.location = SourceLocation(file: config.file, position: Position(line: oddity.line, column: 1))
        return verdict
    }
}
