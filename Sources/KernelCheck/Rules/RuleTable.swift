import Kernel
import Resources
import Text

/// All rules, one table to hold against the kernel's Kconfig files.
///
/// Sources: drivers/block/zram/Kconfig, mm/Kconfig, init/Kconfig and crypto/Kconfig of the versions named; where a rule
/// has no `since`, every kernel that the program runs on has the option.
package enum RuleTable {
    package static let rules: [Rule] = base + zram + algorithms + limits + settings + traps

    private static func v(_ major: Int, _ minor: Int) -> KernelVersion { KernelVersion(major, minor) }

    private static let swapAccounting = [
        RuleSymbol("CGROUPS"), RuleSymbol("SWAP"), RuleSymbol("CGROUP_MEM_RES_CTLR", until: v(3, 6)),
        RuleSymbol("MEMCG", since: v(3, 6), until: v(6, 1)),
    ]

    private static let base: [Rule] = [
        Rule(
            "SWAP", [RuleSymbol("SWAP")], why: "without it the kernel has no swapon(2) and no /proc/swaps",
            documentation: "mm/Kconfig"),
        Rule(
            "ZRAM", [RuleSymbol("ZRAM", .either, module: "zram")],
            needs: [
                RuleSymbol("BLOCK"), RuleSymbol("SYSFS"), RuleSymbol("ZSMALLOC", until: v(6, 12)),
                RuleSymbol("CRYPTO", until: v(6, 12)), RuleSymbol("CRYPTO_LZO", until: v(6, 12)),
            ],
            why: "it is the compressed block device in memory", documentation: "drivers/block/zram/Kconfig"),
        Rule(
            "MEMCG",
            [
                RuleSymbol("CGROUP_MEM_RES_CTLR", until: v(3, 6)),
                RuleSymbol("MEMCG", since: v(3, 6)),
            ],
            needs: [RuleSymbol("CGROUPS")], why: "it is the memory controller, which holds the limits of cgroups",
            documentation: "init/Kconfig"),
        Rule(
            "MEMCG-SWAP",
            [
                RuleSymbol("CGROUP_MEM_RES_CTLR_SWAP", until: v(3, 6)),
                RuleSymbol("MEMCG_SWAP", since: v(3, 6), until: v(6, 1)),
                RuleSymbol("MEMCG", since: v(6, 1), hasOtherUses: true),
            ],
            needs: swapAccounting,
            why: "it accounts swap to cgroups; from Linux 6.1 on it is part of the memory controller",
            documentation: "init/Kconfig"),
        Rule(
            "MEMCG-V1",
            [
                RuleSymbol("CGROUP_MEM_RES_CTLR", until: v(3, 6), hasOtherUses: true),
                RuleSymbol("MEMCG", since: v(3, 6), until: v(6, 11), hasOtherUses: true),
                RuleSymbol("MEMCG_V1", since: v(6, 11)),
            ],
            needs: [RuleSymbol("CGROUPS"), RuleSymbol("MEMCG", since: v(6, 11))],
            why:
                "it has the files of cgroup version 1 (memory.limit_in_bytes), an option of its own from Linux 6.11 on",
            documentation: "init/Kconfig"),
        Rule(
            "PROC-FS", [RuleSymbol("PROC_FS")], .recommended,
            why: "the program reads /proc/meminfo and /proc/swaps", documentation: "fs/proc/Kconfig"),
    ]

    private static let zram: [Rule] = [
        Rule(
            "ZRAM-PARAMETERS", [RuleSymbol("ZRAM", .either, since: v(6, 12), module: "zram")],
            why: "parameters of an algorithm (algorithm_params) came with Linux 6.12",
            documentation: "Documentation/admin-guide/blockdev/zram.rst"),
        Rule(
            "ZRAM-MEM-LIMIT", [RuleSymbol("ZRAM", .either, since: v(3, 18), module: "zram")],
            why: "mem_limit came with Linux 3.18", documentation: "Documentation/ABI/testing/sysfs-block-zram"),
        Rule(
            "ZRAM-RECOMPRESSION", [RuleSymbol("ZRAM_MULTI_COMP", since: v(6, 2))], needs: [RuleSymbol("ZRAM")],
            why: "it has recomp_algorithm and recompress", documentation: "drivers/block/zram/Kconfig"),
        Rule(
            "ZRAM-WRITEBACK", [RuleSymbol("ZRAM_WRITEBACK", since: v(4, 14))], needs: [RuleSymbol("ZRAM")],
            why: "it has backing_dev and writeback", documentation: "drivers/block/zram/Kconfig"),
        Rule(
            "ZRAM-TRACKING",
            [
                RuleSymbol("ZRAM_MEMORY_TRACKING", since: v(4, 18)),
                RuleSymbol("ZRAM_TRACK_ENTRY_ACTIME", since: v(6, 8)),
            ],
            needs: [RuleSymbol("ZRAM"), RuleSymbol("DEBUG_FS", until: v(6, 8))],
            why: "it remembers when a page was used, for idle with an age",
            documentation: "drivers/block/zram/Kconfig"),
    ]

    /// Up to Linux 4.7 zram brought its own code; then it used the crypto API, from 6.12 on it has its own again.
    ///
    /// - Parameters:
    ///   - name: as the options end.
    ///   - module: of the crypto API.
    private static func algorithm(
        _ id: String, _ name: String, before: [RuleSymbol] = [], since: KernelVersion, module: String
    ) -> Rule {
        Rule(
            "ZRAM-ALGORITHM-" + id,
            before + [
                RuleSymbol(
                    "CRYPTO_" + name, .either, since: since, until: v(6, 12), module: module, hasOtherUses: true),
                RuleSymbol("ZRAM_BACKEND_" + name, since: v(6, 12)),
            ],
            needs: [RuleSymbol("ZRAM")], why: "it is the code of the algorithm, which zram uses",
            documentation: "drivers/block/zram/Kconfig")
    }

    private static let builtInLZO = RuleSymbol("ZRAM", .either, until: v(4, 8), module: "zram", hasOtherUses: true)

    private static let algorithms: [Rule] = [
        algorithm("LZO", "LZO", before: [builtInLZO], since: v(4, 8), module: "lzo"),
        algorithm("LZO-RLE", "LZO", since: v(5, 1), module: "lzo-rle"),
        algorithm(
            "LZ4", "LZ4", before: [RuleSymbol("ZRAM_LZ4_COMPRESS", since: v(3, 15), until: v(4, 8))], since: v(4, 8),
            module: "lz4"),
        algorithm("LZ4HC", "LZ4HC", since: v(4, 8), module: "lz4hc"),
        algorithm("ZSTD", "ZSTD", since: v(4, 18), module: "zstd"),
        algorithm("DEFLATE", "DEFLATE", since: v(4, 8), module: "deflate"),
        algorithm("842", "842", since: v(4, 8), module: "842"),
    ]

    /// Kconfig's choice of the default algorithm: how the options `ZRAM_DEF_COMP_…` end, and what they choose.
    static let defaultAlgorithms: [(ending: String, name: String)] = [
        ("LZORLE", "lzo-rle"), ("LZO", "lzo"), ("LZ4", "lz4"), ("LZ4HC", "lz4hc"), ("ZSTD", "zstd"),
        ("DEFLATE", "deflate"), ("842", "842"),
    ]

    private static func limit(_ id: String, since: KernelVersion, _ why: String) -> Rule {
        Rule(
            id, [RuleSymbol("MEMCG", since: since, hasOtherUses: true)], needs: [RuleSymbol("CGROUPS")], why: why,
            documentation: "Documentation/admin-guide/cgroup-v2.rst")
    }

    private static let limits: [Rule] = [
        limit("MEMCG-MIN", since: v(4, 18), "memory.min came with Linux 4.18"),
        limit("MEMCG-LOW", since: v(4, 5), "memory.low is a file of cgroup version 2, which came with Linux 4.5"),
        limit("MEMCG-HIGH", since: v(4, 5), "memory.high is a file of cgroup version 2, which came with Linux 4.5"),
        limit("MEMCG-OOM-GROUP", since: v(4, 19), "memory.oom.group came with Linux 4.19"),
        Rule(
            "MEMCG-SWAP-HIGH",
            [
                RuleSymbol("MEMCG_SWAP", since: v(5, 8), until: v(6, 1), hasOtherUses: true),
                RuleSymbol("MEMCG", since: v(6, 1), hasOtherUses: true),
            ],
            needs: swapAccounting, why: "memory.swap.high came with Linux 5.8",
            documentation: "Documentation/admin-guide/cgroup-v2.rst"),
    ]

    private static let settings: [Rule] =
        [
            Rule(
                "PROC-SYSCTL", [RuleSymbol("PROC_SYSCTL")], needs: [RuleSymbol("PROC_FS")],
                why: "it has /proc/sys, through which settings are made", documentation: "fs/proc/Kconfig")
        ]
        + Settings.rules.map { setting in
            Rule(
                setting.id, [RuleSymbol("PROC_SYSCTL", since: setting.since, hasOtherUses: true)],
                needs: [RuleSymbol("PROC_FS")],
                why: "\(setting.subject) came with Linux \(setting.since.major).\(setting.since.minor)",
                documentation: "Documentation/admin-guide/sysctl/vm.rst")
        }

    private static let traps: [Rule] = [
        Rule(
            "ZRAM-DEFAULT-ALGORITHM", [RuleSymbol("ZRAM_DEF_COMP", .values([]), since: v(5, 11))], .conflict,
            .defaultAlgorithm,
            why: "a device for which no algorithm is named has the default one, and fails where zram lacks that",
            documentation: "drivers/block/zram/Kconfig"),
        Rule(
            "ZSWAP-DEFAULT-ON", [RuleSymbol("ZSWAP_DEFAULT_ON", .off, since: v(5, 7))], .conflict, .zswap,
            why: "zswap compresses in front of zram: pages are compressed twice and take memory twice",
            documentation: "Documentation/admin-guide/mm/zswap.rst"),
        Rule(
            "BOOT-MEMORY-CONTROLLER", [], .conflict, .memoryController,
            why: "cgroup_disable=memory switches the memory controller off, whatever is built in",
            documentation: "Documentation/admin-guide/kernel-parameters.txt"),
        Rule(
            "BOOT-SWAP-ACCOUNTING",
            [
                RuleSymbol("CGROUP_MEM_RES_CTLR_SWAP_ENABLED", until: v(3, 6)),
                RuleSymbol("MEMCG_SWAP_ENABLED", since: v(3, 6), until: v(5, 8)),
            ], .conflict, .swapAccounting,
            why: "up to Linux 6.0 swapaccount=0 takes the swap limits of cgroups away",
            documentation: "Documentation/admin-guide/kernel-parameters.txt"),
    ]

    /// Those of the table, and what the checker says of a configuration and of waivers.
    package static let all: [Rule] = rules + ConfigFinding.rules

    /// The rule of that id.
    package static func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The first rule that is about a symbol, and knows what it depends on.
    static func rule(of symbol: String) -> Rule? {
        rules.first { rule in rule.symbols.contains { $0.name == symbol && !$0.hasOtherUses } }
    }

    /// The rule for a compression algorithm by the kernel's name; nil for a name that zram never had.
    package static func algorithm(_ name: String) -> Rule? {
        rule("ZRAM-ALGORITHM-" + name.uppercaseASCII)
    }
}
