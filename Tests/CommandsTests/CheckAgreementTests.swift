import Applying
import Kernel
import KernelCheck
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

/// A kernel by its configuration and its command line, as mainline builds and boots it.
private struct BuiltKernel {
    var version: KernelVersion
    /// `n`, `m` or `y`.
    var zram: String
    var algorithms: [String]
    /// nil for lzo-rle, or lzo-rle's place in the code up to 5.10.
    var defaultAlgorithm: String?
    var hasMemoryController: Bool
    var commandLine: String

    private static func symbol(_ algorithm: String) -> String {
        algorithm == "lzo-rle" ? "LZO" : algorithm.uppercased()
    }

    private var usesCrypto: Bool { version < KernelVersion(6, 12) }

    /// The file that `make` writes.
    var config: String {
        var lines = [
            "# Linux/arm64 \(version.text) Kernel Configuration", "# General setup", "CONFIG_SWAP=y",
            "CONFIG_PROC_FS=y",
        ]
        lines.append(hasMemoryController ? "CONFIG_MEMCG=y" : "# CONFIG_MEMCG is not set")
        if version < KernelVersion(6, 1), hasMemoryController { lines.append("CONFIG_MEMCG_SWAP=y") }
        lines.append(zram == "n" ? "# CONFIG_ZRAM is not set" : "CONFIG_ZRAM=\(zram)")
        for name in ["LZO", "LZ4", "LZ4HC", "ZSTD", "DEFLATE", "842"] where usesCrypto || zram != "n" {
            let option = (usesCrypto ? "CONFIG_CRYPTO_" : "CONFIG_ZRAM_BACKEND_") + name
            let isOn = algorithms.contains { BuiltKernel.symbol($0) == name }
            lines.append(isOn ? option + "=y" : "# \(option) is not set")
        }
        if version >= KernelVersion(5, 11), zram != "n" {
            lines.append("CONFIG_ZRAM_DEF_COMP=\"\(defaultAlgorithm ?? "lzo-rle")\"")
        }
        return (lines + ["# Library routines", ""]).joined(separator: "\n")
    }

    /// The machine that it makes of a board.
    var machine: SimulatedKernel {
        var kernel = SimulatedKernel(version: version)
        kernel.zramSupport = zram == "n" ? .absent : zram == "m" ? .module : .builtIn
        kernel.builtAlgorithms = algorithms
        kernel.builtDefault = version < KernelVersion(5, 11) ? "lzo-rle" : defaultAlgorithm ?? "lzo-rle"
        if zram == "y" { kernel.zram = [0: SimulatedZram(algorithm: kernel.defaultAlgorithm)] }
        let words = commandLine.split(separator: " ").prefix { $0 != "--" }
        // Mainline knows no cgroup_enable.
        let isOn = hasMemoryController && !words.contains("cgroup_disable=memory")
        kernel.cgroups = SimulatedCgroups(version: isOn ? .v2 : .none)
        let account = words.last { $0.hasPrefix("swapaccount=") }
        if version < KernelVersion(6, 1), account == "swapaccount=0" { kernel.cgroups.countsSwap = false }
        return kernel
    }
}

@Suite("check and apply agree")
struct CheckAgreementTests {
    private static let versions = [
        KernelVersion(5, 10, 223), KernelVersion(6, 1, 176), KernelVersion(6, 12, 107), KernelVersion(7, 2, 13),
    ]
    private static let builds: [(algorithms: [String], default: String?)] = [
        (["lzo-rle", "lzo"], nil), (["lzo-rle", "lzo", "lz4", "zstd"], "zstd"), (["lz4", "lz4hc"], "lz4"),
        (["zstd"], "lzo-rle"), ([], nil),
    ]
    private static let commandLines = [
        "quiet", "cgroup_disable=memory", "cgroup_disable=memory cgroup_enable=memory", "swapaccount=0",
        "swapaccount=0 swapaccount=1", "cgroup_disable=pressure zswap.enabled=1", "quiet -- cgroup_disable=memory",
    ]
    private static let profiles = [
        "zram: { zram0: { size: 64M } }", "zram: { zram0: { size: 64M, algorithm: zstd } }",
        "zram: { zram0: { size: 64M, algorithm: lz4, mem_limit: 32M } }",
        "zram: { zram0: { size: 64M, algorithm: zstd(level=3) } }", "swap_files: { /var/swap: { size: 8M } }",
        "cgroups: { app: { memory.high: 64M } }", "cgroups: { app: { memory.max: 64M, memory.swap.max: 32M } }",
        "cgroups: { app: { memory.oom.group: true } }\nzram: { zram0: { size: 64M, algorithm: lzo-rle } }",
    ]

    private func outcome(_ kernel: BuiltKernel, _ profile: Profile) throws -> CheckReport.Kernel {
        let config = try KernelConfig(name: "config", bytes: Array(kernel.config.utf8))
        var settings = Judge.Settings()
        settings.bootParameters = SourceText(name: "cmdline", text: kernel.commandLine)
        return CheckReport.Kernel(config, Judge(config, settings), Requirements(profile), waivers: [])
    }

    /// Whether all that the profile names is there after an apply.
    private func isApplied(_ kernel: BuiltKernel, _ profile: Profile) -> Bool {
        var machine = kernel.machine
        let plan = Plan.make(profile, on: machine.state(for: StateQuery(profile)))
        guard !plan.changes.contains(where: { $0.diagnostics.hasErrors }) else { return false }
        return apply(plan, to: &machine).isEmpty
    }

    @Test("check passes exactly where apply then succeeds, and fails exactly where it does not", arguments: versions)
    func agreement(version: KernelVersion) throws {
        var (passed, failed) = (0, 0)
        for text in Self.profiles {
            let profile = try Profile.parse(SourceText(name: "p", text: "version: 1\n\(text)\n"))
            for zram in ["n", "m", "y"] {
                for build in Self.builds {
                    for (hasController, line) in Self.commandLines.flatMap({ [(true, $0), (false, $0)] }) {
                        let kernel = BuiltKernel(
                            version: version, zram: zram, algorithms: build.algorithms, defaultAlgorithm: build.default,
                            hasMemoryController: hasController, commandLine: line)
                        let check = try outcome(kernel, profile)
                        let isApplied = isApplied(kernel, profile)
                        let isRight = CheckReport([check]).outcome == (isApplied ? .passed : .failed)
                        let failures = check.verdicts.filter { $0.status == .fail || $0.status == .unknown }
                        #expect(
                            isRight,
                            "\(text) on zram=\(zram) \(build) memcg=\(hasController) \(line): applied \(isApplied), \(failures.map(\.summary))"
                        )
                        if isApplied { passed += 1 } else { failed += 1 }
                    }
                }
            }
        }
        // Neither answer is the rule.
        #expect(passed > 100 && failed > 100 && passed + failed == 8 * 3 * 5 * 14)
    }
}
