import CheckReports
import Kernel
import KernelCheck
import Profiles
import Reports
import Resources
import Testing
import Text

@Suite("Reports of the kernel checker")
struct CheckReportTests {
    /// One rule of every status, a name that every format must escape, and a kernel that could not be read.
    private func report() throws -> CheckReport {
        let lines = """
            # Linux/arm 6.1.0 Kernel Configuration
            CONFIG_SWAP=y
            # CONFIG_ZRAM is not set
            CONFIG_ZSWAP=y
            CONFIG_ZSWAP_DEFAULT_ON=y
            # General setup
            # Library routines

            """
        let source = SourceText(
            name: "a,b:c.yaml",
            text: """
                version: 1
                zram:
                  zram0: { size: 1M, algorithm: zlib }
                kernel: { require: { HZ: 100 }, waive: { KERNEL-REQUIRE-HZ: "100 % <of> #us" } }

                """)
        let profile = try Profile.parse(source)
        let config = try KernelConfig(name: "the & config", bytes: Array(lines.utf8))
        let judge = Judge(config, Judge.Settings())
        return CheckReport([
            CheckReport.Kernel(config, judge, Requirements(profile), waivers: profile.kernel.waivers),
            CheckReport.Kernel(name: "gone", refusal: Diagnostic(.error, "gone is not there", help: "look elsewhere")),
        ])
    }

    @Test("Failures come first, then what is unknown, warnings, followers, waived rules and what holds")
    func order() throws {
        let kernel = try #require(try report().kernels.first)
        #expect(
            kernel.verdicts.map { "\($0.status.rawValue) \($0.rule.id)" } == [
                "fail ZRAM", "unknown ZRAM-ALGORITHM-ZLIB", "warn PROC-FS", "warn ZSWAP-DEFAULT-ON",
                "skipped ZRAM-DEFAULT-ALGORITHM", "waived KERNEL-REQUIRE-HZ", "pass SWAP",
            ])
    }

    @Test("A person reads the verdict and what to do first, then what fails and why; rules that pass are counted")
    func text() throws {
        let report = CheckReport([try #require(try report().kernels.first)])
        let text = CheckText.render(report, style: .plain)
        let summary = "1 fail, 1 unknown, 2 warn, 1 skipped, 1 waived, 1 pass"
        #expect(
            text.hasPrefix(
                """
                fails: the & config: Linux 6.1.0 (arm): \(summary)
                help: set CONFIG_ZRAM=y

                fail    ZRAM: CONFIG_ZRAM is not set, and must be y or m (the & config:3:1)
                        because the profile has zram.zram0 (a,b:c.yaml:3:3)
                        why: it is the compressed block device in memory
                        see: drivers/block/zram/Kconfig
                        help: set CONFIG_ZRAM=y

                """))
        #expect(
            text.contains(
                "\nskipped ZRAM-DEFAULT-ALGORITHM: because ZRAM fails: neither CONFIG_ZRAM_DEF_COMP nor its choice is in"
            ))
        #expect(text.hasSuffix("\n1 rule passes; --verbose shows them\n") && !text.contains("pass    "))
        let all = CheckText.render(report, showsAll: true, style: .plain)
        #expect(all.hasSuffix("pass    SWAP: CONFIG_SWAP is y (the & config:2:1)\n") && !all.contains("--verbose"))
    }

    private func kernel(_ lines: String, version: String? = nil, _ change: (inout Judge.Settings) -> Void = { _ in })
        throws -> CheckReport.Kernel
    {
        let menus = "# General setup\n# Library routines\n"
        let config = try KernelConfig(name: "c", bytes: Array((lines + "\n" + menus).utf8))
        var settings = Judge.Settings()
        settings.version = version.flatMap { KernelVersion(release: $0) }
        change(&settings)
        return CheckReport.Kernel(config, Judge(config, settings), .base, waivers: [])
    }

    private static let good =
        "CONFIG_SWAP=y\nCONFIG_ZRAM=y\nCONFIG_MEMCG=y\nCONFIG_PROC_FS=y\nCONFIG_ZRAM_DEF_COMP=\"lz4\"\nCONFIG_ZRAM_BACKEND_LZ4=y"

    @Test(
        "The first line is the verdict, with the version and the architecture where the header has them",
        arguments: [
            ("", "6.12", "passes: c: Linux 6.12.0: 0 fail, 8 pass\n"),
            ("# Linux/arm64 6.12.1 Kernel Configuration\n", nil, "passes: c: Linux 6.12.1 (arm64): 0 fail, 8 pass\n"),
            ("# Linux/arm64 x Kernel Configuration\n", nil, "unknown: c: Linux (arm64): 0 fail, 4 unknown, 5 pass\n"),
            ("", nil, "unknown: c: 0 fail, 4 unknown, 5 pass\n"),
        ] as [(String, String?, String)])
    func firstLine(header: String, version: String?, line: String) throws {
        let text = CheckText.render(CheckReport([try kernel(header + Self.good, version: version)]), style: .plain)
        #expect(text.hasPrefix(line), "\(text.prefix(120))")
        if line.hasPrefix("unknown") { #expect(text.contains("\nhelp: name the version with --kernel-version\n")) }
    }

    @Test("What to do names each thing once, three at most, and the fragment that does it")
    func whatToDo() throws {
        let text = CheckText.render(CheckReport([try kernel("CONFIG_A=y", version: "6.12")]), style: .plain)
        #expect(
            text.split(separator: "\n").dropFirst().first
                == "help: set CONFIG_SWAP=y; set CONFIG_ZRAM=y; set CONFIG_MEMCG=y; --fragment prints the lines")
    }

    @Test("Of several kernels the first line says how many fail, pass, are unknown or could not be read")
    func family() throws {
        let kernels = try [
            kernel(Self.good, version: "6.12"), kernel("CONFIG_A=y", version: "6.12"), kernel(Self.good),
            kernel("CONFIG_A=y", version: "6.1"),
            CheckReport.Kernel(name: "gone", refusal: Diagnostic(.error, "gone is not there")),
        ]
        let text = CheckText.render(CheckReport(kernels), style: .plain)
        #expect(text.hasPrefix("2 of 5 kernels fail, 1 is not checked, 1 is unknown, 1 passes\n\nRULE "))
        #expect(text.contains("\nerror: gone: not checked\n") && !text.contains("--verbose"))
    }

    @Test(
        "One cause is one failure in every format: the others are skipped, because ZRAM fails",
        arguments: ["text", "json", "sarif", "junit", "github", "tap"])
    func oneCause(format: String) throws {
        let profile = try Profile.parse(
            SourceText(
                name: "p",
                text:
                    "version: 1\nzram: { a: { size: 1M, algorithm: zstd, mem_limit: 1M } }\nkernel: { features: [writeback] }\n"
            ))
        let lines = "CONFIG_SWAP=y\nCONFIG_PROC_FS=y\n# CONFIG_ZRAM is not set\n# General setup\n# Library routines\n"
        let config = try KernelConfig(name: "c", bytes: Array(lines.utf8))
        var settings = Judge.Settings()
        settings.version = KernelVersion(6, 12)
        let kernel = CheckReport.Kernel(config, Judge(config, settings), Requirements(profile), waivers: [])
        #expect(kernel.count(.fail) == 1 && kernel.count(.skipped) == 4 && kernel.count(.unknown) == 0)
        let text = render(CheckReport([kernel]), as: format)
        for id in ["ZRAM-ALGORITHM-ZSTD", "ZRAM-MEM-LIMIT", "ZRAM-WRITEBACK", "ZRAM-DEFAULT-ALGORITHM"] {
            #expect(text.contains(id), "\(id)")
        }
        switch format {
        case "text":
            #expect(text.components("\nskipped ") == 4 && text.components("because ZRAM fails: ") == 4)
            #expect(text.components("\nfail ") == 1)
        case "json":
            #expect(text.components("\"status\": \"skipped\"") == 4 && text.components("\"cause\": \"ZRAM\"") == 4)
            #expect(text.contains("\"skipped\": 4"))
        case "sarif":
            #expect(text.components("\"kind\": \"notApplicable\"") == 4 && text.components("\"level\": \"none\"") == 4)
            #expect(text.components("skipped, because ZRAM fails: ") == 4)
        case "junit":
            #expect(text.components("<skipped message=\"skipped, because ZRAM fails: ") == 4)
            #expect(text.components("<failure ") == 1 && text.contains("failures=\"1\" errors=\"0\" skipped=\"4\""))
        case "github":
            #expect(text.components("::error ") == 1 && text.components("skipped, because ZRAM fails: ") == 4)
        default:
            #expect(text.components("# SKIP because ZRAM fails") == 4 && text.components("not ok ") == 1)
        }
    }

    @Test("A waived rule keeps its level in SARIF: an error for a requirement, a warning for a recommendation")
    func waivedLevels() throws {
        let profile = try Profile.parse(
            SourceText(
                name: "p",
                text:
                    "version: 1\nkernel: { require: [A], recommend: [B], waive: { KERNEL-REQUIRE-A: x, KERNEL-RECOMMEND-B: y } }\n"
            ))
        let config = try KernelConfig(
            name: "c", bytes: Array("CONFIG_PROC_FS=y\n# General setup\n# Library routines\n".utf8))
        let kernel = CheckReport.Kernel(
            config, Judge(config, Judge.Settings()), Requirements(profile), waivers: profile.kernel.waivers)
        let text = CheckSARIF.render(CheckReport([kernel]), program: "p", version: "1")
        let results = text.split(separator: "\"ruleId\": ").dropFirst()
        #expect(results.count == 2)
        for result in results {
            #expect(result.contains("\"level\": \"error\"") == result.hasPrefix("\"KERNEL-REQUIRE-A\""))
            #expect(result.contains("\"level\": \"warning\"") == result.hasPrefix("\"KERNEL-RECOMMEND-B\""))
        }
    }

    @Test("Annotations escape what would end a property or a message")
    func github() throws {
        let text = CheckGitHub.render(try report())
        #expect(
            text.contains(
                "::error file=a%2Cb%3Ac.yaml,line=3,col=3,title=ZRAM::the & config: CONFIG_ZRAM is not set, and must be y or m,"
                    + " because the profile has zram.zram0 (a,b:c.yaml:3:3); help: set CONFIG_ZRAM=y\n"))
        #expect(text.contains("waived: 100 %25 <of> #us\n"))
        #expect(
            text.contains("::error file=gone,title=CONFIG-READABLE::gone: gone is not there; help: look elsewhere\n"))
    }

    @Test("Tests in TAP have a plan, and what is waived or warned of does not fail")
    func tap() throws {
        let lines = CheckTAP.render(try report()).split(separator: "\n")
        #expect(lines.prefix(2) == ["TAP version 14", "1..8"])
        #expect(lines.contains("not ok 1 - ZRAM (the & config)"))
        #expect(lines.contains("not ok 3 - PROC-FS (the & config) # TODO recommended"))
        #expect(lines.contains("ok 6 - KERNEL-REQUIRE-HZ (the & config) # SKIP 100 % <of> \\#us"))
        #expect(lines.contains("ok 7 - SWAP (the & config)"))
        #expect(lines.contains("not ok 8 - CONFIG-READABLE (gone)"))
    }

    @Test("JUnit counts what it has, and escapes names")
    func junit() throws {
        let text = CheckJUnit.render(try report(), program: "p")
        #expect(text.contains("<testsuites tests=\"8\" failures=\"1\" errors=\"2\" skipped=\"2\" name=\"p check\">"))
        #expect(text.contains("<testcase name=\"ZRAM\" classname=\"the &amp; config\">"))
        #expect(text.contains("; waived: 100 % &lt;of&gt; #us\">"))
    }

    @Test("SARIF has a result for all that is not in order, and suppresses what is waived")
    func sarif() throws {
        let text = CheckSARIF.render(try report(), program: "p", version: "1")
        #expect(text.components("\"ruleId\"") == 6)
        #expect(text.components("\"suppressions\"") == 1)
        #expect(text.contains("\"uri\": \"the%20%26%20config\""))
        #expect(text.contains("\"executionSuccessful\": false"))
    }

    /// A module, a waiver that is not needed, one for a rule that nobody asked for, and places that were tried.
    private func remarks() throws -> CheckReport {
        let lines = "CONFIG_SWAP=y\nCONFIG_ZRAM=m\nCONFIG_PROC_FS=y\n# General setup\n# Library routines\n"
        let profile = try Profile.parse(
            SourceText(
                name: "p",
                text:
                    "version: 1\nkernel: { require: [SWAP, ZRAM], waive: { KERNEL-REQUIRE-SWAP: not needed, ZRAN: typo } }\n"
            ))
        let config = try KernelConfig(name: "c", bytes: Array(lines.utf8))
        var kernel = CheckReport.Kernel(
            config, Judge(config, Judge.Settings()), Requirements(profile), waivers: profile.kernel.waivers)
        kernel.tried = ["/proc/config.gz: is not there", "/boot/config-6.1.0: is not there"]
        return CheckReport([kernel])
    }

    private func render(_ report: CheckReport, as format: String) -> String {
        switch format {
        case "json": CheckJSON.render(report, profile: nil)
        case "sarif": CheckSARIF.render(report, program: "p", version: "1")
        case "junit": CheckJUnit.render(report, program: "p")
        case "github": CheckGitHub.render(report)
        case "tap": CheckTAP.render(report)
        default: CheckText.render(report, style: .plain)
        }
    }

    @Test(
        "Every format has the notes, the waivers and the places that were tried",
        arguments: ["text", "json", "sarif", "junit", "github", "tap"])
    func remarksEverywhere(format: String) throws {
        let text = render(try remarks(), as: format)
        #expect(text.contains("module: load it before apply, or `modprobe` must be on the board"))
        #expect(text.contains("not needed"))
        #expect(text.contains("WAIVER-UNUSED") && text.contains("typo"))
        #expect(text.contains("nothing was asked of this kernel by the rule ZRAN"))
        #expect(text.contains("/proc/config.gz: is not there") && text.contains("/boot/config-6.1.0: is not there"))
    }

    @Test("In SARIF the level follows from what counts")
    func levels() throws {
        let config = try KernelConfig(
            name: "c",
            bytes: Array("CONFIG_SWAP=y\nCONFIG_ZRAM=y\nCONFIG_MEMCG=y\n# General setup\n# Library routines\n".utf8))
        for isStrict in [false, true] {
            var settings = Judge.Settings()
            settings.isStrict = isStrict
            settings.version = KernelVersion(6, 12)
            let kernel = CheckReport.Kernel(config, Judge(config, settings), .base, waivers: [])
            let text = CheckSARIF.render(CheckReport([kernel]), program: "p", version: "1")
            // Of the rule and of the result.
            #expect(text.components("\"level\": \"error\"") == (isStrict ? 6 : 5))
        }
    }

    @Test(
        "Characters that XML does not have are shown as everywhere else", arguments: ["\u{fffe}", "\u{ffff}", "\u{1}"])
    func noCharacters(character: String) {
        let report = CheckReport([CheckReport.Kernel(name: character, refusal: Diagnostic(.error, "x"))])
        #expect(!CheckJUnit.render(report, program: "p").contains(character))
    }

    @Test("What the checker says beside the rules is listed and explained")
    func allRules() {
        let list = RuleText.list(RuleTable.all, style: .plain)
        for id in ["CONFIG-CONTRADICTION", "CONFIG-FRAGMENT", "CONFIG-READABLE", "WAIVER-UNUSED", "SWAP"] {
            #expect(list.contains(id))
        }
    }

    private func fragment(_ lines: String, _ version: String, _ profile: String, isBuiltInOnly: Bool = false) throws
        -> [String]
    {
        let text = "# Linux/x86 \(version) Kernel Configuration\n\(lines)\n# General setup\n# Library routines\n"
        let config = try KernelConfig(name: "c", bytes: Array(text.utf8))
        var settings = Judge.Settings()
        settings.isBuiltInOnly = isBuiltInOnly
        let requirements = Requirements(try Profile.parse(SourceText(name: "p", text: "version: 1\n\(profile)\n")))
        let kernel = CheckReport.Kernel(config, Judge(config, settings), requirements, waivers: [])
        let fragment = Fragment(kernel, config, isBuiltInOnly: isBuiltInOnly)
        return FragmentText.render(fragment, for: kernel).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("# ") || $0.hasSuffix("is not set") }
    }

    @Test(
        "A fragment's lines are those that Kconfig takes",
        arguments: [
            ("{ LOCALVERSION: \"-board\" }", "CONFIG_LOCALVERSION=\"-board\""),
            ("{ CMDLINE: 'a \"b\" c\\d' }", "CONFIG_CMDLINE=\"a \\\"b\\\" c\\\\d\""), ("{ HZ: 100 }", "CONFIG_HZ=100"),
            ("{ A: -1 }", "CONFIG_A=-1"), ("{ A: 0x10 }", "CONFIG_A=0x10"), ("{ A: m }", "CONFIG_A=m"),
            ("{ A: n }", "# CONFIG_A is not set"),
        ])
    func literals(require: String, line: String) throws {
        #expect(try fragment("CONFIG_A=3", "6.1.0", "kernel: { require: \(require) }") == [line])
    }

    @Test(
        "A fragment follows what an option depends on to its end",
        arguments: [
            (
                "CONFIG_BLOCK=y\nCONFIG_SYSFS=y\nCONFIG_CRYPTO=y\nCONFIG_CRYPTO_LZO=y", "5.10.0",
                "kernel: { features: [writeback] }", ["CONFIG_ZSMALLOC=y", "CONFIG_ZRAM=y", "CONFIG_ZRAM_WRITEBACK=y"]
            ),
            (
                "CONFIG_A=y", "6.12.0", "kernel: { features: [cgroup_v1] }",
                ["CONFIG_CGROUPS=y", "CONFIG_MEMCG=y", "CONFIG_MEMCG_V1=y"]
            ),
        ])
    func dependencies(lines: String, version: String, profile: String, wanted: [String]) throws {
        #expect(try fragment(lines, version, profile) == wanted)
    }

    @Test("For a board without modules what an option depends on must not be one either")
    func builtInDependencies() throws {
        let lines =
            "CONFIG_SWAP=y\nCONFIG_BLOCK=y\nCONFIG_SYSFS=y\nCONFIG_CRYPTO=y\nCONFIG_CRYPTO_LZO=y\nCONFIG_ZSMALLOC=m\nCONFIG_ZRAM=m"
        let profile = "zram: { a: { size: 1M } }"
        #expect(
            try fragment(lines, "5.10.0", profile, isBuiltInOnly: true) == ["CONFIG_ZSMALLOC=y", "CONFIG_ZRAM=y"])
        #expect(try fragment(lines, "5.10.0", profile).isEmpty)
    }

    @Test("A fragment has the missing lines and what they depend on, with reasons")
    func fragment() throws {
        let kernel = try #require(try report().kernels.first)
        let config = try KernelConfig(name: "c", bytes: Array("CONFIG_BLOCK=y\nCONFIG_SYSFS=y\nCONFIG_CRYPTO=y\n".utf8))
        #expect(
            FragmentText.render(Fragment(kernel, config), for: kernel) == """
                # What is missing in the & config: Linux 6.1.0 (arm): 1 fail, 1 unknown, 2 warn, 1 skipped, 1 waived, 1 pass
                # ZRAM: CONFIG_ZRAM depends on it
                CONFIG_ZSMALLOC=y
                # ZRAM: CONFIG_ZRAM depends on it
                CONFIG_CRYPTO_LZO=y
                # ZRAM: because the profile has zram.zram0 (a,b:c.yaml:3:3)
                CONFIG_ZRAM=y

                """)
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(_ text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
