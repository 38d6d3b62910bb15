import KernelCheck
import Testing
import Text

@Suite("Conflicts and traps")
struct TrapTests {
    private static let base = "CONFIG_SWAP=y\nCONFIG_ZRAM=y\nCONFIG_MEMCG=y\nCONFIG_MEMCG_SWAP=y\nCONFIG_PROC_FS=y\n"

    private func boot(_ words: String) -> (inout Judge.Settings) -> Void {
        { $0.bootParameters = SourceText(name: "cmdline", text: words) }
    }

    @Test(
        "The default algorithm's own code",
        arguments: [
            ("6.12.0", "CONFIG_ZRAM_DEF_COMP=\"lzo-rle\"\n# CONFIG_ZRAM_BACKEND_LZO is not set", Verdict.Status.warn),
            ("6.12.0", "CONFIG_ZRAM_DEF_COMP=\"lzo-rle\"\nCONFIG_ZRAM_BACKEND_LZO=y", .pass),
            ("6.1.0", "CONFIG_ZRAM_DEF_COMP=\"zstd\"\nCONFIG_CRYPTO_ZSTD=m", .pass),
            ("6.1.0", "CONFIG_ZRAM_DEF_COMP=\"zstd\"", .warn),
            ("6.12.0", "CONFIG_ZRAM_DEF_COMP_ZSTD=y\n# CONFIG_ZRAM_BACKEND_ZSTD is not set", .warn),
            ("6.12.0", "CONFIG_ZRAM_DEF_COMP_842=y\nCONFIG_ZRAM_BACKEND_842=y", .pass),
        ])
    func defaultAlgorithm(version: String, lines: String, status: Verdict.Status) throws {
        #expect(try check(Self.base + lines, version: version)["ZRAM-DEFAULT-ALGORITHM"]?.status == status)
    }

    @Test(
        "A device for which no algorithm is named needs the code of the default one",
        arguments: [
            ("4.19.0", "CONFIG_CRYPTO_LZO=y", Verdict.Status.pass), ("5.10.0", "CONFIG_CRYPTO_LZO=m", .pass),
            ("5.10.0", "# CONFIG_CRYPTO_LZO is not set", .fail),
            ("6.1.0", "CONFIG_ZRAM_DEF_COMP=\"zstd\"\nCONFIG_CRYPTO_ZSTD=y", .pass),
            ("6.1.0", "CONFIG_ZRAM_DEF_COMP=\"zstd\"\n# CONFIG_CRYPTO_ZSTD is not set", .fail),
            ("6.12.0", "CONFIG_ZRAM_DEF_COMP_ZSTD=y\n# CONFIG_ZRAM_BACKEND_ZSTD is not set", .fail),
            ("6.12.0", "CONFIG_ZRAM_DEF_COMP_LZORLE=y\nCONFIG_ZRAM_BACKEND_LZO=y", .pass),
        ])
    func defaultIsRequired(version: String, lines: String, status: Verdict.Status) throws {
        let profile = "version: 1\nzram:\n  zram0: { size: 1M }\n"
        let verdict = try #require(
            try check(Self.base + lines, version: version, profile: profile)["ZRAM-DEFAULT-ALGORITHM"])
        #expect(verdict.status == status && verdict.isRequired)
        #expect(verdict.requirement.reasons.map(\.text) == ["zram.zram0 names no algorithm"])
        let named = "version: 1\nzram:\n  zram0: { size: 1M, algorithm: lz4 }\n"
        let trap = try #require(
            try check(Self.base + lines, version: version, profile: named)["ZRAM-DEFAULT-ALGORITHM"])
        #expect(trap.status == (status == .fail ? .warn : .pass) && !trap.isRequired)
    }

    @Test("A default algorithm that is a module will not do where there are none")
    func defaultBuiltInOnly() throws {
        let kernel = try check(
            Self.base + "CONFIG_CRYPTO_LZO=m", version: "5.10.0", profile: "version: 1\nzram: { a: { size: 1M } }\n"
        ) { $0.isBuiltInOnly = true }
        let verdict = try #require(kernel["ZRAM-DEFAULT-ALGORITHM"])
        #expect(verdict.status == .fail)
        #expect(
            verdict.summary
                == "the default algorithm of zram is lzo-rle: CONFIG_CRYPTO_LZO is m, and must be y (--builtin-only)")
    }

    @Test(
        "zswap in front of zram",
        arguments: [
            ("CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y", "", Verdict.Status.warn),
            ("CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y", "zswap.enabled=0", .pass),
            ("CONFIG_ZSWAP=y\n# CONFIG_ZSWAP_DEFAULT_ON is not set", "", .pass),
            ("CONFIG_ZSWAP=y\n# CONFIG_ZSWAP_DEFAULT_ON is not set", "quiet zswap.enabled=1", .warn),
            ("# CONFIG_ZSWAP is not set", "zswap.enabled=1", .pass),
            ("CONFIG_ZSWAP=y", "zswap.enabled=yes", .warn), ("CONFIG_ZSWAP=y", "zswap.enabled=True", .warn),
            ("CONFIG_ZSWAP=y", "zswap.enabled=oN", .warn),
            ("CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y", "zswap.enabled=No", .pass),
            ("CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y", "zswap.enabled=off", .pass),
            ("CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y", "zswap.enabled=2", .warn),
            ("CONFIG_ZSWAP=y", "zswap.enabled=2", .pass),
        ])
    func zswap(lines: String, words: String, status: Verdict.Status) throws {
        #expect(try check(Self.base + lines, boot(words))["ZSWAP-DEFAULT-ON"]?.status == status)
    }

    @Test(
        "Boot parameters that take the memory controller away",
        arguments: [
            ("cgroup_disable=memory", Verdict.Status.fail), ("quiet cgroup_disable=cpu,memory ro", .fail),
            ("cgroup-disable=memory", .fail), ("cgroup_disable=cpu", .pass), ("cgroup_disable=memory2", .pass),
            ("\"cgroup_disable=memory\"", .fail), ("", .pass), ("quiet -- cgroup_disable=memory", .pass),
            ("quiet --x cgroup_disable=memory", .fail), ("cgroup_disable=memory cgroup_enable=memory", .fail),
        ])
    func memoryController(words: String, status: Verdict.Status) throws {
        #expect(try check(Self.base, boot(words))["BOOT-MEMORY-CONTROLLER"]?.status == status)
    }

    @Test(
        "Boot parameters and the accounting of swap",
        arguments: [
            ("5.10.0", "", "swapaccount=0", Verdict.Status.fail), ("5.10.0", "", "swapaccount=0 swapaccount=1", .pass),
            ("6.1.0", "", "swapaccount=0", nil), ("5.4.0", "# CONFIG_MEMCG_SWAP_ENABLED is not set", "", .fail),
            ("5.4.0", "# CONFIG_MEMCG_SWAP_ENABLED is not set", "swapaccount=1", .pass),
            ("5.10.0", "# CONFIG_MEMCG_SWAP_ENABLED is not set", "", .pass),
            ("5.4.0", "CONFIG_MEMCG_SWAP_ENABLED=y", "", .pass),
        ])
    func swapAccounting(version: String, line: String, words: String, status: Verdict.Status?) throws {
        let kernel = try check(Self.base + line, version: version, boot(words))
        #expect(kernel["BOOT-SWAP-ACCOUNTING"]?.status == status)
    }

    @Test("The command line of the configuration counts as the kernel counts it")
    func builtInCommandLine() throws {
        let line = "CONFIG_CMDLINE=\"cgroup_disable=memory\"\n"
        let id = "BOOT-MEMORY-CONTROLLER"
        let kernel = try check(Self.base + line)
        #expect(kernel[id]?.status == .fail)
        #expect(kernel[id]?.location?.text == "config:10:1")
        // ARM and others put their own after the boot loader's.
        let order = "CONFIG_LOCALVERSION=\"-v7l\"\nCONFIG_CMDLINE=\"cgroup_enable=memory\"\n"
        let extended = Self.base + order + "CONFIG_CMDLINE_EXTEND=y"
        #expect(try check(extended, boot("cgroup_disable=memory"))[id]?.status == .pass)
        #expect(try check(Self.base + order, boot("cgroup_disable=memory"))[id]?.status == .fail)
        #expect(try check(Self.base + line + "# CONFIG_CMDLINE_BOOL is not set")[id]?.status == .pass)
        #expect(try check(Self.base + line + "CONFIG_CMDLINE_FROM_BOOTLOADER=y", boot("quiet"))[id]?.status == .pass)
        #expect(try check(Self.base + line + "CONFIG_CMDLINE_FALLBACK=y", boot("quiet"))[id]?.status == .pass)
        #expect(
            try check(Self.base + "CONFIG_CMDLINE=\"quiet\"\nCONFIG_CMDLINE_FORCE=y", boot("cgroup_disable=memory"))[
                id]?.status == .pass)
    }

    @Test(
        "On Raspberry Pi's kernels cgroup_enable=memory undoes what the firmware writes, on others it does not",
        arguments: [
            ("CONFIG_LOCALVERSION=\"-v8\"", "cgroup_disable=memory cgroup_enable=memory", Verdict.Status.pass),
            ("CONFIG_BCM2708_VCMEM=y", "cgroup_disable=memory x cgroup_enable=cpuset,memory", .pass),
            ("CONFIG_LOCALVERSION=\"-v8\"", "cgroup_enable=memory cgroup_disable=memory", .fail),
            ("CONFIG_LOCALVERSION=\"-v8\"", "cgroup_disable=memory", .fail),
            ("CONFIG_LOCALVERSION=\"-board\"", "cgroup_disable=memory cgroup_enable=memory", .fail),
        ])
    func raspberryPi(line: String, words: String, status: Verdict.Status) throws {
        let verdict = try #require(try check(Self.base + line, boot(words))["BOOT-MEMORY-CONTROLLER"])
        #expect(verdict.status == status && verdict.isRequired)
        let isTheirs = !line.contains("board")
        if status == .fail {
            #expect(verdict.remedy?.contains("/boot/firmware/cmdline.txt") == isTheirs)
            #expect(verdict.summary.contains("cgroup_disable=memory"))
        } else {
            #expect(verdict.note?.contains("mainline kernels ignore cgroup_enable, Raspberry Pi's obey") == true)
        }
        if words.contains("cgroup_enable") {
            #expect((verdict.note ?? verdict.summary).contains("cgroup_enable="))
        }
    }

    @Test("Traps that make nothing impossible only warn, with a profile that names limits too")
    func onlyTraps() throws {
        let profile = "version: 1\nzram: { a: { size: 1M, algorithm: lz4 } }\n"
        let lines = Self.base + "CONFIG_ZSWAP=y\nCONFIG_ZRAM_BACKEND_LZ4=y\nCONFIG_ZRAM_DEF_COMP=\"lz4\""
        let kernel = try check(lines, profile: profile, boot("zswap.enabled=1 cgroup_disable=memory"))
        #expect(kernel["ZSWAP-DEFAULT-ON"]?.status == .warn && kernel["BOOT-MEMORY-CONTROLLER"] == nil)
        #expect(kernel.outcome == .passed)
    }

    @Test(
        "zswap is never said to be off by a parameter that switches it on",
        arguments: [
            ("# CONFIG_ZSWAP is not set", "zswap.enabled=1", "the kernel has no zswap: zswap.enabled=1 has no effect"),
            ("# CONFIG_ZSWAP is not set", "", "the kernel has no zswap"),
            ("CONFIG_ZSWAP=y", "zswap.enabled=1", "zswap is on at boot: zswap.enabled=1"),
            ("CONFIG_ZSWAP=y", "zswap.enabled=1 zswap.enabled=0", "zswap is off at boot: zswap.enabled=0"),
            ("CONFIG_ZSWAP=y", "zswap.enabled=1 zswap.enabled=2", "zswap is on at boot: zswap.enabled=1"),
            ("CONFIG_ZSWAP=y", "", "zswap is off at boot"),
        ])
    func zswapWords(line: String, words: String, summary: String) throws {
        #expect(try check(Self.base + line, boot(words))["ZSWAP-DEFAULT-ON"]?.summary == summary)
    }

    @Test("A boot parameter stands in its own line and column")
    func parameterLocation() throws {
        let kernel = try check(Self.base, boot("quiet\n ro cgroup_disable=memory\n"))
        #expect(kernel["BOOT-MEMORY-CONTROLLER"]?.location?.text == "cmdline:2:5")
    }

    @Test("Without a version a trap is unknown where that decides, and counts only when it is asked to")
    func withoutVersion() throws {
        let lines = Self.base + "CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y"
        let kernel = try check(lines, version: nil)
        #expect(kernel["ZSWAP-DEFAULT-ON"]?.status == .warn)
        #expect(kernel["ZRAM-DEFAULT-ALGORITHM"]?.status == .unknown)
        #expect(kernel["BOOT-SWAP-ACCOUNTING"]?.status == .unknown)
        let profile =
            "version: 1\nzram: { a: { size: 1M, algorithm: lz4 } }\nkernel: { waive: { ZRAM-ALGORITHM-LZ4: x } }\n"
        let swap = "CONFIG_SWAP=y\nCONFIG_ZRAM=y\nCONFIG_PROC_FS=y"
        #expect(try check(swap, version: nil, profile: profile).outcome == .passed)
        #expect(try check(swap, version: nil, profile: profile) { $0.isStrict = true }.outcome == .unknown)
    }

    @Test("Traps change the outcome only when they are asked to")
    func strict() throws {
        let lines = Self.base + "CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y"
        #expect(try check(lines).outcome == .passed)
        #expect(try check(lines) { $0.isStrict = true }.outcome == .failed)
    }

    @Test("A defconfig is warned of, and a contradiction fails")
    func oddities() throws {
        #expect(try check(Self.base, version: nil)["CONFIG-FRAGMENT"]?.status == .warn)
        #expect(try check(Self.base)["CONFIG-FRAGMENT"] == nil)
        let kernel = try check(Self.base + "# CONFIG_SWAP is not set")
        #expect(kernel["CONFIG-CONTRADICTION"]?.status == .fail)
        #expect(kernel["CONFIG-CONTRADICTION"]?.summary.contains("in lines 5 and 10") == true)
        #expect(kernel.outcome == .failed)
    }
}
