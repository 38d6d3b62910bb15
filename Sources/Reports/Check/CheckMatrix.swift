import KernelCheck
import Reports
import Text

/// Several kernels side by side: a line a rule, a column a kernel.
enum CheckMatrix {
    static func render(_ report: CheckReport, style: Style) -> String {
        var columns: [(title: String, alignment: TextTable.Alignment)] = [("RULE", .left)]
        for kernel in report.kernels { columns.append((Printable.text(kernel.name), .left)) }
        var table = TextTable(columns)
        for id in rules(report) {
            var row = [id]
            for kernel in report.kernels {
                row.append(kernel.verdicts.first { $0.rule.id == id }?.status.rawValue ?? "-")
            }
            table.add(row)
        }
        return table.render(style: style)
    }

    /// The rules of all kernels, each once, in the order of their ids: the kernels' own orders differ.
    private static func rules(_ report: CheckReport) -> [String] {
        var ids: [String] = []
        for kernel in report.kernels {
            for verdict in kernel.verdicts where !ids.contains(verdict.rule.id) { ids.append(verdict.rule.id) }
        }
        ids.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ids
    }
}
