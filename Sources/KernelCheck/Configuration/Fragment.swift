import Text

/// The lines that a configuration lacks, as a file for merge_config.sh, a Yocto `.cfg` or a Buildroot fragment.
package struct Fragment: Equatable, Sendable {
    /// One line and what it is for.
    package struct Line: Equatable, Sendable {
        /// Without `CONFIG_`.
        package var symbol: String
        /// nil switches it off.
        package var value: String?
        /// The ids of the rules that ask for it.
        package var rules: [String]
    }

    package private(set) var lines: [Line] = []
    /// The verdicts that the lines mend.
    package private(set) var verdicts: [Verdict] = []

    /// - Parameters:
    ///   - kernel: what failed there is mended here.
    ///   - config: its configuration, where options that others depend on may be on already.
    ///   - isBuiltInOnly: whether a module will not do, since what depends on it would be one too.
    package init(_ kernel: CheckReport.Kernel, _ config: KernelConfig, isBuiltInOnly: Bool = false) {
        for verdict in kernel.verdicts where verdict.status == .fail || verdict.status == .skipped {
            guard let symbol = verdict.symbol, let change = verdict.change else { continue }
            verdicts.append(verdict)
            if change.value != nil {
                let rule = RuleTable.rule(of: symbol) ?? verdict.rule
                addDependencies(verdict.rule.dependencies + rule.dependencies, verdict.rule.id) { name in
                    isBuiltInOnly ? config[name]?.value == "y" : config.isSet(name)
                } exists: { dependency in
                    kernel.version.map { dependency.exists(in: $0) } ?? true
                }
            }
            // An option without a prompt follows from those.
            if !verdict.isDerived { add(symbol, change.value, verdict.rule.id) }
        }
    }

    /// Kconfig drops an option silently whose dependencies are off, or sets it no higher than they are.
    private mutating func addDependencies(
        _ dependencies: [RuleSymbol], _ rule: String, isOn: (String) -> Bool, exists: (RuleSymbol) -> Bool
    ) {
        for dependency in dependencies where exists(dependency) && !isOn(dependency.name) {
            let others = RuleTable.rule(of: dependency.name)?.dependencies ?? []
            addDependencies(others, rule, isOn: isOn, exists: exists)
            add(dependency.name, "y", rule)
        }
    }

    private mutating func add(_ symbol: String, _ value: String?, _ rule: String) {
        if let index = lines.firstIndex(where: { $0.symbol == symbol }) {
            if !lines[index].rules.contains(rule) { lines[index].rules.append(rule) }
        } else {
            lines.append(Line(symbol: symbol, value: value, rules: [rule]))
        }
    }
}
