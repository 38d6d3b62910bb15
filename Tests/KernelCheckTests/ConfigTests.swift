import Kernel
import KernelCheck
import Testing
import Text

@Suite("A kernel's configuration")
struct ConfigTests {
    private func parse(_ text: String) throws -> KernelConfig { try KernelConfig(name: "c", bytes: Array(text.utf8)) }

    private func reason(_ text: String) -> Diagnostic? {
        do throws(InvalidConfig) {
            _ = try KernelConfig(name: "c", bytes: Array(text.utf8))
            return nil
        } catch {
            return error.diagnostic
        }
    }

    @Test("Values of every kind, each with its line")
    func values() throws {
        let config = try parse(
            """
            #
            # Automatically generated file; DO NOT EDIT.
            # Linux/arm64 6.12.107 Kernel Configuration
            #
            CONFIG_SWAP=y
            CONFIG_ZRAM=m
            # CONFIG_ZSWAP is not set
            CONFIG_HZ=100
            CONFIG_CMDLINE="quiet init=\\"/bin/a\\""
            CONFIG_EMPTY=""
            CONFIG_BLANK=y\u{20}
            CONFIG_COMMENT=m # for the board

            """)
        #expect(config.version == KernelVersion(6, 12, 107))
        #expect(config.architecture == "arm64")
        #expect(config["SWAP"] == KernelConfig.Entry(value: "y", line: 5))
        #expect(config["ZRAM"] == KernelConfig.Entry(value: "m", line: 6))
        #expect(config["ZSWAP"] == KernelConfig.Entry(value: "n", line: 7))
        #expect(config["HZ"]?.value == "100")
        #expect(config["CMDLINE"]?.value == "quiet init=\"/bin/a\"")
        #expect(config["EMPTY"]?.value == "")
        #expect(config["BLANK"]?.value == "y" && config["COMMENT"]?.value == "m")
        #expect(config["ZRA"] == nil && config["ZRAMS"] == nil && config[""] == nil)
        #expect(Set(config.symbols) == ["SWAP", "ZRAM", "ZSWAP", "HZ", "CMDLINE", "EMPTY", "BLANK", "COMMENT"])
    }

    @Test("Lines that end as on Windows, and the header of very old kernels")
    func variants() throws {
        let config = try parse("# Linux kernel version: 2.6.32\r\nCONFIG_SWAP=y\r\n# CONFIG_ZRAM is not set\r\n")
        #expect(config.version == KernelVersion(2, 6, 32))
        #expect(config["SWAP"]?.value == "y")
        #expect(config["ZRAM"]?.value == "n")
    }

    @Test(
        "What is no whole configuration is refused, with the line",
        arguments: [
            ("", nil, "the file is empty"),
            ("# nothing\n", nil, "there is no CONFIG_ symbol in this file"),
            ("CONFIG_SWAP=y\nCONFIG_ZR", 2, "the file ends in the middle of line 2"),
            ("CONFIG_SWAP=y\nCONFIG_ZRAM=y", 2, "the file ends in the middle of line 2"),
            ("CONFIG_SWAP=y\nhello\n", 2, "not a line of a kernel configuration: `hello`"),
            ("CONFIG_SWAP\n", 1, "not a line of a kernel configuration: `CONFIG_SWAP`"),
            ("CONFIG_SWAP=\n", 1, "not a line of a kernel configuration: `CONFIG_SWAP=`"),
            ("CONFIG_SWÄP=y\n", 1, "not a line of a kernel configuration: `CONFIG_SWÄP=y`"),
            ("CONFIG_A=\"open\n", 1, "not a line of a kernel configuration: `CONFIG_A=\"open`"),
            ("CONFIG_A=\"\n", 1, "not a line of a kernel configuration: `CONFIG_A=\"`"),
            (
                "#\n# General setup\n#\nCONFIG_SWAP=y\n# end of General setup\n", 5,
                "the file ends before the last menu of a kernel configuration"
            ),
            (
                "#\n# General setup\n#\nCONFIG_SWAP=y\n", 4,
                "the file ends before the last menu of a kernel configuration"
            ),
        ] as [(String, Int?, String)])
    func refused(text: String, line: Int?, summary: String) throws {
        let refusal = try #require(reason(text))
        #expect(refusal.location?.position.line == line)
        #expect(refusal.summary.hasSuffix(summary))
        #expect(refusal.help != nil)
    }

    @Test("A symbol with two values is told with both lines, one that is repeated is not")
    func contradictions() throws {
        let config = try parse("CONFIG_A=y\nCONFIG_B=m\n# CONFIG_A is not set\nCONFIG_B=m\n")
        #expect(config.contradictions == [KernelConfig.Contradiction(symbol: "A", firstLine: 1, secondLine: 3)])
        #expect(config["A"]?.value == "n")
    }

    @Test("Every prefix of a configuration is refused or has what stands in it")
    func prefixes() throws {
        let text = Array("#\n# Linux/x86 6.1.0 Kernel Configuration\n#\nCONFIG_SWAP=y\n# CONFIG_ZRAM is not set\n".utf8)
        for length in 0..<text.count {
            guard let config = try? KernelConfig(name: "c", bytes: Array(text[..<length])) else { continue }
            #expect(text[length - 1] == UInt8(ascii: "\n"))
            #expect(config["SWAP"]?.value == "y")
            #expect(config["ZRAM"] == nil)
        }
    }

    @Test("Thousands of symbols are all found again")
    func many() throws {
        let names = (0..<20_000).map { "OPTION_\($0 * 7919)" }
        let config = try parse(names.map { "CONFIG_\($0)=\($0.count)\n" }.joined())
        for (index, name) in names.enumerated() {
            #expect(config[name] == KernelConfig.Entry(value: "\(name.count)", line: index + 1))
        }
    }
}
