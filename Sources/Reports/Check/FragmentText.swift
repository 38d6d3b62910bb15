import KernelCheck
import Model

/// The missing lines of a configuration as a file, with the reason for each as a comment.
package enum FragmentText {
    package static func render(_ fragment: Fragment, for kernel: CheckReport.Kernel) -> String {
        var text = "# What is missing in "
        text.add(CheckText.title(kernel), "\n")
        for line in fragment.lines {
            for verdict in fragment.verdicts where line.rules.contains(verdict.rule.id) {
                text.add("# ", verdict.rule.id)
                if verdict.symbol != line.symbol {
                    text.add(": CONFIG_", verdict.symbol ?? "", " depends on it\n")
                    continue
                }
                text.add(": because ")
                for (index, reason) in verdict.requirement.reasons.enumerated() {
                    text.add(index > 0 ? ", " : "", Printable.text(VerdictText.reason(reason)))
                }
                text.add("\n")
            }
            if let value = line.value {
                text.add("CONFIG_", line.symbol, "=", value, "\n")
            } else {
                text.add("# CONFIG_", line.symbol, " is not set\n")
            }
        }
        return text
    }
}
