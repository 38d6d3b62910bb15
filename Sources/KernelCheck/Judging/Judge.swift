import Kernel
import LiveState
import Text

/// Holds a kernel against rules.
package struct Judge: Sendable {
    let config: KernelConfig
    let version: KernelVersion?
    let boot: KernelCommandLine
    let settings: Settings
    /// What the running kernel shows; nil for another one.
    let live: LiveAbilities?

    /// What a caller may ask for.
    package struct Settings: Equatable, Sendable {
        /// Counts instead of the version in the configuration's header.
        package var version: KernelVersion?
        /// What the boot loader hands over.
        package var bootParameters: SourceText?
        /// Whether the board has no modules.
        package var isBuiltInOnly = false
        /// Whether recommendations and traps count as requirements.
        package var isStrict = false

        package init() {}
    }

    package init(_ config: KernelConfig, _ settings: Settings, live: LiveAbilities? = nil) {
        self.config = config
        self.settings = settings
        self.live = live
        version = settings.version ?? live?.release.flatMap { KernelVersion(release: $0) } ?? config.version
        let running = live?.bootParameters.map { SourceText(name: "/proc/cmdline", text: $0) }
        boot = KernelCommandLine(config: config, given: settings.bootParameters ?? running)
    }

    /// What the kernel is to every requirement that concerns a kernel of its version.
    package func verdicts(_ requirements: Requirements) -> [Verdict] {
        requirements.list.compactMap { requirement in
            guard var verdict = judge(requirement) else { return nil }
            if settings.isStrict {
                verdict.isRequired = true
                if verdict.status == .warn { verdict.status = .fail }
            }
            return verdict
        }
    }

    /// By the configuration, and by what the running kernel shows.
    func judge(_ requirement: Requirement) -> Verdict? {
        let verdict = verdict(requirement)
        guard let verdict, let live else { return verdict }
        return corrected(verdict, by: live)
    }

    private func verdict(_ requirement: Requirement) -> Verdict? {
        let rule = requirement.rule
        // Without a configuration nothing is said of what nobody depends on.
        let needsConfig = rule.check == .symbols || rule.check == .zswap || rule.check == .defaultAlgorithm
        if config.isUnknown, needsConfig, rule.severity != .required, !settings.isStrict { return nil }
        if version == nil, rule.dependsOnVersion || rule.check == .unknownAlgorithm, rule.check != .zswap {
            return withoutVersion(requirement)
        }
        switch rule.check {
        case .symbols: return bySymbols(requirement)
        case .own: return own(requirement)
        case .unknownAlgorithm: return unknownAlgorithm(requirement)
        case .defaultAlgorithm: return defaultAlgorithm(requirement)
        case .zswap: return zswap(requirement)
        case .memoryController: return memoryController(requirement)
        case .swapAccounting: return swapAccounting(requirement)
        }
    }

    func withoutVersion(_ requirement: Requirement) -> Verdict {
        Verdict(
            requirement, .unknown,
            "which option it takes depends on the kernel's version, which the configuration does not say",
            remedy: "name the version with --kernel-version")
    }

    // MARK: Symbols

    private func bySymbols(_ requirement: Requirement) -> Verdict? {
        let rule = requirement.rule
        let candidates = rule.symbols.filter { symbol in version.map { symbol.exists(in: $0) } ?? true }
        guard let wanted = candidates.last else { return tooOld(requirement) }
        for candidate in candidates {
            let verdict = decide(requirement, candidate)
            if verdict.status == .pass { return verdict }
        }
        return decide(requirement, wanted)
    }

    /// For a version that has none of the symbols: too old for the rule, or past it.
    private func tooOld(_ requirement: Requirement) -> Verdict? {
        var first: KernelVersion?
        for symbol in requirement.rule.symbols {
            guard let since = symbol.since else { return nil }
            if since < first ?? KernelVersion(.max, 0) { first = since }
        }
        guard let first, let version, version < first, requirement.rule.severity == .required else { return nil }
        return Verdict(
            requirement, .fail,
            .joining("it came with Linux ", first.shortText, ", and this is ", version.text),
            remedy: .joining("take a kernel from ", first.shortText, " on, or leave it out of the profile"))
    }

    /// Judges by one symbol.
    func decide(_ requirement: Requirement, _ symbol: RuleSymbol) -> Verdict {
        guard !config.isUnknown else { return unreadable(requirement, symbol.name) }
        let acceptance = settings.isBuiltInOnly && symbol.acceptance == .either ? .builtIn : symbol.acceptance
        let entry = entry(symbol.name, isTristate: acceptance.isTristate)
        let silence = entry == nil ? silence(symbol.name) : .off
        if silence == .unknown { return silent(requirement, symbol.name, acceptance) }
        let isGood = acceptance.accepts(silence == .byDefault(isOn: true) ? "y" : entry?.value)
        let status: Verdict.Status = isGood ? .pass : requirement.rule.severity == .required ? .fail : .warn
        var verdict = Verdict(requirement, status, Judge.state(symbol.name, entry))
        verdict.symbol = symbol.name
        verdict.expected = acceptance.text
        verdict.found = entry?.value
        verdict.location = entry.map { config.location($0) }
        if case .byDefault(let isOn) = silence {
            verdict.summary = .joining(
                "CONFIG_", symbol.name, isOn ? " is y by Kconfig's default" : " is off by Kconfig's default")
        }
        guard !isGood else {
            if entry?.value == "m", symbol.acceptance == .either {
                verdict.note = "module: load it before apply, or `modprobe` must be on the board"
            }
            return verdict
        }
        verdict.summary.add(", and must be ", acceptance.text)
        if entry?.value == "m", acceptance == .builtIn, symbol.acceptance == .either {
            verdict.summary.add(" (--builtin-only)")
        }
        let needs = derivation(symbol.name)
        verdict.remedy = needs.map { remedy(deriving: symbol.name, $0) } ?? Judge.remedy(symbol.name, acceptance)
        verdict.isDerived = needs != nil
        verdict.change = Verdict.Change(value: acceptance.remedy)
        return verdict
    }

    /// For what a file leaves out that is not whole.
    private func silent(_ requirement: Requirement, _ symbol: String, _ acceptance: RuleSymbol.Acceptance) -> Verdict {
        let isSkipped = config.skips(symbol)
        var verdict = Verdict(
            requirement, .unknown,
            isSkipped
                ? .joining("Kconfig skips the line that names CONFIG_", symbol, ", and its default is not known")
                : .joining("CONFIG_", symbol, " is not in the configuration, which is not a whole one"),
            remedy: isSkipped
                ? "correct that line"
                : "check the `.config` that `make olddefconfig` creates from it, or name the option in it")
        verdict.symbol = symbol
        verdict.expected = acceptance.text
        return verdict
    }

    /// An option without a prompt cannot be set: those that it follows from can.
    private func remedy(deriving symbol: String, _ needs: [String]) -> String {
        var text = ""
        for need in needs where isOn(need) != true {
            text.add(text.isEmpty ? "set CONFIG_" : " and CONFIG_", need, "=y")
        }
        return text.isEmpty
            ? "run `make olddefconfig`, which switches it on"
            : .joining(text, ", which CONFIG_", symbol, " follows from")
    }

    func unreadable(_ requirement: Requirement, _ symbol: String) -> Verdict {
        var verdict = Verdict(
            requirement, .unknown,
            .joining("no configuration of this kernel was found to look for CONFIG_", symbol),
            remedy: "give it with --config, or build the kernel with CONFIG_IKCONFIG_PROC")
        verdict.symbol = symbol
        return verdict
    }

    /// `CONFIG_ZRAM is not set`
    private static func state(_ symbol: String, _ entry: KernelConfig.Entry?) -> String {
        guard let entry else { return .joining("CONFIG_", symbol, " is not in the configuration") }
        return entry.value == "n"
            ? .joining("CONFIG_", symbol, " is not set") : .joining("CONFIG_", symbol, " is ", entry.value)
    }

    private static func remedy(_ symbol: String, _ acceptance: RuleSymbol.Acceptance) -> String {
        guard let value = acceptance.remedy else { return .joining("switch CONFIG_", symbol, " off") }
        return .joining("set CONFIG_", symbol, "=", value)
    }

    private func unknownAlgorithm(_ requirement: Requirement) -> Verdict? {
        guard let version else { return nil }
        if version < KernelVersion(6, 12) {
            return Verdict(
                requirement, .unknown, "zram may have it from the crypto API, under a name that no rule knows",
                remedy: "try it on the board, and waive this rule if it works")
        }
        return Verdict(
            requirement, .fail, "no kernel's zram has this algorithm",
            remedy: "use lzo, lzo-rle, lz4, lz4hc, zstd, deflate or 842")
    }
}

extension KernelVersion {
    /// `6.12`
    package var shortText: String { .joining(major.description, ".", minor.description) }
}
