import Kernel
import Profiles
import Text

/// A rule of the kernel checker about the version that a setting needs.
package struct SettingRule: Sendable {
    /// `VM-WATERMARK-BOOST-FACTOR`
    package var id: String
    package var since: KernelVersion
    /// What came with that version.
    package var subject: String
}

extension Settings {
    /// Those of all tables.
    package static var rules: [SettingRule] {
        var rules: [SettingRule] = []
        for section in SettingsSection.allCases {
            for setting in section.settings {
                let name = String.joining(section.key.name, ".", setting.key.name)
                if let since = setting.since {
                    rules.append(SettingRule(id: rule(name), since: since, subject: name))
                }
                if let earlier = setting.earlier {
                    rules.append(
                        SettingRule(
                            id: .joining(rule(name), "-RANGE"), since: earlier.until,
                            subject: .joining(name, " above ", earlier.most.description)))
                }
            }
        }
        return rules
    }

    /// The identifier for a setting: `VM-PAGE-CLUSTER` for `vm.page-cluster`.
    static func rule(_ name: String) -> String {
        let letters = name.uppercaseASCII.utf8.map { byte in
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
