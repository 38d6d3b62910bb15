import Text

/// Columns of text that line up, for terminals.
package struct TextTable {
    /// How a column lines up.
    package enum Alignment {
        case left
        case right
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    /// - Parameter columns: the titles, as util-linux writes them in capitals.
    package init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    /// - Parameter cells: one a column.
    package mutating func add(_ cells: [String]) {
        rows.append(cells.map(Printable.text))
    }

    /// The titles and the rows, two spaces between columns, nothing after the last word of a line.
    package func render(style: Style) -> String {
        var widths = columns.map { TextTable.width($0.title) }
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], TextTable.width(cell)) }
        }
        var text = style.paint(line(columns.map { $0.title }, widths), .strong)
        text.add("\n")
        for row in rows { text.add(line(row, widths), "\n") }
        return text
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        var pending = 0
        for (index, cell) in cells.enumerated() {
            let room = widths[index] - TextTable.width(cell)
            let isRight = columns[index].alignment == .right
            pending += (index > 0 ? 2 : 0) + (isRight ? room : 0)
            if !cell.isEmpty {
                text.addSpaces(pending)
                text.add(cell)
                pending = 0
            }
            pending += isRight ? 0 : room
        }
        return text
    }

    private static func width(_ text: String) -> Int { text.unicodeScalars.count }
}
