import LiveState
import Planning
import Profiles
import Text

extension Settings {
    /// The settings that the profile names; nothing where it names none.
    package static func addStatus(
        _ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]
    ) {
        guard let profile else { return }
        for section in SettingsSection.allCases {
            let entries = profile.settings.filter { $0.section == section }
            guard !entries.isEmpty else { continue }
            sections.append(
                StatusSection(
                    section.key.name,
                    columns: [
                        .init(section.key.name.uppercaseASCII), .init("VALUE", isRight: true),
                        .init("WANTED", isRight: true), .init("ORIGINAL", isRight: true),
                    ],
                    rows: entries.map { row($0, in: state) }))
        }
    }

    private static func row(_ entry: SettingEntry, in state: MachineState) -> StatusRow {
        let setting = state.setting(entry.attribute.path)
        var original: UInt64?
        if case .value(let text)? = setting?.original { original = UInt64(text) }
        var row = StatusRow()
        row.add("name", column: 0, .text(entry.name.value))
        row.add("value", column: 1, .number(setting?.value.flatMap { UInt64($0) }))
        row.add("wanted", column: 2, .number(UInt64(clamping: entry.value.value)))
        row.add("original", column: 3, .number(original))
        return row
    }
}
