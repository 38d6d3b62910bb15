import KernelCheck
import Profiles
import Resources
import Testing
import Text

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
            ("CGROUP_MEM_RES_CTLR_SWAP", "6.1.0", "MEMCG"), ("MEMCG_V1", "6.1.0", "MEMCG"),
            ("MEMCG_KMEM", "6.12.0", "MEMCG"), ("CGROUP_MEM_RES_CTLR_KMEM", "5.10.0", "MEMCG_KMEM"),
            ("CGROUP_MEM_RES_CTLR_KMEM", "6.12.0", "MEMCG"), ("MEMCG_SWAP_ENABLED", "5.10.0", "MEMCG_SWAP"),
            ("MEMCG_SWAP_ENABLED", "6.12.0", "MEMCG"), ("ZRAM_TRACK_ENTRY_ACTIME", "6.1.0", "ZRAM_MEMORY_TRACKING"),
        ])
    func otherNames(name: String, version: String, today: String) throws {
        let profile = "version: 1\nkernel: { require: [\(name)] }\n"
        let kernel = try check("CONFIG_\(today)=y", version: version, profile: profile)
        let verdict = try #require(kernel["KERNEL-REQUIRE-\(name)"])
        #expect(verdict.status == .pass)
        #expect(verdict.symbol == today)
        #expect(verdict.note?.contains("CONFIG_\(today) in Linux") == true)
    }

    @Test("An option that still exists for others is not taken for its successor")
    func otherUses() throws {
        let kernel = try check(
            "CONFIG_ZRAM_BACKEND_ZSTD=y", profile: "version: 1\nkernel: { require: [CRYPTO_ZSTD] }\n")
        #expect(kernel["KERNEL-REQUIRE-CRYPTO_ZSTD"]?.status == .fail)
    }

    @Test("What stands in the configuration counts, whatever is known of its versions")
    func standing() throws {
        let profile = "version: 1\nkernel: { require: [MEMCG_KMEM, LRU_GEN], forbid: [FRONTSWAP] }\n"
        let kernel = try check("CONFIG_MEMCG_KMEM=y\nCONFIG_LRU_GEN=y\nCONFIG_FRONTSWAP=y", profile: profile)
        #expect(kernel["KERNEL-REQUIRE-MEMCG_KMEM"]?.symbol == "MEMCG_KMEM")
        #expect(
            try check("CONFIG_LRU_GEN=y", version: "5.10.0", profile: profile)["KERNEL-REQUIRE-LRU_GEN"]?.status
                == .pass)
        #expect(kernel["KERNEL-FORBID-FRONTSWAP"]?.status == .fail)
    }

    @Test(
        "What a version has not yet or no longer is not called missing",
        arguments: [
            ("FRONTSWAP", "6.12.0", "Linux 6.12.0 has no CONFIG_FRONTSWAP any more: zswap works without it"),
            ("ZPOOL", "7.2.0", "Linux 7.2.0 has no CONFIG_ZPOOL any more: zswap uses ZSMALLOC itself"),
            ("ZBUD", "7.2.0", "Linux 7.2.0 has no CONFIG_ZBUD any more: zswap has ZSMALLOC alone"),
            ("LRU_GEN", "5.10.0", "CONFIG_LRU_GEN came with Linux 6.1, and this is 5.10.0"),
            ("ZRAM_DEF_COMP_ZSTD", "5.10.0", "CONFIG_ZRAM_DEF_COMP_ZSTD came with Linux 5.11, and this is 5.10.0"),
            ("ZSWAP_DEFAULT_ON", "5.4.0", "CONFIG_ZSWAP_DEFAULT_ON came with Linux 5.7, and this is 5.4.0"),
            ("ZRAM_MULTI_COMP", "6.1.0", "CONFIG_ZRAM_MULTI_COMP came with Linux 6.2, and this is 6.1.0"),
        ])
    func absent(name: String, version: String, summary: String) throws {
        func verdict(_ key: String) throws -> Verdict? {
            let profile = "version: 1\nkernel: { \(key): [\(name)] }\n"
            let kernel = try check("CONFIG_SWAP=y", version: version, profile: profile)
            return kernel.verdicts.first { $0.rule.id.hasSuffix(name) }
        }
        let required = try #require(try verdict("require"))
        #expect(required.status == .fail && required.summary == summary && required.change == nil)
        #expect(required.remedy?.contains("waive the rule") == true)
        #expect(try verdict("recommend")?.status == .warn)
        #expect(try verdict("forbid")?.status == .pass)
    }

    @Test(
        "What is forbidden and only a part of another option here is never switched off with it",
        arguments: [
            ("MEMCG_V1", "6.1.0", "CONFIG_MEMCG=y", Verdict.Status.unknown),
            ("MEMCG_SWAP", "6.1.0", "CONFIG_MEMCG=y", .unknown),
            ("MEMCG_SWAP", "6.1.0", "# CONFIG_MEMCG is not set", .pass),
            ("ZRAM_BACKEND_LZ4", "6.1.0", "CONFIG_CRYPTO_LZ4=m", .unknown),
            ("CGROUP_MEM_RES_CTLR", "6.1.0", "CONFIG_MEMCG=y", .fail),
            ("MEMCG_SWAP", "5.10.0", "CONFIG_MEMCG_SWAP=y", .fail),
        ])
    func forbiddenPart(name: String, version: String, line: String, status: Verdict.Status) throws {
        for key in ["forbid: [\(name)]", "require: { \(name): n }"] {
            let kernel = try check(line, version: version, profile: "version: 1\nkernel: { \(key) }\n")
            let verdict = try #require(kernel.verdicts.first { $0.rule.id.hasSuffix(name) })
            #expect(verdict.status == status)
            #expect((verdict.change == nil) == (status != .fail))
        }
    }

    @Test("A successor may be a module where it is one")
    func successorAsModule() throws {
        let profile = "version: 1\nkernel: { require: { ZRAM_BACKEND_ZSTD: y } }\n"
        let kernel = try check("CONFIG_CRYPTO_ZSTD=m", version: "6.1.0", profile: profile)
        #expect(kernel["KERNEL-REQUIRE-ZRAM_BACKEND_ZSTD"]?.status == .pass)
        let strict = try check("CONFIG_CRYPTO_ZSTD=m", version: "6.1.0", profile: profile) { $0.isBuiltInOnly = true }
        #expect(strict["KERNEL-REQUIRE-ZRAM_BACKEND_ZSTD"]?.status == .fail)
    }

    @Test("Without a version a name that others have is unknown, and one that all have is not")
    func withoutVersion() throws {
        let profile = "version: 1\nkernel: { require: [MEMCG_SWAP, ZRAM, HZ], forbid: [MEMCG_V1] }\n"
        let menus = "# General setup\n# Library routines\n"
        let kernel = try check("CONFIG_MEMCG=y\n" + menus, version: nil, profile: profile)
        #expect(kernel["KERNEL-REQUIRE-MEMCG_SWAP"]?.status == .unknown)
        #expect(kernel["KERNEL-FORBID-MEMCG_V1"]?.status == .unknown)
        #expect(kernel["KERNEL-REQUIRE-ZRAM"]?.status == .fail && kernel["KERNEL-REQUIRE-HZ"]?.status == .fail)
    }

    @Test("An option without values is a module or built in, and a board may have no modules")
    func builtInOnly() throws {
        let profile = "version: 1\nkernel: { require: [ZRAM] }\n"
        let kernel = try check("CONFIG_ZRAM=m", profile: profile)
        #expect(kernel["KERNEL-REQUIRE-ZRAM"]?.note?.hasPrefix("module: load it") == true)
        let strict = try check("CONFIG_ZRAM=m", profile: profile) { $0.isBuiltInOnly = true }
        #expect(strict["KERNEL-REQUIRE-ZRAM"]?.summary == "CONFIG_ZRAM is m, and must be y (--builtin-only)")
    }

    @Test("What a file does not name that is not whole is not known to be off")
    func partial() throws {
        let profile = "version: 1\nkernel: { forbid: [ZRAM] }\n"
        let config = try KernelConfig(
            name: "c", bytes: Array("# Linux/x86 6.1.0 Kernel Configuration\nCONFIG_SWAP=y\n".utf8))
        let requirements = Requirements(try Profile.parse(SourceText(name: "p", text: profile)))
        let kernel = CheckReport.Kernel(config, Judge(config, Judge.Settings()), requirements, waivers: [])
        #expect(kernel["CONFIG-FRAGMENT"]?.status == .warn)
        #expect(kernel["KERNEL-FORBID-ZRAM"]?.status == .unknown)
        #expect(try check("CONFIG_SWAP=y", profile: profile)["KERNEL-FORBID-ZRAM"]?.status == .pass)
    }

    @Test(
        "What the profile and the command line require of one option both count",
        arguments: [
            ([["100", "250"], ["250", "1000"]], nil, "250"), ([["100", "250"], ["1000"]], "100 or 250", "100 or 250"),
            ([["y", "m"], ["y"]], nil, "y"), ([["y"], ["n"]], "y", "y"), ([["1"], ["1"]], nil, "1"),
        ] as [([[String]], String?, String)])
    func both(values: [[String]], contradiction: String?, expected: String) throws {
        let profile = "version: 1\nkernel: { require: { HZ: [\(values[0].joined(separator: ", "))] } }\n"
        for isAlone in [true, false] {
            var requirements =
                isAlone ? .base : Requirements(try Profile.parse(SourceText(name: "p", text: profile)))
            if isAlone { #expect(requirements.require("HZ", values[0]) == nil) }
            #expect(requirements.require("HZ", values[1]) == contradiction)
            let requirement = try #require(requirements.list.first { $0.rule.id == "KERNEL-REQUIRE-HZ" })
            #expect(requirement.rule.symbols.map(\.acceptance.text) == [expected])
            #expect(requirement.reasons.count == (contradiction == nil ? 2 : 1))
        }
    }

    @Test("A waiver shows in the report, needed or not")
    func waivers() throws {
        let profile =
            "version: 1\nzram: { a: { size: 1M, algorithm: lzo } }\n"
            + "kernel: { waive: { ZRAM: later, ZRAM-ALGORITHM-LZO: later, SWAP: never } }\n"
        let kernel = try check("CONFIG_SWAP=y", profile: profile)
        #expect(kernel["ZRAM"]?.status == .waived)
        #expect(kernel["ZRAM"]?.waiver == "later")
        #expect(kernel["SWAP"]?.status == .pass)
        #expect(kernel["SWAP"]?.waiver == "never")
        #expect(kernel.outcome == .passed)
    }

    @Test("A waiver for an unknown rule is reported, with what was meant")
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
            ("kernel: { require: [A, CONFIG_A] }", "`A` appears twice"),
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
