import LiveState
import Planning
import Profiles
import Text
import YAML

/// Settings of the kernel that are a name and a value, from tables.
package enum Settings: ResourceKind {
    package static func addSections(to keys: inout [ProfileKey]) {
        for section in SettingsSection.allCases { keys.append(section.key) }
    }

    package static var help: [ProfileMapping] {
        SettingsSection.allCases.map { section in
            ProfileMapping(
                section.key.name, definition: section.key.name, keys: keys(section),
                place: section.key.name + ": { … }", about: section.about)
        }
    }

    private static func keys(_ section: SettingsSection) -> [ProfileKey] { section.settings.map { $0.key } }

    package static func entries(of profile: Profile) -> [SettingEntry] { profile.settings }

    package static func decode(
        _ node: YAMLNode, in word: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) -> Bool {
        for section in SettingsSection.allCases where section.key.word == word {
            for field in decoder.fields(node, of: word.name, keys(section), at: node).values {
                guard case .number(let value) = field.value else { continue }
                profile.settings.append(
                    SettingEntry(
                        section: section, row: field.row,
                        name: Located(field.key.name, at: decoder.document.position(of: field.node)), value: value))
            }
            return true
        }
        return false
    }

    package static func query(_ entry: SettingEntry, _ query: inout StateQuery) {
        query.settings.append(entry.attribute.path)
    }

    package static func read(_ reading: inout StateReading) throws(ReadingError) { try reading.readSettings() }

    package static func requirements(
        _ entry: SettingEntry, _ source: SourceText, _ requirements: inout RequirementList
    ) {
        let reason = RuleReason(.joining(entry.text, " is set"), at: source.location(entry.name.position))
        requirements.add("PROC-SYSCTL", because: reason)
        if entry.setting.since != nil { requirements.add(rule(entry.text), because: reason) }
        if let earlier = entry.setting.earlier, entry.value.value > earlier.most {
            requirements.add(
                .joining(rule(entry.text), "-RANGE"),
                because: RuleReason(
                    .joining(entry.text, " is above ", earlier.most.description),
                    at: source.location(entry.value.position)))
        }
    }
}
