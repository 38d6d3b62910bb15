import KernelCheck
import Testing
import Text

@Suite("One cause, one failure")
struct FollowerTests {
    private func statuses(_ lines: String, _ version: String, _ profile: String, boot: String = "") throws -> [String:
        String]
    {
        let kernel = try check(lines, version: version, profile: "version: 1\n\(profile)\n") {
            $0.bootParameters = SourceText(name: "cmdline", text: boot)
        }
        var statuses: [String: String] = [:]
        for verdict in kernel.verdicts where verdict.status != .pass {
            statuses[verdict.rule.id] = verdict.cause ?? verdict.status.rawValue
        }
        return statuses
    }

    private static let limits = "cgroups: { a: { memory.high: 1M, memory.low: 1M, memory.swap.max: 1M } }"
    private static let swap = "CONFIG_SWAP=y\nCONFIG_PROC_FS=y\n"

    @Test(
        "What follows from another failure names it",
        arguments: [
            // Without the controller each limit and each parameter that concerns it follow from the first of them.
            (
                swap, "6.12.0", limits, "",
                ["MEMCG-HIGH": "fail", "MEMCG-LOW": "MEMCG-HIGH", "MEMCG-SWAP": "MEMCG-HIGH"]
            ),
            (
                swap, "6.12.0", limits, "cgroup_disable=memory",
                [
                    "MEMCG-HIGH": "fail", "MEMCG-LOW": "MEMCG-HIGH", "MEMCG-SWAP": "MEMCG-HIGH",
                    "BOOT-MEMORY-CONTROLLER": "MEMCG-HIGH",
                ]
            ),
            (swap + "CONFIG_MEMCG=y", "6.12.0", limits, "cgroup_disable=memory", ["BOOT-MEMORY-CONTROLLER": "fail"]),
            // In 5.10 MEMCG_SWAP follows from the other two, and nobody can set it.
            (
                "CONFIG_PROC_FS=y\nCONFIG_MEMCG=y\n# CONFIG_SWAP is not set", "5.10.0", limits, "",
                ["SWAP": "fail", "MEMCG-SWAP": "SWAP"]
            ),
            (
                "CONFIG_PROC_FS=y", "6.12.0", "zram: { a: { size: 1M } }", "",
                ["SWAP": "fail", "ZRAM": "fail", "ZRAM-DEFAULT-ALGORITHM": "ZRAM"]
            ),
            // In 5.10 zram selects the code of its default algorithm: the two need each other, and one of them stays.
            (
                swap + "# CONFIG_CRYPTO_LZO is not set", "5.10.0", "zram: { a: { size: 1M } }", "",
                ["ZRAM": "fail", "ZRAM-DEFAULT-ALGORITHM": "ZRAM"]
            ),
            // What this version cannot have at all has that for a cause.
            (
                swap, "6.1.0", "zram: { a: { size: 1M, algorithm: lzo(level=1) } }", "",
                [
                    "ZRAM": "fail", "ZRAM-ALGORITHM-LZO": "ZRAM", "ZRAM-PARAMETERS": "fail",
                    "ZRAM-DEFAULT-ALGORITHM": "ZRAM",
                ]
            ),
            // A module of its own that is missing has nothing to do with the other one's.
            (
                swap + "CONFIG_ZRAM=m", "6.1.0", "zram: { a: { size: 1M, algorithm: zstd } }", "",
                ["ZRAM-ALGORITHM-ZSTD": "fail", "ZRAM-DEFAULT-ALGORITHM": "unknown"]
            ),
            (
                swap, "6.12.0", "zram: { a: { size: 1M, algorithm: lz4 } }\nkernel: { require: { ZRAM: y } }", "",
                [
                    "ZRAM": "fail", "ZRAM-ALGORITHM-LZ4": "ZRAM", "KERNEL-REQUIRE-ZRAM": "ZRAM",
                    "ZRAM-DEFAULT-ALGORITHM": "ZRAM",
                ]
            ),
        ] as [(String, String, String, String, [String: String])])
    func followers(lines: String, version: String, profile: String, boot: String, expected: [String: String]) throws {
        let found = try statuses(lines, version, profile, boot: boot)
        #expect(found == expected, "\(found)")
    }

    @Test("Modules that a board without modules lacks are each a failure of its own")
    func modules() throws {
        let kernel = try check(
            Self.swap + "CONFIG_ZRAM=m\nCONFIG_CRYPTO_ZSTD=m", version: "6.1.0",
            profile: "version: 1\nzram: { a: { size: 1M, algorithm: zstd } }\n"
        ) { $0.isBuiltInOnly = true }
        #expect(kernel["ZRAM"]?.status == .fail && kernel["ZRAM-ALGORITHM-ZSTD"]?.status == .fail)
    }

    @Test("What is waived is no cause, and a follower can be waived itself")
    func waived() throws {
        let zram = "zram: { a: { size: 1M, algorithm: lz4 } }\nkernel: { waive: { %: x } }"
        let cause = try statuses(Self.swap, "6.12.0", zram.replacing("%", with: "ZRAM"))
        #expect(cause["ZRAM"] == "waived" && cause["ZRAM-ALGORITHM-LZ4"] == "fail")
        let follower = try statuses(Self.swap, "6.12.0", zram.replacing("%", with: "ZRAM-ALGORITHM-LZ4"))
        #expect(follower["ZRAM"] == "fail" && follower["ZRAM-ALGORITHM-LZ4"] == "waived")
    }

    @Test("A fragment has the lines of followers too, and never an option without a prompt")
    func fragment() throws {
        let profile =
            "version: 1\nzram: { a: { size: 1M, algorithm: zstd } }\ncgroups: { a: { memory.swap.max: 1M } }\n"
        for (version, symbols) in [
            ("6.12.0", ["SWAP", "BLOCK", "SYSFS", "ZRAM", "ZRAM_BACKEND_ZSTD", "CGROUPS", "MEMCG"]),
            (
                "5.10.0",
                [
                    "SWAP", "BLOCK", "SYSFS", "ZSMALLOC", "CRYPTO", "CRYPTO_LZO", "ZRAM", "CRYPTO_ZSTD", "CGROUPS",
                    "MEMCG",
                ]
            ),
        ] {
            let text = "# Linux/arm \(version) Kernel Configuration\nCONFIG_A=y\n# General setup\n# Library routines\n"
            let config = try KernelConfig(name: "c", bytes: Array(text.utf8))
            let kernel = try check("CONFIG_A=y", version: version, profile: profile)
            #expect(Fragment(kernel, config).lines.map(\.symbol).sorted() == symbols.sorted())
        }
    }
}
