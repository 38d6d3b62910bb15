import CommandLine
import Kernel
import Text

/// The options of `check`.
struct CheckSettings: Equatable, Sendable {
    /// Where a configuration comes from.
    enum Source: Equatable, Sendable {
        /// `--config`
        case config(String)
        /// `--image`
        case image(String)
    }

    /// `--require`
    struct Requirement: Equatable, Sendable {
        /// Without `CONFIG_`.
        var symbol: String
        var values: [String]
    }

    /// A configuration and what is laid over it.
    struct Kernel: Equatable, Sendable {
        var source: Source
        /// `--merge`: files, the last one on top.
        var overlays: [String] = []

        init(_ source: Source) { self.source = source }
    }

    /// None stands for the running kernel.
    var kernels: [Kernel] = []
    var version: KernelVersion?
    /// `--cmdline`
    var commandLine: String?
    var requirements: [Requirement] = []
    var isBuiltInOnly = false
    var isStrict = false
    /// `--format` or `--json`; nil for neither.
    private(set) var chosenFormat: ReportFormat?
    var format: ReportFormat { chosenFormat ?? .text }
    var wantsFragment = false
    /// nil for standard output.
    var output: String?
    var isVerbose = false
    var wantsList = false
    var explained: String?

    init(_ settings: Request.Settings) throws(UsageError) {
        for given in settings.own {
            if given.option == .json { try choose(.json) } else { try set(given.option, given.value) }
        }
        try verify(profile: settings.profile)
    }
}

extension CheckSettings {
    /// Takes an option that only `check` has.
    private mutating func set(_ option: Option, _ value: String) throws(UsageError) {
        if option.value != nil, value.isEmpty { throw UsageError(.check, option.flag, " needs a value") }
        switch option {
        case .config: kernels.append(Kernel(.config(value)))
        case .image: kernels.append(Kernel(.image(value)))
        case .merge:
            guard let last = kernels.indices.last else {
                throw UsageError("--merge needs a --config or --image before it, over which it is laid", .check)
            }
            kernels[last].overlays.append(value)
        case .kernelVersion:
            guard let version = KernelVersion(release: value) else {
                throw UsageError(.check, "--kernel-version takes a version as 6.12 or 6.12.107, not ", value)
            }
            self.version = version
        case .commandLine: commandLine = value
        case .require: requirements.append(try Requirement(value))
        case .builtInOnly: isBuiltInOnly = true
        case .strict: isStrict = true
        case .format:
            guard let format = ReportFormat(rawValue: value) else {
                let words = ReportFormat.allCases.map { $0.rawValue }
                throw UsageError(
                    .check, "there is no format ", value,
                    .joining("; the formats are ", UsageError.list(words, " and "), Request.suggestion(value, words)))
            }
            try choose(format)
        case .fragment: wantsFragment = true
        case .output: output = value == "-" ? nil : value
        case .verbose: isVerbose = true
        case .list: wantsList = true
        case .explain: explained = value
        default: break
        }
    }

    /// Takes a format, of which there is one.
    private mutating func choose(_ format: ReportFormat) throws(UsageError) {
        if let other = chosenFormat, other != format {
            throw UsageError(.check, "a report has one format, not ", other.rawValue, " and " + format.rawValue)
        }
        chosenFormat = format
    }

    /// Refuses what does not go together.
    private func verify(profile: ProfileName) throws(UsageError) {
        if wantsList || explained != nil, format != .text {
            throw UsageError(.check, "rules are shown as text, not as ", format.rawValue)
        }
        if wantsFragment, kernels.count > 1 {
            throw UsageError("--fragment takes one configuration: what they lack differs", .check)
        }
        if wantsFragment, format != .text {
            throw UsageError(
                .check, "--fragment is a format of its own and does not go with --format ", format.rawValue)
        }
        var inputs = profile == .standardInput ? 1 : 0
        for kernel in kernels {
            if kernel.source == .config("-") { inputs += 1 }
            for overlay in kernel.overlays where overlay == "-" { inputs += 1 }
        }
        if inputs > 1 { throw UsageError("standard input can be read only once", .check) }
    }
}

extension CheckSettings.Requirement {
    /// `SYMBOL`, `SYMBOL=VALUE` or `SYMBOL=VALUE,VALUE`
    fileprivate init(_ text: String) throws(UsageError) {
        let bytes = Array(text.utf8)
        let equals = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
        var name = bytes[..<equals]
        if name.starts(with: "CONFIG_".utf8) { name = name.dropFirst(7) }
        let isName = name.allSatisfy { byte in
            let lower = byte | 0x20
            return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
                || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        let values = bytes[min(equals + 1, bytes.count)...].split(separator: UInt8(ascii: ","))
        guard isName, !name.isEmpty, equals == bytes.count || !values.isEmpty else {
            throw UsageError(.check, "--require takes an option of the kernel's configuration, as ZRAM=y, not ", text)
        }
        symbol = String(decoding: name, as: UTF8.self)
        self.values = values.isEmpty ? ["y", "m"] : values.map { String(decoding: $0, as: UTF8.self) }
    }
}
