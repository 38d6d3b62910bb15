import KernelCheck
import LiveState
import Profiles
import Resources
import Text

/// The verdicts on a configuration that is made up of these lines; with none, on a kernel without a configuration.
func check(
    _ lines: String?, version: String? = "6.12.0", profile: String? = nil, live: LiveAbilities? = nil,
    _ change: (inout Judge.Settings) -> Void = { _ in }
) throws -> CheckReport.Kernel {
    let header = version.map {
        "#\n# Automatically generated file; DO NOT EDIT.\n# Linux/x86 \($0) Kernel Configuration\n#\n"
    }
    // The first and the last menu of a whole configuration.
    let menus = "#\n# General setup\n#\n# Library routines\n"
    let config =
        try lines.map {
            try KernelConfig(
                name: "config", bytes: Array(((header ?? "") + $0 + "\n" + (header == nil ? "" : menus)).utf8))
        } ?? KernelConfig(unknown: "the running kernel")
    var settings = Judge.Settings()
    change(&settings)
    let parsed = try profile.map { try Profile.parse(SourceText(name: "profile.yaml", text: $0)) }
    return CheckReport.Kernel(
        config, Judge(config, settings, live: live), parsed.map { Requirements($0) } ?? .base,
        waivers: parsed?.kernel.waivers ?? []
    )
}

extension CheckReport.Kernel {
    subscript(id: String) -> Verdict? { verdicts.first { $0.rule.id == id } }

    var outcome: CheckReport.Outcome { CheckReport([self]).outcome }
}
