import Kernel
import KernelCheck
import Testing
import Text

@Suite("The rules")
struct RuleTests {
    @Test("Ids are unique and of one form, and every rule says why and where it is documented")
    func form() {
        #expect(Set(RuleTable.rules.map(\.id)).count == RuleTable.rules.count)
        for rule in RuleTable.rules {
            #expect(rule.id.wholeMatch(of: /[A-Z0-9]+(-[A-Z0-9]+)*/) != nil)
            #expect(!rule.why.isEmpty && !rule.why.hasSuffix(".") && !rule.documentation.isEmpty)
            for symbol in rule.symbols {
                #expect(symbol.name.wholeMatch(of: /[A-Z0-9_]+/) != nil)
                if let since = symbol.since, let until = symbol.until { #expect(since < until) }
            }
        }
    }

    @Test(
        "The option of each version",
        arguments: [
            ("MEMCG", "3.4.0", "CGROUP_MEM_RES_CTLR"), ("MEMCG", "3.6.0", "MEMCG"), ("MEMCG", "6.12.0", "MEMCG"),
            ("MEMCG-SWAP", "3.5.7", "CGROUP_MEM_RES_CTLR_SWAP"), ("MEMCG-SWAP", "5.10.0", "MEMCG_SWAP"),
            ("MEMCG-SWAP", "6.0.19", "MEMCG_SWAP"), ("MEMCG-SWAP", "6.1.0", "MEMCG"),
            ("SWAP", "2.6.39", "SWAP"), ("ZRAM", "7.2.0", "ZRAM"),
        ])
    func symbolOfVersion(id: String, version: String, symbol: String) throws {
        let lacking = try check("CONFIG_A=y", version: version)
        #expect(lacking[id]?.status == (id == "MEMCG-SWAP" ? .skipped : .fail))
        #expect(lacking[id]?.symbol == symbol)
        let having = try check("CONFIG_\(symbol)=y", version: version)
        #expect(having[id]?.status == .pass)
    }

    @Test(
        "The option of each algorithm and version",
        arguments: [
            ("lzo", "4.7.0", "ZRAM"), ("lzo", "4.8.0", "CRYPTO_LZO"), ("lzo", "6.12.0", "ZRAM_BACKEND_LZO"),
            ("lzo-rle", "6.11.0", "CRYPTO_LZO"), ("lzo-rle", "6.12.0", "ZRAM_BACKEND_LZO"),
            ("lz4", "4.4.0", "ZRAM_LZ4_COMPRESS"), ("lz4", "4.9.0", "CRYPTO_LZ4"),
            ("lz4", "6.12.0", "ZRAM_BACKEND_LZ4"),
            ("lz4hc", "6.1.0", "CRYPTO_LZ4HC"), ("lz4hc", "7.2.0", "ZRAM_BACKEND_LZ4HC"),
            ("zstd", "6.11.9", "CRYPTO_ZSTD"), ("zstd", "6.12.0", "ZRAM_BACKEND_ZSTD"),
            ("deflate", "6.1.0", "CRYPTO_DEFLATE"), ("deflate", "6.12.0", "ZRAM_BACKEND_DEFLATE"),
            ("842", "6.1.0", "CRYPTO_842"), ("842", "6.12.0", "ZRAM_BACKEND_842"),
        ])
    func algorithm(name: String, version: String, symbol: String) throws {
        let profile = "version: 1\nzram: { zram0: { size: 1M, algorithm: \(name) } }\n"
        let id = "ZRAM-ALGORITHM-\(name.uppercased())"
        let lacking = try check(symbol == "ZRAM" ? "CONFIG_A=y" : "CONFIG_ZRAM=y", version: version, profile: profile)
        #expect(lacking[id]?.status == (symbol == "ZRAM" ? .skipped : .fail))
        #expect(lacking[id]?.symbol == symbol)
        #expect(try check("CONFIG_\(symbol)=y", version: version, profile: profile)[id]?.status == .pass)
    }

    @Test(
        "What a version cannot have at all names the version that can",
        arguments: [
            ("kernel: { features: [recompression] }", "6.1.0", "ZRAM-RECOMPRESSION", "6.2"),
            ("kernel: { features: [writeback] }", "4.4.0", "ZRAM-WRITEBACK", "4.14"),
            ("cgroups: { a: { memory.oom.group: true } }", "4.9.0", "MEMCG-OOM-GROUP", "4.19"),
            ("zram: { a: { size: 1M, algorithm: zstd(level=3) } }", "6.1.0", "ZRAM-PARAMETERS", "6.12"),
            ("zram: { a: { size: 1M, algorithm: zstd } }", "4.4.0", "ZRAM-ALGORITHM-ZSTD", "4.18"),
        ])
    func tooOld(section: String, version: String, id: String, first: String) throws {
        let kernel = try check("CONFIG_SWAP=y", version: version, profile: "version: 1\n\(section)\n")
        let verdict = try #require(kernel[id])
        #expect(verdict.status == .fail)
        #expect(verdict.summary == "it came with Linux \(first), and this is \(version)")
    }

    @Test("An algorithm that zram never had fails from 6.12 on, and is unknown before")
    func unknownAlgorithm() throws {
        let profile = "version: 1\nzram: { a: { size: 1M, algorithm: zlib } }\n"
        #expect(try check("CONFIG_ZRAM=y", profile: profile)["ZRAM-ALGORITHM-ZLIB"]?.status == .fail)
        #expect(
            try check("CONFIG_ZRAM=y", version: "6.1.0", profile: profile)["ZRAM-ALGORITHM-ZLIB"]?.status == .unknown)
    }

    @Test("Without a version what depends on it is unknown, and the rest is judged")
    func noVersion() throws {
        let kernel = try check("CONFIG_SWAP=y\n# CONFIG_ZRAM is not set\nCONFIG_MEMCG=y", version: nil)
        #expect(kernel["SWAP"]?.status == .pass)
        #expect(kernel["ZRAM"]?.status == .fail)
        #expect(kernel["MEMCG"]?.status == .unknown)
        #expect(kernel["MEMCG-SWAP"]?.status == .unknown)
        #expect(kernel.outcome == .failed)
        let other = try check("CONFIG_SWAP=y\nCONFIG_ZRAM=y\nCONFIG_MEMCG=y", version: nil)
        #expect(other.outcome == .unknown)
        #expect(
            try check("CONFIG_SWAP=y\nCONFIG_ZRAM=y\nCONFIG_MEMCG=y", version: nil) { $0.version = KernelVersion(6, 1) }
                .outcome == .passed)
    }

    @Test("A module is accepted and noted, unless the board has none")
    func modules() throws {
        let lines = "CONFIG_SWAP=y\nCONFIG_ZRAM=m\nCONFIG_MEMCG=y"
        let kernel = try check(lines)
        #expect(kernel["ZRAM"]?.status == .pass)
        #expect(kernel["ZRAM"]?.note == "module: load it before apply, or `modprobe` must be on the board")
        let strict = try check(lines) { $0.isBuiltInOnly = true }
        #expect(strict["ZRAM"]?.status == .fail)
        #expect(strict["ZRAM"]?.summary == "CONFIG_ZRAM is m, and must be y (--builtin-only)")
    }

    @Test("A verdict says because of what, with the profile's line")
    func because() throws {
        let kernel = try check(
            "CONFIG_SWAP=y\nCONFIG_ZRAM=y",
            profile: "version: 1\nzram:\n  zram0:\n    size: 64M\n    algorithm: zstd\n")
        let reason = try #require(kernel["ZRAM-ALGORITHM-ZSTD"]?.requirement.reasons.first)
        #expect(reason.text == "zram.zram0.algorithm is zstd")
        #expect(reason.location?.text == "profile.yaml:5:16")
        #expect(kernel["MEMCG"] == nil)
    }
}
