import KernelCheck
import Model
import Profiles
import Reports
import Testing

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

    @Test("Failures come first, then what is unknown, warnings, waived rules and what holds")
    func order() throws {
        let kernel = try #require(try report().kernels.first)
        #expect(
            kernel.verdicts.map { "\($0.status.rawValue) \($0.rule.id)" } == [
                "fail ZRAM", "unknown ZRAM-ALGORITHM-ZLIB", "warn PROC-FS", "warn ZSWAP-DEFAULT-ON",
                "waived KERNEL-REQUIRE-HZ", "pass SWAP",
            ])
    }

    @Test("A person reads what fails, why, and what to do")
    func text() throws {
        let text = CheckText.render(CheckReport([try #require(try report().kernels.first)]), style: .plain)
        #expect(
            text.hasPrefix(
                """
                the & config: Linux 6.1.0 (arm): 1 fail, 1 unknown, 2 warn, 1 waived, 1 pass

                fail    ZRAM: CONFIG_ZRAM is not set, and must be y or m (the & config:3:1)
                        because the profile has zram.zram0 (a,b:c.yaml:3:3)
                        why: it is the compressed block device in memory
                        see: drivers/block/zram/Kconfig
                        help: set CONFIG_ZRAM=y

                """))
        #expect(text.hasSuffix("pass    SWAP: CONFIG_SWAP is y (the & config:2:1)\n"))
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
        #expect(lines.prefix(2) == ["TAP version 14", "1..7"])
        #expect(lines.contains("not ok 1 - ZRAM (the & config)"))
        #expect(lines.contains("not ok 3 - PROC-FS (the & config) # TODO recommended"))
        #expect(lines.contains("ok 5 - KERNEL-REQUIRE-HZ (the & config) # SKIP 100 % <of> \\#us"))
        #expect(lines.contains("ok 6 - SWAP (the & config)"))
        #expect(lines.contains("not ok 7 - CONFIG-READABLE (gone)"))
    }

    @Test("JUnit counts what it has, and escapes names")
    func junit() throws {
        let text = CheckJUnit.render(try report(), program: "p")
        #expect(text.contains("<testsuites tests=\"7\" failures=\"1\" errors=\"2\" skipped=\"1\" name=\"p check\">"))
        #expect(text.contains("<testcase name=\"ZRAM\" classname=\"the &amp; config\">"))
        #expect(text.contains("message=\"100 % &lt;of&gt; #us: "))
    }

    @Test("SARIF has a result for all that is not in order, and suppresses what is waived")
    func sarif() throws {
        let text = CheckSARIF.render(try report(), program: "p", version: "1")
        #expect(text.components("\"ruleId\"") == 5)
        #expect(text.components("\"suppressions\"") == 1)
        #expect(text.contains("\"uri\": \"the%20%26%20config\""))
        #expect(text.contains("\"executionSuccessful\": false"))
    }

    @Test("A fragment has the missing lines and what they depend on, with reasons")
    func fragment() throws {
        let kernel = try #require(try report().kernels.first)
        let config = try KernelConfig(name: "c", bytes: Array("CONFIG_BLOCK=y\nCONFIG_SYSFS=y\nCONFIG_CRYPTO=y\n".utf8))
        #expect(
            FragmentText.render(Fragment(kernel, config), for: kernel) == """
                # What is missing in the & config: Linux 6.1.0 (arm): 1 fail, 1 unknown, 2 warn, 1 waived, 1 pass
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
