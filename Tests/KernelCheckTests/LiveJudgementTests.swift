import KernelCheck
import LiveState
import Testing
import Text

@Suite("What the running kernel shows outranks its configuration")
struct LiveJudgementTests {
    private static let base = "CONFIG_SWAP=y\nCONFIG_ZRAM=m\nCONFIG_MEMCG=y\nCONFIG_MEMCG_SWAP=y\nCONFIG_CRYPTO_LZO=m\n"
    private static let fast = "version: 1\nzram: { zram0: { size: 1M, algorithm: lzo-rle } }\n"

    /// A machine with swap and these modules, which it has to load first.
    private func machine(_ release: String, _ modules: [String], _ change: (inout LiveAbilities) -> Void = { _ in })
        -> LiveAbilities
    {
        var live = LiveAbilities()
        live.release = release
        live.hasSwap = true
        live.loader = .modprobe("/sbin/modprobe")
        live.modules = ModuleIndex(loadable: Array(modules.map { "kernel/\($0).ko:\n" }.joined().utf8))
        change(&live)
        return live
    }

    @Test(
        "The module of an algorithm is that of the algorithm, and not of its option",
        arguments: [
            (["zram", "lzo-rle"], Verdict.Status.pass), (["zram", "lzo_rle", "lzo"], .pass), (["zram", "lzo"], .fail),
        ])
    func algorithmModule(modules: [String], status: Verdict.Status) throws {
        let kernel = try check(Self.base, version: "6.1.0", profile: Self.fast, live: machine("6.1.0", modules))
        #expect(kernel["ZRAM-ALGORITHM-LZO-RLE"]?.status == status)
        #expect(kernel["ZRAM"]?.status == .pass)
    }

    @Test(
        "The default algorithm's module too",
        arguments: [("5.10.0", ""), ("6.1.0", "CONFIG_ZRAM_DEF_COMP=\"lzo-rle\"")])
    func defaultAlgorithmModule(version: String, line: String) throws {
        let profile = "version: 1\nzram: { zram0: { size: 1M } }\n"
        for (modules, status): ([String], Verdict.Status) in [(["zram", "lzo-rle"], .pass), (["zram", "lzo"], .fail)] {
            let live = machine(version, modules)
            let kernel = try check(Self.base + line, version: version, profile: profile, live: live)
            #expect(kernel["ZRAM-DEFAULT-ALGORITHM"]?.status == status)
        }
    }

    @Test("A module that nothing can load fails, one that is loaded does not")
    func noModprobe() throws {
        var live = machine("6.1.0", ["zram", "lzo-rle"]) { $0.loader = .missing }
        let kernel = try check(Self.base, version: "6.1.0", profile: Self.fast, live: live)
        #expect(kernel["ZRAM"]?.summary == "zram is a module of this kernel, but there is no modprobe to load it")
        #expect(kernel["ZRAM"]?.status == .fail && kernel["ZRAM-ALGORITHM-LZO-RLE"]?.status == .fail)
        live.zramPlace = "/sys/class/zram-control"
        live.modules = ModuleIndex(
            loadable: Array("zram.ko:\nlzo-rle.ko:\n".utf8), loaded: Array("lzo_rle 16384 0 - Live 0x0\n".utf8))
        let loaded = try check(Self.base, version: "6.1.0", profile: Self.fast, live: live)
        #expect(loaded["ZRAM"]?.status == .pass && loaded["ZRAM-ALGORITHM-LZO-RLE"]?.status == .pass)
        // A copy of a machine has no programs.
        live = machine("6.1.0", ["zram", "lzo-rle"]) { $0.loader = .unknown }
        #expect(try check(Self.base, version: "6.1.0", profile: Self.fast, live: live).outcome == .passed)
    }

    @Test("A board without modules does not get them from modules.dep or from what is loaded")
    func builtInOnly() throws {
        let live = machine("6.1.0", ["zram", "lzo-rle"]) { $0.zramPlace = "/sys/block/zram0" }
        let kernel = try check(Self.base, version: "6.1.0", profile: Self.fast, live: live) { $0.isBuiltInOnly = true }
        #expect(kernel["ZRAM"]?.status == .fail && kernel["ZRAM-ALGORITHM-LZO-RLE"]?.status == .fail)
        let unknown = try check(nil, profile: Self.fast, live: live) { $0.isBuiltInOnly = true }
        #expect(unknown["ZRAM"]?.summary == "modules.builtin does not list zram (--builtin-only)")
        let builtIn = machine("6.1.0", []) { live in
            live.modules = ModuleIndex(builtIn: Array("a/zram.ko\nb/lzo-rle.ko\n".utf8))
        }
        let good = try check(Self.base, version: "6.1.0", profile: Self.fast, live: builtIn) {
            $0.isBuiltInOnly = true
        }
        #expect(good["ZRAM"]?.status == .pass && good["ZRAM-ALGORITHM-LZO-RLE"]?.status == .pass)
    }

    @Test(
        "A kernel that was booted without the accounting of swap has no limits for it",
        arguments: [
            ("5.10.0", "swapaccount=0", Verdict.Status.fail), ("5.10.0", "quiet", .pass),
            ("6.1.0", "swapaccount=0", .pass),
            ("5.4.0", "quiet", .fail), ("5.4.0", "swapaccount=1", .pass),
        ])
    func swapAccounting(version: String, words: String, status: Verdict.Status) throws {
        let live = machine(version, []) {
            $0.bootParameters = words
            $0.cgroupControllers = ["memory"]
        }
        let kernel = try check(
            Self.base + "# CONFIG_MEMCG_SWAP_ENABLED is not set", version: version,
            profile: "version: 1\ncgroups: { a: { memory.max: 1M, memory.swap.max: 1M, memory.swap.high: 1M } }\n",
            live: live)
        // The parameter is the one failure.
        #expect((kernel["BOOT-SWAP-ACCOUNTING"]?.status ?? .pass) == status)
        for id in version == "5.4.0" ? ["MEMCG-SWAP"] : ["MEMCG-SWAP", "MEMCG-SWAP-HIGH"] {
            #expect(kernel[id]?.status == (status == .fail ? .skipped : .pass))
            #expect(kernel[id]?.cause == (status == .fail ? "BOOT-SWAP-ACCOUNTING" : nil))
        }
        #expect(kernel["MEMCG"]?.status == .pass)
    }

    @Test(
        "What cgroup version 1 cannot give fails with the planner's words",
        arguments: [
            ("memory.max: 1M", "MEMCG", nil), ("memory.max: 1M, memory.swap.max: 1M", "MEMCG-SWAP", nil),
            ("memory.min: 0", "MEMCG-MIN", nil), ("memory.high: max", "MEMCG-HIGH", nil),
            ("memory.oom.group: false", "MEMCG-OOM-GROUP", nil),
            ("memory.high: 1M", "MEMCG-HIGH", "cgroup v1 has no memory.high"),
            ("memory.min: 1M", "MEMCG-MIN", "cgroup v1 has no memory.min"),
            ("memory.low: 10%", "MEMCG-LOW", "cgroup v1 has no memory.low"),
            ("memory.oom.group: true", "MEMCG-OOM-GROUP", "cgroup v1 has no memory.oom.group"),
            ("memory.swap.high: 1M", "MEMCG-SWAP-HIGH", "cgroup v1 has no memory.swap.high"),
            (
                "memory.swap.max: 1M", "MEMCG-SWAP",
                "cgroup v1 has no limit for swap alone, only one for memory and swap together"
            ),
        ] as [(String, String, String?)])
    func version1(limits: String, id: String, problem: String?) throws {
        // Hybrid: a v2 hierarchy is there too, without the controller.
        for controllers in [nil, []] as [[String]?] {
            let live = machine("5.10.0", []) {
                $0.memoryV1 = LiveAbilities.MemoryV1(countsSwap: true)
                $0.cgroupControllers = controllers
            }
            let profile = "version: 1\ncgroups: { a: { \(limits) } }\n"
            let verdict = try #require(try check(Self.base, version: "5.10.0", profile: profile, live: live)[id])
            #expect(verdict.status == (problem == nil ? .pass : .fail))
            if let problem {
                #expect(verdict.summary == problem && verdict.remedy?.hasSuffix("or boot with cgroup v2") == true)
            }
        }
    }

    @Test("On version 1 the file shows whether swap is accounted")
    func version1WithoutAccounting() throws {
        let live = machine("5.10.0", []) { $0.memoryV1 = LiveAbilities.MemoryV1(countsSwap: false) }
        let profile = "version: 1\ncgroups: { a: { memory.max: 1M, memory.swap.max: 1M } }\n"
        #expect(try check(Self.base, version: "5.10.0", profile: profile, live: live)["MEMCG-SWAP"]?.status == .fail)
    }

    @Test(
        "Without a configuration the controller shows what is part of it",
        arguments: [
            ("6.12.0", "MEMCG-HIGH", Verdict.Status.pass), ("6.12.0", "MEMCG-SWAP", .pass),
            ("5.10.0", "MEMCG-HIGH", .pass), ("5.10.0", "MEMCG-SWAP", .unknown),
        ])
    func withoutConfig(version: String, id: String, status: Verdict.Status) throws {
        let live = machine(version, []) { $0.cgroupControllers = ["cpu", "memory"] }
        let profile = "version: 1\ncgroups: { a: { memory.high: 1M, memory.swap.max: 1M } }\n"
        #expect(try check(nil, profile: profile, live: live)[id]?.status == status)
    }

    @Test("A controller that is there was not switched off, whatever the boot parameters say")
    func enabledAgain() throws {
        let words = "cgroup_disable=memory cgroup_enable=memory"
        var live = machine("6.12.0", []) { $0.bootParameters = words }
        live.cgroupControllers = ["cpu", "memory"]
        #expect(try check(Self.base, live: live)["BOOT-MEMORY-CONTROLLER"]?.status == .pass)
        live.cgroupControllers = ["cpu"]
        let off = try check(Self.base, live: live)
        #expect(off["BOOT-MEMORY-CONTROLLER"]?.status == .fail && off["MEMCG"]?.status == .skipped)
        #expect(off["MEMCG"]?.cause == "BOOT-MEMORY-CONTROLLER" && off["MEMCG-SWAP"]?.cause == "BOOT-MEMORY-CONTROLLER")
    }

    @Test("zram shows itself where it is")
    func place() throws {
        let live = machine("3.14.0", []) { $0.zramPlace = "/sys/block/zram0" }
        let verdict = try check(Self.base, version: "3.14.0", live: live)["ZRAM"]
        #expect(verdict?.summary == "zram is there: /sys/block/zram0")
    }
}
