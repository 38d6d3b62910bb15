import Commands
import Foundation
import Kernel
import Support
import SwapFormat
import Testing
import Text

@Suite("check's exit status and sources")
struct CheckStatusTests {
    private let folder: TemporaryFolder

    private static let good = """
        # Linux/arm64 6.12.1 Kernel Configuration
        # General setup
        CONFIG_SWAP=y
        CONFIG_ZRAM=m
        CONFIG_ZRAM_BACKEND_LZ4=y
        CONFIG_ZRAM_DEF_COMP="lz4"
        CONFIG_MEMCG=y
        CONFIG_PROC_FS=y
        # Library routines

        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("good", Self.good)
        try folder.write("bad", Self.good.replacing("CONFIG_ZRAM=m", with: "# CONFIG_ZRAM is not set"))
        try folder.write("versionless", Self.good.replacing("# Linux/arm64 6.12.1 Kernel Configuration\n", with: ""))
        try folder.write("trap", Self.good + "CONFIG_ZSWAP=y\nCONFIG_ZSWAP_DEFAULT_ON=y\n")
        try folder.write("cut", "CONFIG_SWAP=y\nCONFIG_ZR")
        try folder.write("openwrt", "CONFIG_TARGET_ath79=y\nCONFIG_PACKAGE_luci=y\n")
        try folder.write("on.cfg", "CONFIG_ZRAM=y\n")
        try folder.write("off.cfg", "# CONFIG_ZRAM is not set\n")
        try folder.write("disabled", "quiet cgroup_disable=memory\n")
        try folder.write("profile", "version: 1\nzram: { a: { size: 1M, algorithm: lz4 } }\n")
        try folder.write("wrong", "version: 1\nzram: { a: { sise: 1M } }\n")
    }

    /// A word with `@` is a file in the folder.
    private func run(_ words: String, input: String = "") -> Run {
        var surroundings = Run.Surroundings()
        surroundings.input = input
        let arguments: [String] = words.split(separator: " ").map { String($0.replacing("@", with: folder.path + "/")) }
        return Run(["check"] + arguments, surroundings)
    }

    @Test(
        "Every exit status of check has its causes",
        arguments: [
            ("--config @good", .done), ("@profile --config @good", .done), ("--config @bad", .changes),
            ("--config @versionless", .unknown), ("--config @versionless --kernel-version 6.12", .done),
            ("--config @cut", .error), ("--config @openwrt", .error), ("--config @none", .error),
            ("--image @good", .error),
            // A trap weighs only where it is asked to, or where it makes impossible what is required.
            ("--config @trap", .done), ("--config @trap --strict", .changes),
            ("--config @good --cmdline @disabled", .changes), ("@profile --config @good --cmdline @disabled", .done),
            ("--config @good --cmdline @none", .error),
            // Of several kernels what weighs most decides: unreadable, missing, unknown.
            ("--config @good --config @good", .done), ("--config @good --config @versionless", .unknown),
            ("--config @versionless --config @bad", .changes), ("--config @bad --config @versionless", .changes),
            ("--config @bad --config @cut", .error), ("--config @cut --config @versionless", .error),
            ("--config @good --require ZRAM=y", .changes), ("--config @good --require ZRAM=m", .done),
            ("--config @good --builtin-only", .changes), ("--config @good --require HZ", .changes),
            ("@wrong --config @good", .error), ("@none --config @good", .error), ("--list", .done),
            ("--explain ZRAM", .done), ("--explain ZRAN", .usage), ("--config @good --format xml", .usage),
            ("--config @good --require ZRAM=y --require ZRAM=m", .usage),
            ("--config @good --config @bad --fragment", .usage), ("--config @good --fragment", .done),
            ("--config @bad --fragment", .changes), ("--config @versionless --fragment", .unknown),
            ("--config @cut --fragment", .error), ("--config @good --output @none/report", .error),
            ("--config @good --merge @on.cfg", .done), ("--config @good --merge @off.cfg", .changes),
            ("--config @bad --merge @on.cfg", .done), ("--config @bad --merge @on.cfg --merge @off.cfg", .changes),
            ("--config @good --merge @cut", .error), ("--merge @on.cfg", .usage),
            ("--config @bad --merge @on.cfg --config @bad", .changes), ("--config @on.cfg --merge @good", .done),
        ] as [(String, ProgramStatus)])
    func status(words: String, status: ProgramStatus) {
        let run = run(words)
        #expect(run.status == status, "\(run.output)\(run.errors)")
    }

    @Test("The status is the same in every format", arguments: ["text", "json", "sarif", "junit", "github", "tap"])
    func formats(format: String) {
        for (words, status): (String, ProgramStatus) in [
            ("--config @good", .done), ("--config @bad", .changes), ("--config @versionless", .unknown),
            ("--config @cut", .error),
        ] {
            #expect(run(words + " --format " + format).status == status)
        }
    }

    @Test("Of merged files the report names all, and the one that decides")
    func merged() throws {
        let run = run("--config @bad --merge @on.cfg --require ZRAM=m")
        #expect(run.status == .changes)
        #expect(run.output.hasPrefix("fails: \(folder.path)/bad + \(folder.path)/on.cfg: Linux 6.12.1 (arm64): 1 fail"))
        #expect(run.output.contains("CONFIG_ZRAM is y, and must be m (\(folder.path)/on.cfg:1:1)"))
        #expect(self.run("--config @bad --merge -", input: "CONFIG_ZRAM=y\n").status == .done)
    }

    @Test("Rules that pass are shown when they are asked for")
    func verbose() {
        #expect(run("--config @good").output.contains("rules pass; --verbose shows them\n"))
        let all = run("--config @good --verbose").output
        #expect(all.contains("\npass    SWAP: CONFIG_SWAP is y") && !all.contains("--verbose"))
    }
}
