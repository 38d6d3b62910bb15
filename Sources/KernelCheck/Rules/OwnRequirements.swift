import Profiles
import Resources
import Text

// The options that the profile and the command line name themselves.

extension Requirements {
    /// Adds an option that the command line requires; where it is required already, with the values that both take.
    ///
    /// - Returns: what is required already, where the two take no value in common: then nothing is added.
    package mutating func require(_ symbol: String, _ values: [String]) -> String? {
        let wanted = RuleSymbol.Acceptance(values: values)
        let rule = Rule(
            "KERNEL-REQUIRE-" + symbol, [RuleSymbol(symbol, wanted)], .required, .own,
            why: "the command line says so", documentation: "--require")
        let index = list.firstIndex { $0.rule.id == rule.id }
        if let index, let earlier = list[index].rule.symbols.first?.acceptance {
            guard let both = earlier.both(wanted) else { return earlier.text }
            list[index].rule.symbols = [RuleSymbol(symbol, both)]
        }
        add(rule, because: Requirement.Reason(.joining("--require names ", symbol)))
        return nil
    }

    mutating func addOwn(_ kernel: KernelSection, _ source: SourceText) {
        for option in kernel.require { add(option, "KERNEL-REQUIRE-", .required, "kernel.require", source) }
        for option in kernel.recommend { add(option, "KERNEL-RECOMMEND-", .recommended, "kernel.recommend", source) }
        for option in kernel.forbid { add(option, "KERNEL-FORBID-", .required, "kernel.forbid", source) }
    }

    private mutating func add(
        _ option: KernelOption, _ prefix: String, _ severity: Rule.Severity, _ key: String, _ source: SourceText
    ) {
        let isForbidden = prefix == "KERNEL-FORBID-"
        let symbol = RuleSymbol(
            option.symbol.value, isForbidden ? .none(of: option.values) : .init(values: option.values))
        let rule = Rule(
            prefix + option.symbol.value, [symbol], severity, .own,
            why: "the profile says so", documentation: .joining(source.name, ", kernel"))
        let reason = Requirement.Reason(
            .joining(key, " has ", option.symbol.value), at: source.location(option.symbol.position))
        add(rule, because: reason)
    }
}

extension RuleSymbol.Acceptance {
    /// One of these values.
    package init(values: [String]) {
        switch (values.count, values.contains("y"), values.contains("m")) {
        case (1, true, _): self = .builtIn
        case (1, _, true): self = .module
        case (1, _, _) where values.contains("n"): self = .off
        case (2, true, true): self = .either
        default: self = .values(values)
        }
    }

    /// What both accept; nil where there is nothing.
    package func both(_ other: RuleSymbol.Acceptance) -> RuleSymbol.Acceptance? {
        let shared: [String]
        switch self {
        case .values(let values), .none(of: let values): shared = values.filter { other.accepts($0) }
        default: shared = ["y", "m", "n"].filter { accepts($0) && other.accepts($0) }
        }
        return shared.isEmpty ? nil : RuleSymbol.Acceptance(values: shared)
    }
}
