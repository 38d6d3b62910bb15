import Text

/// What a profile demands of the kernel itself, beyond what its other sections need.
package struct KernelSection: Equatable, Sendable {
    package var require: [KernelOption] = []
    package var recommend: [KernelOption] = []
    package var forbid: [KernelOption] = []
    /// What is used beside this program.
    package var features: [Located<KernelFeature>] = []
    package var waivers: [Waiver] = []

    package init() {}

    /// The keys of the section.
    package static let keys = [
        ProfileKey(
            "require", .kernelOptions, omitted: "When omitted, nothing more is required.",
            "Options of the kernel's configuration that it must have: ZRAM: [y, m]. Without values, y or m."),
        ProfileKey("recommend", .kernelOptions, omitted: "Default: none.", "Options that it should have."),
        ProfileKey(
            "forbid", .kernelOptions, omitted: "Default: none.", "Options, or values of them, that it must not have."),
        ProfileKey(
            "features", .features, omitted: "Default: none.",
            "What is used beside this program, and needs options of its own."),
        ProfileKey(
            "waive", .waivers, omitted: "When omitted, every rule counts.",
            "Rules, by their ids, that may fail; each with the reason, which every report shows."),
    ]

    /// The section in the manual.
    package static var help: ProfileMapping {
        ProfileMapping(
            "kernel", definition: "kernel", keys: keys, place: "kernel: { … }",
            about:
                "Demands on the kernel itself. Options are named with or without CONFIG_; names of other versions are"
                + " understood. Its keys:")
    }

    /// A rule that may fail.
    package struct Waiver: Equatable, Sendable {
        /// `ZRAM-ALGORITHM-ZSTD`
        package var rule: Located<String>
        package var reason: String

        package init(rule: Located<String>, reason: String) {
            self.rule = rule
            self.reason = reason
        }
    }
}

/// An option of the kernel's configuration with values.
package struct KernelOption: Equatable, Sendable {
    /// Without `CONFIG_`.
    package var symbol: Located<String>
    /// At least one: those that it must have, or must not have. `n` is an option that is not set.
    package var values: [String]

    package init(symbol: Located<String>, values: [String]) {
        self.symbol = symbol
        self.values = values
    }
}

/// What a board does with zram and cgroups beside what a profile sets up.
package enum KernelFeature: String, Sendable, CaseIterable {
    /// Recompression of cold pages.
    case recompression
    /// Writing cold pages to a backing device.
    case writeback
    /// Knowing the age of pages.
    case tracking
    /// The files of cgroup version 1.
    case cgroupV1 = "cgroup_v1"
}
