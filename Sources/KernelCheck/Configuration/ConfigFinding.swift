import Resources
import Text

/// What is odd about a configuration itself, or about a waiver, told like the verdict on a rule.
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
        "CONFIG-READABLE", [], .required, .own, why: "without a configuration nothing can be told",
        documentation: "Documentation/kbuild/kconfig.rst")
    static let unusedWaiver = Rule(
        "WAIVER-UNUSED", [], .recommended, .own,
        why: "a waiver that waives nothing hides what comes up later", documentation: "profiles/profile.schema.json")

    static let rules = [contradiction, fragment, readable, unusedWaiver]

    /// What is odd about a configuration.
    static func verdicts(_ config: KernelConfig) -> [Verdict] {
        let reason = Requirement.Reason("a configuration must be whole and say everything once")
        var verdicts: [Verdict] = []
        if let first = config.contradictions.first {
            var verdict = Verdict(
                Requirement(contradiction, because: [reason]), .fail,
                .joining(
                    "CONFIG_", first.symbol, " stands there twice with different values, in lines ",
                    first.firstLine.description, " and ", first.secondLine.description),
                remedy: "remove one of them, or make the configuration anew with `make olddefconfig`")
            if config.contradictions.count > 1 {
                verdict.summary.add("; so do ", (config.contradictions.count - 1).description, " more")
            }
            verdict.symbol = first.symbol
            verdict.location = SourceLocation(
                file: config.name, position: Position(line: first.secondLine, column: 1))
            verdicts.append(verdict)
        }
        if !config.hasOutline, !config.isUnknown {
            verdicts.append(
                Verdict(
                    Requirement(fragment, because: [reason]), .warn,
                    "this looks like a defconfig, a fragment or a part of a configuration: what it does not name counts as off",
                    remedy: "check the `.config` that `make olddefconfig` makes of it"))
        }
        return verdicts
    }
}
