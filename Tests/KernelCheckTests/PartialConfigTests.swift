import Kernel
import KernelCheck
import Profiles
import Resources
import Testing
import Text

@Suite("Configurations that are not whole")
struct PartialConfigTests {
    private static let zram = "version: 1\nzram: { a: { size: 1M } }\n"

    /// Files laid over each other, none of which has the menus of a whole configuration unless its text has them.
    private func judge(
        _ files: [(name: String, text: String)], version: KernelVersion? = KernelVersion(6, 12), profile: String? = nil,
        isStrict: Bool = false
    ) throws -> CheckReport.Kernel {
        var config = try KernelConfig(name: files[0].name, bytes: Array(files[0].text.utf8))
        for file in files.dropFirst() { config.merge(try KernelConfig(name: file.name, bytes: Array(file.text.utf8))) }
        var settings = Judge.Settings()
        settings.version = version
        settings.isStrict = isStrict
        let parsed = try profile.map { try Profile.parse(SourceText(name: "p", text: $0)) }
        return CheckReport.Kernel(
            config, Judge(config, settings), parsed.map { Requirements($0) } ?? .base,
            waivers: parsed?.kernel.waivers ?? [])
    }

    private func judge(_ text: String, name: String = "board.cfg", version: KernelVersion? = KernelVersion(6, 12))
        throws
        -> CheckReport.Kernel
    { try judge([(name, text)], version: version) }

    @Test("A fragment proves what it names; what it leaves out is unknown, and required rules never vanish")
    func fragment() throws {
        let kernel = try judge("CONFIG_ZRAM=y\n")
        #expect(kernel["ZRAM"]?.status == .pass)
        #expect(kernel["MEMCG"]?.status == .unknown && kernel["MEMCG-SWAP"]?.status == .unknown)
        #expect(kernel.outcome == .unknown)
        #expect(try judge("# CONFIG_ZRAM is not set\n").outcome == .failed)
        #expect(kernel["CONFIG-FRAGMENT"]?.summary.hasSuffix("it proves only what it names") == true)
    }

    @Test(
        "What Kconfig sets by default counts as that, in the versions in which it does",
        arguments: [
            ("SWAP", "CONFIG_A=y\n", "6.12", Verdict.Status.pass), ("SWAP", "CONFIG_A=y\n", nil, .pass),
            ("SWAP", "# CONFIG_BLOCK is not set\n", "6.12", .fail),
            ("SWAP", "# CONFIG_MMU is not set\n", "5.10", .fail),
            ("SWAP", "# CONFIG_SWAP is not set\n", "6.12", .fail), ("PROC-FS", "CONFIG_A=y\n", "6.12", .pass),
            ("MEMCG-SWAP", "CONFIG_MEMCG=y\n", "5.10", .pass), ("MEMCG-SWAP", "CONFIG_A=y\n", "5.10", .unknown),
            ("MEMCG-SWAP", "CONFIG_MEMCG=y\n# CONFIG_SWAP is not set\n", "5.10", .skipped),
            ("MEMCG-SWAP", "# CONFIG_MEMCG is not set\n", "5.10", .skipped),
            ("MEMCG-SWAP", "CONFIG_MEMCG=y\n", "5.7", .unknown), ("MEMCG-SWAP", "CONFIG_MEMCG=y\n", "6.1", .pass),
            ("BOOT-SWAP-ACCOUNTING", "CONFIG_MEMCG=y\nCONFIG_MEMCG_SWAP=y\n", "5.4", .pass),
        ] as [(String, String, String?, Verdict.Status)])
    func defaults(id: String, text: String, version: String?, status: Verdict.Status) throws {
        let kernel = try judge(text, version: version.flatMap { KernelVersion(release: $0) })
        let verdict = try #require(kernel[id])
        #expect(verdict.status == status, "\(verdict.summary)")
        if verdict.found == nil, status == .pass, verdict.symbol != nil {
            #expect(verdict.summary == "CONFIG_\(verdict.symbol ?? "") is y by Kconfig's default")
        }
    }

    @Test("What a defconfig by its name leaves out is off where that is Kconfig's default, and may be mended")
    func defconfig() throws {
        let kernel = try judge("CONFIG_A=y\n", name: "arch/arm/configs/board_defconfig")
        #expect(kernel["ZRAM"]?.status == .fail)
        #expect(kernel["ZRAM"]?.summary == "CONFIG_ZRAM is off by Kconfig's default, and must be y or m")
        #expect(kernel["SWAP"]?.status == .pass && kernel["MEMCG"]?.status == .fail)
        #expect(kernel["ZRAM-DEFAULT-ALGORITHM"]?.cause == "ZRAM")
        #expect(try judge("CONFIG_A=y\n", name: "my_defconfig.txt")["ZRAM"]?.status == .unknown)
        // Of an option that others select nothing is known.
        let profile = "version: 1\nkernel: { require: [CRYPTO_LZO] }\n"
        #expect(
            try judge([("a_defconfig", "CONFIG_A=y\n")], profile: profile)["KERNEL-REQUIRE-CRYPTO_LZO"]?.status
                == .unknown)
    }

    @Test(
        "The default algorithm is known, follows from Kconfig, or is unknown, and never missing from the report",
        arguments: [
            ("CONFIG_ZRAM=y\n", "6.12", Verdict.Status.pass, "lzo-rle by Kconfig's default"),
            ("CONFIG_ZRAM=y\nCONFIG_ZRAM_BACKEND_ZSTD=y\n", "6.12", .unknown, "neither"),
            ("CONFIG_ZRAM=y\nCONFIG_ZRAM_BACKEND_LZO=y\nCONFIG_ZRAM_BACKEND_ZSTD=y\n", "6.12", .pass, "by Kconfig's"),
            ("CONFIG_ZRAM=y\nCONFIG_ZRAM_BACKEND_ZSTD=y\nCONFIG_ZRAM_DEF_COMP_ZSTD=y\n", "6.12", .pass, "zstd: "),
            ("CONFIG_ZRAM=y\n", "6.1", .unknown, "neither"),
            ("CONFIG_ZRAM=y\nCONFIG_CRYPTO_LZO=m\n", "6.1", .pass, "lzo-rle by Kconfig's default"),
            ("CONFIG_ZRAM=y\nCONFIG_CRYPTO_LZO=m\n", "5.10", .pass, "lzo-rle: "),
            ("CONFIG_ZRAM=y\n", "5.10", .unknown, "lzo-rle: "),
        ])
    func defaultAlgorithm(text: String, version: String, status: Verdict.Status, words: String) throws {
        let kernel = try judge(
            [("board.cfg", text)], version: KernelVersion(release: version), profile: Self.zram)
        let verdict = try #require(kernel["ZRAM-DEFAULT-ALGORITHM"])
        #expect(verdict.status == status && verdict.isRequired && verdict.summary.contains(words), "\(verdict.summary)")
        #expect(kernel.outcome == (status == .pass ? .passed : .unknown))
    }

    @Test("In a whole configuration without it the default algorithm is unknown too")
    func wholeWithoutDefault() throws {
        let kernel = try check("CONFIG_SWAP=y\nCONFIG_ZRAM=y", version: "6.12.0", profile: Self.zram)
        #expect(kernel["ZRAM-DEFAULT-ALGORITHM"]?.status == .unknown && kernel.outcome == .unknown)
    }

    @Test(
        "Every requirement has a verdict, whatever is known",
        arguments: [nil, KernelVersion(3, 4), KernelVersion(5, 10), KernelVersion(6, 1), KernelVersion(6, 12)])
    func complete(version: KernelVersion?) throws {
        let profile = """
            version: 1
            zram: { a: { size: 1M }, b: { size: 1M, algorithm: zstd(level=1), mem_limit: 1M } }
            cgroups: { a: { memory.high: 1M, memory.min: 1M, memory.oom.group: true, memory.swap.high: 1M } }
            kernel: { require: [HZ], features: [recompression, writeback, tracking, cgroup_v1] }

            """
        let ids = Requirements(try Profile.parse(SourceText(name: "p", text: profile))).list
            .filter { $0.rule.severity == .required }.map(\.rule.id)
        for text in ["CONFIG_A=y\n", "CONFIG_ZRAM=y\n", "# General setup\n# Library routines\nCONFIG_A=y\n"] {
            let kernel = try judge([("c", text)], version: version, profile: profile)
            for id in ids where id != "BOOT-SWAP-ACCOUNTING" { #expect(kernel[id] != nil, "\(id)") }
        }
        let strict = try judge([("c", "CONFIG_A=y\n")], version: version, profile: profile, isStrict: true)
        #expect(strict["ZSWAP-DEFAULT-ON"] != nil && strict["PROC-FS"] != nil)
    }

    // MARK: Lines that Kconfig skips

    @Test(
        "A line that Kconfig skips proves nothing, in a whole configuration neither",
        arguments: [
            (" CONFIG_ZRAM=y", "it begins with a blank"), ("CONFIG_ZRAM=", "CONFIG_ZRAM has no value there"),
            ("# CONFIG_ZRAM is not set ", "something follows `is not set`"),
        ])
    func skipped(line: String, reason: String) throws {
        let kernel = try check("CONFIG_SWAP=y\n\(line)\nCONFIG_MEMCG=y", version: "6.12.0")
        #expect(kernel["ZRAM"]?.status == .unknown)
        #expect(
            kernel["ZRAM"]?.summary == "Kconfig skips the line that names CONFIG_ZRAM, and its default is not known")
        let finding = try #require(kernel["CONFIG-LINES"])
        #expect(finding.status == .warn && finding.summary.contains(reason) && finding.location?.text == "config:6:1")
    }

    @Test(
        "What follows `is not set` switches an option off up to Linux 6.7 alone",
        arguments: [(6, 7, Verdict.Status.fail), (6, 8, .unknown), (5, 10, .fail), (6, 12, .unknown)])
    func trailingBlank(major: Int, minor: Int, status: Verdict.Status) throws {
        let kernel = try judge(
            [("c", "# CONFIG_ZRAM is not set \nCONFIG_SWAP=y\n")], version: KernelVersion(major, minor),
            profile: Self.zram)
        #expect(kernel["ZRAM"]?.status == status)
    }

    @Test(
        "Values count by their first letter, as Kconfig reads them",
        arguments: [
            ("CONFIG_ZRAM=yes", Verdict.Status.pass), ("CONFIG_ZRAM=y # for us", .pass), ("CONFIG_ZRAM=m\t", .pass),
            ("CONFIG_ZRAM=no", .fail), ("CONFIG_ZRAM=n", .fail), ("CONFIG_ZRAM=\"y\"", .unknown),
            ("CONFIG_ZRAM=1", .fail),
        ])
    func letters(line: String, status: Verdict.Status) throws {
        #expect(try judge(line + "\n")["ZRAM"]?.status == status)
    }

    // MARK: Several pieces

    private static let base =
        "# Linux/arm 6.12.1 Kernel Configuration\n# General setup\nCONFIG_SWAP=y\nCONFIG_MEMCG=y\n# CONFIG_ZRAM is not set\n# Library routines\n"

    @Test("Of several pieces the last one that names an option counts, and the report names it")
    func pieces() throws {
        let over = "CONFIG_ZRAM=m\nCONFIG_ZRAM_BACKEND_LZO=y\nCONFIG_ZRAM_DEF_COMP_LZORLE=y\n"
        let kernel = try judge([(".config", Self.base), ("board.cfg", over)], version: nil)
        #expect(kernel.name == ".config + board.cfg" && kernel.version == KernelVersion(6, 12, 1))
        #expect(kernel["ZRAM"]?.status == .pass && kernel["ZRAM"]?.location?.text == "board.cfg:1:1")
        #expect(kernel["SWAP"]?.location?.text == ".config:3:1")
        #expect(kernel["CONFIG-CONTRADICTION"] == nil && kernel.outcome == .passed)
        let off = try judge(
            [(".config", Self.base), ("board.cfg", over), ("last.cfg", "# a\n# CONFIG_ZRAM is not set\n")], version: nil
        )
        #expect(off["ZRAM"]?.status == .fail && off["ZRAM"]?.location?.text == "last.cfg:2:1")
    }

    @Test("A piece that takes a value away without another leaves Kconfig's default")
    func emptied() throws {
        let kernel = try judge([("a.cfg", "CONFIG_ZRAM=y\n"), ("b.cfg", "CONFIG_ZRAM=\n")])
        #expect(kernel["ZRAM"]?.status == .unknown)
        let indented = try judge([("a.cfg", "CONFIG_ZRAM=y\n"), ("b.cfg", " CONFIG_ZRAM=n\n")])
        #expect(indented["ZRAM"]?.status == .pass)
        #expect(indented["CONFIG-LINES"]?.location?.text == "b.cfg:1:1")
    }

    @Test("A contradiction within one piece is one, and has its file")
    func contradiction() throws {
        let kernel = try judge([(".config", Self.base), ("b.cfg", "CONFIG_ZRAM=y\nCONFIG_ZRAM=m\n")])
        #expect(kernel["CONFIG-CONTRADICTION"]?.location?.text == "b.cfg:2:1")
    }
}
