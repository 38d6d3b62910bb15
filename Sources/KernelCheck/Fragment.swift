import Model

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
    /// The verdicts behind the lines.
    package private(set) var verdicts: [Verdict] = []

    /// - Parameters:
    ///   - kernel: what failed there is mended here.
    ///   - config: its configuration, where options that others depend on may be on already.
    package init(_ kernel: CheckReport.Kernel, _ config: KernelConfig) {
        for verdict in kernel.verdicts where verdict.status == .fail {
            guard let symbol = verdict.symbol, let change = verdict.change else { continue }
            verdicts.append(verdict)
            for dependency in verdict.rule.dependencies where !config.isSet(dependency.name) {
                guard kernel.version.map({ dependency.exists(in: $0) }) ?? true else { continue }
                add(dependency.name, "y", verdict.rule.id)
            }
            add(symbol, change.value, verdict.rule.id)
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
