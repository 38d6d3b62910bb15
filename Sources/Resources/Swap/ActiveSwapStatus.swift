import LiveState
import Text

extension StatusSection {
    /// The active swap areas of every kind.
    static func activeSwap(_ state: MachineState) -> StatusSection {
        let columns: [StatusSection.Column] = [
            .init("SWAP"), .init("SIZE", isRight: true), .init("USED", isRight: true), .init("PRIORITY", isRight: true),
        ]
        var section = StatusSection("swap", columns: columns, rows: state.swaps.map(row))
        if state.swaps.isEmpty { section.remark = Remark("No active swap") }
        return section
    }

    private static func row(_ area: ActiveSwap) -> StatusRow {
        var row = StatusRow()
        row.add(nil, column: 0, .text(area.isDeleted ? .joining(area.path, " (deleted)") : area.path))
        row.add("path", .text(area.path))
        row.add("deleted", .flag(area.isDeleted))
        row.add("kind", .text(area.kind.rawValue))
        row.add("size", column: 1, .bytes(area.size))
        row.add("used", column: 2, .bytes(area.used))
        row.add("priority", column: 3, .priority(area.priority))
        return row
    }
}
