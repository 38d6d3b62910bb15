import KernelCheck
import Reports
import Text

/// The rules themselves, for `check --list` and `check --explain`.
package enum RuleText {
    /// A line a rule.
    package static func list(_ rules: [Rule], style: Style) -> String {
        var table = TextTable([("RULE", .left), ("SEVERITY", .left), ("OPTIONS", .left)])
        for rule in rules {
            var options = ""
            for (index, symbol) in rule.symbols.enumerated() {
                options.add(index > 0 ? ", " : "", line(symbol))
            }
            table.add([rule.id, rule.severity.rawValue, options.isEmpty ? "-" : options])
        }
        return table.render(style: style)
    }

    /// All that there is to say about a rule.
    package static func explain(_ rule: Rule, style: Style) -> String {
        var text = style.paint(rule.id, .strong)
        text.add(" (", rule.severity.rawValue, ")\n  ", rule.why, "\n\n")
        for symbol in rule.symbols { text.add("  ", line(symbol), "\n") }
        for dependency in rule.dependencies { text.add("  depends on ", line(dependency), "\n") }
        text.add("\n  see ", rule.documentation, "\n")
        return text
    }

    /// `CONFIG_CRYPTO_ZSTD=y or m from 4.18 up to 6.11`
    private static func line(_ symbol: RuleSymbol) -> String {
        var text = "CONFIG_"
        text.add(symbol.name)
        if symbol.acceptance != .values([]) { text.add(" ", symbol.acceptance.text) }
        if let since = symbol.since { text.add(" from ", since.shortText) }
        if let until = symbol.until { text.add(" before ", until.shortText) }
        return text
    }
}
