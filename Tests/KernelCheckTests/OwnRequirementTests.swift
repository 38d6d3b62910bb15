import KernelCheck
import Model
import Profiles
import Testing

@Suite("What a profile asks of the kernel itself")
struct OwnRequirementTests {
    @Test(
        "require, recommend and forbid",
        arguments: [
            ("require: { A: y }", "CONFIG_A=y", Verdict.Status.pass), ("require: { A: y }", "CONFIG_A=m", .fail),
            ("require: { A: [y, m] }", "CONFIG_A=m", .pass), ("require: [A]", "CONFIG_A=m", .pass),
            ("require: [CONFIG_A]", "# CONFIG_A is not set", .fail),
            ("require: { A: n }", "# CONFIG_A is not set", .pass),
            ("require: { A: 100 }", "CONFIG_A=100", .pass), ("require: { A: lzo-rle }", "CONFIG_A=\"lzo-rle\"", .pass),
            ("require: { A: yes }", "CONFIG_A=y", .pass), ("recommend: { A: y }", "CONFIG_A=m", .warn),
            ("forbid: { A: y }", "CONFIG_A=y", .fail), ("forbid: { A: y }", "CONFIG_A=m", .pass),
            ("forbid: [A]", "CONFIG_A=m", .fail), ("forbid: [A]", "CONFIG_B=y", .pass),
        ])
    func own(section: String, line: String, status: Verdict.Status) throws {
        let kernel = try check(line, profile: "version: 1\nkernel: { \(section) }\n")
        let verdict = try #require(kernel.verdicts.first { $0.rule.id.hasPrefix("KERNEL-") })
        #expect(verdict.status == status)
    }

    @Test(
        "A name of another version is understood",
        arguments: [
            ("MEMCG_SWAP", "6.6.0", "MEMCG"), ("MEMCG", "3.4.0", "CGROUP_MEM_RES_CTLR"),
            ("CGROUP_MEM_RES_CTLR", "5.10.0", "MEMCG"), ("ZRAM_LZ4_COMPRESS", "6.1.0", "CRYPTO_LZ4"),
            ("ZRAM_LZ4_COMPRESS", "6.12.0", "ZRAM_BACKEND_LZ4"), ("ZRAM_BACKEND_ZSTD", "6.1.0", "CRYPTO_ZSTD"),
            ("CGROUP_MEM_RES_CTLR_SWAP", "6.1.0", "MEMCG"),
        ])
    func otherNames(name: String, version: String, today: String) throws {
        let profile = "version: 1\nkernel: { require: [\(name)] }\n"
        let kernel = try check("CONFIG_\(today)=y", version: version, profile: profile)
        let verdict = try #require(kernel["KERNEL-REQUIRE-\(name)"])
        #expect(verdict.status == .pass)
        #expect(verdict.symbol == today)
        #expect(verdict.note?.contains("CONFIG_\(name) is CONFIG_\(today) in Linux") == true)
    }

    @Test("An option that still exists for others is not taken for its successor")
    func otherUses() throws {
        let kernel = try check(
            "CONFIG_ZRAM_BACKEND_ZSTD=y", profile: "version: 1\nkernel: { require: [CRYPTO_ZSTD] }\n")
        #expect(kernel["KERNEL-REQUIRE-CRYPTO_ZSTD"]?.status == .fail)
    }

    @Test("A waiver shows in the report, needed or not")
    func waivers() throws {
        let profile = "version: 1\nzram: { a: { size: 1M } }\nkernel: { waive: { ZRAM: later, SWAP: never } }\n"
        let kernel = try check("CONFIG_SWAP=y", profile: profile)
        #expect(kernel["ZRAM"]?.status == .waived)
        #expect(kernel["ZRAM"]?.waiver == "later")
        #expect(kernel["SWAP"]?.status == .pass)
        #expect(kernel["SWAP"]?.waiver == "never")
        #expect(kernel.outcome == .passed)
    }

    @Test("A waiver for a rule that there is not is told, with what was meant")
    func unknownWaiver() throws {
        let source = SourceText(
            name: "p", text: "version: 1\nkernel: { require: [HZ], waive: { ZRAN: x, KERNEL-REQUIRE-HZ: y } }\n")
        let profile = try Profile.parse(source)
        let diagnostics = profile.kernel.unknownWaivers(Requirements(profile), source)
        #expect(diagnostics.map(\.summary) == ["there is no rule ZRAN to waive"])
        #expect(diagnostics.first?.help == "did you mean ZRAM?")
    }

    @Test(
        "Mistakes in the section have their places",
        arguments: [
            ("kernel: { require: { A-B: y } }", "`A-B` is not an option of the kernel's configuration"),
            (
                "kernel: { require: { A: { b: c } } }",
                "the value of an option must be a single value or a list, not a mapping"
            ),
            ("kernel: { require: { A: [] } }", "this list has no value"),
            ("kernel: { require: [A, CONFIG_A] }", "`A` stands there twice"),
            ("kernel: { require: A }", "`require` must be a mapping, not a single value"),
            ("kernel: { features: [writing] }", "`features` has no word `writing`"),
            ("kernel: { features: writeback }", "`features` must be a list, not a single value"),
            ("kernel: { waive: { ZRAM: } }", "`ZRAM` is waived without a reason"),
            ("kernel: { waive: { ZRAM: \" \" } }", "`ZRAM` is waived without a reason"),
            ("kernel: { needs: [A] }", "`kernel` has no key `needs`"),
        ])
    func mistakes(section: String, summary: String) {
        do throws(InvalidProfile) {
            _ = try Profile.parse(SourceText(name: "p", text: "version: 1\n\(section)\n"))
            Issue.record("it was accepted")
        } catch {
            #expect(error.diagnostics.map(\.summary) == [summary])
            #expect(error.diagnostics.first?.location?.position.line == 2)
        }
    }
}
