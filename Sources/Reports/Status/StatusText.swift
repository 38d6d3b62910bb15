import Kernel
import LiveState
import Resources
import SwapFormat
import Text

/// What a machine has now, for a person.
package enum StatusText {
    /// The machine's memory, and a table for each section.
    package static func render(_ state: MachineState, _ sections: [StatusSection], style: Style) -> String {
        var text = ""
        if let memory = state.memory {
            text.add("Memory: ", BinaryUnits.rounded(memory.total), ", ", BinaryUnits.rounded(memory.available))
            text.add(" available\n")
        }
        for section in sections {
            guard let rows = section.rows else { continue }
            if !text.isEmpty { text.add("\n") }
            if let remark = section.remark {
                text.add(sentence(remark))
            } else {
                text.add(table(section.columns, rows, style))
            }
        }
        return text
    }

    private static func table(
        _ columns: [StatusSection.Column], _ rows: [StatusRow], _ style: Style
    ) -> String {
        var table = TextTable(columns.map { ($0.title, $0.isRight ? .right : .left) })
        for row in rows {
            var cells = [String](repeating: "-", count: columns.count)
            let parts = fill(&cells, row)
            // The first part stands beside what it is a part of.
            if let first = parts.first { fill(&cells, first) }
            table.add(cells)
            for part in parts.dropFirst() {
                var cells = [String](repeating: "", count: columns.count)
                fill(&cells, part)
                table.add(cells)
            }
        }
        return table.render(style: style)
    }

    /// - Returns: the rows that the row itself has.
    @discardableResult
    private static func fill(_ cells: inout [String], _ row: StatusRow) -> [StatusRow] {
        var parts: [StatusRow] = []
        for field in row.fields {
            if case .rows(let rows) = field.value { parts = rows }
            if let column = field.column, let cell = cell(field.value) { cells[column] = cell }
        }
        return parts
    }

    /// nil for what is not there.
    private static func cell(_ value: StatusValue) -> String? {
        switch value {
        case .bytes(let count): count.map(BinaryUnits.rounded)
        case .number(let number): number?.description
        case .text(let text): text
        case .hundredths(let number): number.map(Decimal.text)
        case .flag(let isSet): isSet ? "yes" : "no"
        case .priority(let priority): priority?.text
        case .limit(let limit): limit.text
        case .texts, .rows: nil
        }
    }

    /// `What: reason.`
    private static func sentence(_ remark: StatusSection.Remark) -> String {
        var text = remark.text
        if !remark.reason.isEmpty { text.add(": ", Printable.text(remark.reason)) }
        text.add(".\n")
        return text
    }
}
