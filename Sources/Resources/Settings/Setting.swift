import Kernel
import Profiles

/// A setting of the kernel: a row of a table, with all that the program knows about it.
package struct Setting: Sendable {
    /// Its name, its range and its meaning.
    var key: ProfileKey
    /// The first version that has it; nil where every kernel that the program runs on has it.
    var since: KernelVersion?
    /// The greatest value that older kernels take.
    var earlier: EarlierLimit?

    /// A smaller range that a setting had.
    struct EarlierLimit: Sendable {
        var most: Int
        /// The first version with the whole range.
        var until: KernelVersion
    }

    /// - Parameters:
    ///   - range: the least and the greatest value.
    ///   - earlier: the greatest value of older kernels, and the first version that takes the whole range.
    @inline(__always)
    init(
        _ name: ProfileKey.Word, _ range: (least: Int, most: Int), since: KernelVersion? = nil,
        earlier: (most: Int, until: KernelVersion)? = nil, _ meaning: StaticString
    ) {
        key = ProfileKey(
            name, .number(range.least, range.most), omitted: "When omitted, it keeps the value that it has.", meaning)
        self.since = since
        self.earlier = earlier.map { EarlierLimit(most: $0.most, until: $0.until) }
    }
}

/// A section of the profile whose keys are settings.
package enum SettingsSection: Sendable, CaseIterable {
    /// The sysctls `vm.*`.
    case vm

    var key: ProfileKey {
        switch self {
        case .vm:
            ProfileKey(
                "vm", .options, omitted: "When omitted, the profile manages none.",
                "Settings of the kernel's memory management.")
        }
    }

    var settings: [Setting] {
        switch self {
        case .vm: Settings.vm
        }
    }

    /// The row of a setting; nil for a name that the table lacks.
    package func row(of name: String) -> Int? { settings.firstIndex { $0.key.name == name } }

    /// What its entries are, in whole sentences.
    var about: String {
        switch self {
        case .vm:
            "The sysctls vm.* by their kernel names, as in sysctl(8). Only those that are named are set, and off restores"
                + " the value that each had before. Its keys:"
        }
    }
}
