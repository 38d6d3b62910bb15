import Kernel
import LiveState
import Text

extension Cgroups {
    /// The cgroups that the profile names; which others there are is not this program's concern.
    package static func addStatus(
        _ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]
    ) {
        let columns: [StatusSection.Column] = [
            .init("CGROUP"), .init("USED", isRight: true), .init("LIMIT"), .init("VALUE", isRight: true),
        ]
        var section = StatusSection("cgroups", columns: columns, rows: nil)
        guard let profile else { return sections.append(section) }
        section.rows = profile.cgroups.map { row($0.path.value, in: state.cgroups) }
        if profile.cgroups.isEmpty {
            section.remark = .init("The profile names no cgroups")
        } else if case .none(let reason) = state.cgroups.controller {
            section.remark = .init("No memory controller", reason: reason)
        }
        sections.append(section)
    }

    private static func row(_ path: String, in hierarchy: CgroupHierarchy) -> StatusRow {
        let group = hierarchy.group(path)
        let exists = group?.exists ?? false
        let limits = exists ? group?.limits ?? [] : []
        var row = StatusRow()
        row.add("path", column: 0, .text(path))
        row.add("exists", .flag(exists))
        row.add("usage", column: exists ? 1 : nil, .bytes(group?.usage))
        if !exists { row.add(nil, column: 2, .text("does not exist")) }
        if limits.isEmpty { row.add(nil, column: 3, .text("")) }
        row.add("limits", .rows(limits.map(part)))
        return row
    }

    private static func part(_ limit: CgroupState.Limit) -> StatusRow {
        var row = StatusRow()
        row.add("file", column: 2, .text(limit.file.name))
        row.add("value", column: 3, .limit(limit.value))
        return row
    }
}
