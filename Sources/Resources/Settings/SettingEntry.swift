import Planning
import Profiles
import Text

/// A setting, and the value that it should have.
package struct SettingEntry: Equatable, Sendable {
    package var section: SettingsSection
    /// The row of the section's table.
    var row: Int
    /// As the kernel calls it: `page-cluster`.
    package var name: Located<String>
    package var value: Located<Int>

    package init(section: SettingsSection, row: Int, name: Located<String>, value: Located<Int>) {
        self.section = section
        self.row = row
        self.name = name
        self.value = value
    }

    var setting: Setting { section.settings[row] }

    var attribute: Attribute {
        switch section {
        case .vm: .sysctl(text)
        }
    }

    /// `vm.swappiness`
    package var text: String { .joining(section.key.name, ".", name.value) }
}
