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
            ("CONFIG_SWAP=y\nCONFIG_ZRAM=", 2, "the file ends in the middle of line 2"),
            ("CONFIG_SWAP=y\nCONFIG_A=\"op", 2, "the file ends in the middle of line 2"),
            ("CONFIG_SWAP=y\nhello\n", 2, "not a line of a kernel configuration: `hello`"),
            ("CONFIG_SWAP\n", 1, "not a line of a kernel configuration: `CONFIG_SWAP`"),
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

    @Test("A symbol with two values is reported with both lines, one that is repeated is not")
    func contradictions() throws {
        let config = try parse("CONFIG_A=y\nCONFIG_B=m\n# CONFIG_A is not set\nCONFIG_B=m\n")
        #expect(config.contradictions == [KernelConfig.Contradiction(symbol: "A", firstLine: 1, secondLine: 3)])
        #expect(config["A"]?.value == "n")
    }

    @Test("Every prefix of a configuration is refused or has what stands in it, and a cut line is pointed at")
    func prefixes() throws {
        let text = Array("#\n# Linux/x86 6.1.0 Kernel Configuration\n#\nCONFIG_SWAP=y\n# CONFIG_ZRAM is not set\n".utf8)
        var accepted = 0
        for length in 0..<text.count {
            guard let config = try? KernelConfig(name: "c", bytes: Array(text[..<length])) else { continue }
            accepted += 1
            #expect(config["SWAP"]?.value == "y")
            // Only a whole line switches it off.
            #expect((config["ZRAM"] != nil) == (length == text.count - 1))
            #expect(config.oddities.map(\.kind) == (text[length - 1] == UInt8(ascii: "\n") ? [] : [.noLineEnd]))
        }
        #expect(accepted == 26)
    }

    // MARK: Text as people have it (scripts/kconfig/confdata.c)

    @Test("A byte order mark before the first line is skipped, whatever that is")
    func byteOrderMark() throws {
        let config = try parse("\u{feff}# Linux/x86 6.1.0 Kernel Configuration\nCONFIG_SWAP=y\n")
        #expect(config.version == KernelVersion(6, 1) && config["SWAP"]?.line == 2 && config.oddities.isEmpty)
        #expect(try parse("\u{feff}CONFIG_SWAP=y\n")["SWAP"] == KernelConfig.Entry(value: "y", line: 1))
        #expect(reason("\u{feff}") != nil)
        #expect(reason("CONFIG_A=y\n\u{feff}CONFIG_SWAP=y\n") != nil)
    }

    @Test(
        "Lines that Kconfig skips say nothing of their symbol",
        arguments: [
            (" CONFIG_ZRAM=y", .indented), ("\tCONFIG_ZRAM=y", .indented), ("  # CONFIG_ZRAM is not set", .indented),
            ("CONFIG_ZRAM=", .noValue), ("CONFIG_ZRAM= ", .noValue), ("CONFIG_ZRAM=\r", .noValue),
        ] as [(String, KernelConfig.Oddity.Kind)])
    func skipped(line: String, kind: KernelConfig.Oddity.Kind) throws {
        let config = try parse("CONFIG_A=y\n\(line)\n")
        #expect(config.oddities.map(\.kind) == [kind] && config.oddities.map(\.line) == [2])
        #expect(config.oddities.map(\.symbol) == ["ZRAM"] && !config.isSet("ZRAM"))
        // What an earlier or a later line says counts.
        for text in ["CONFIG_ZRAM=m\n\(line)\n", "\(line)\nCONFIG_ZRAM=m\n"] {
            let config = try parse(text)
            #expect(config["ZRAM"]?.value == "m" && config.contradictions.isEmpty)
        }
    }

    @Test("Blanks that only indent comments or are alone in a line mean nothing")
    func blanks() throws {
        let config = try parse("  \n\t\n  # a comment\n\t#\nCONFIG_A=y\n")
        #expect(config.oddities.isEmpty && config["A"]?.line == 5)
        #expect(reason("CONFIG_A=y\n  hello\n") != nil)
    }

    @Test(
        "What has no final line end is read, and pointed at", arguments: ["CONFIG_ZRAM=y", "# CONFIG_ZRAM is not set"])
    func noLineEnd(line: String) throws {
        let config = try parse("CONFIG_SWAP=y\n\(line)")
        #expect(config["ZRAM"]?.line == 2 && config["SWAP"]?.value == "y")
        #expect(config.oddities.map(\.kind) == [.noLineEnd] && config.oddities.map(\.line) == [2])
    }

    @Test("A text ends at its second quote, whatever follows, and an escaped one is part of it")
    func quotes() throws {
        let config = try parse("CONFIG_A=\"b\" # c\nCONFIG_D=\"e\\\"f\"\n")
        #expect(config["A"]?.value == "b" && config["A"]?.isQuoted == true)
        #expect(config["D"]?.value == "e\"f")
        #expect(reason("CONFIG_A=\"b\\\"\n") != nil)
    }

    // MARK: Other programs' configurations

    @Test(
        "The configuration of something else is recognized, and answered with where the kernel's own lies",
        arguments: [
            (
                "#\n# Automatically generated file; DO NOT EDIT.\n# OpenWrt Configuration\n#\nCONFIG_MODULES=y\n",
                "OpenWrt", 3
            ),
            ("CONFIG_TARGET_ath79=y\nCONFIG_TARGET_ath79_generic_DEVICE_tplink_archer-c7-v5=y\n", "OpenWrt", nil),
            ("CONFIG_TARGET_ath79=y\nCONFIG_PACKAGE_luci=y\n", "OpenWrt", nil),
            ("# Automatically generated file\n# LEDE Configuration\nCONFIG_A=y\n", "OpenWrt", 2),
            (
                "#\n# Automatically generated file; DO NOT EDIT.\n# Buildroot 2024.02.1 Configuration\n#\nBR2_HAVE_DOT_CONFIG=y\n",
                "Buildroot", 5
            ),
            ("BR2_arm=y\n", "Buildroot", 1), ("# BR2_x is not set\nBR2_arm=y\n", "Buildroot", 2),
            (
                "#\n# Automatically generated make config: don't edit\n# Busybox version: 1.36.1\nCONFIG_HAVE_DOT_CONFIG=y\n",
                "BusyBox", 3
            ),
            ("CONFIG_HAVE_DOT_CONFIG=y\nCONFIG_SH_IS_ASH=y\n", "BusyBox", nil),
            (
                "#\n# Automatically generated file; DO NOT EDIT.\n# U-Boot 2024.01 Configuration\nCONFIG_ARM=y\n",
                "U-Boot", 3
            ),
            ("CONFIG_ARM=y\nCONFIG_TEXT_BASE=0x1000\nCONFIG_DEFAULT_DEVICE_TREE=\"a\"\n", "U-Boot", nil),
            ("# conf/local.conf\nMACHINE ??= \"qemuarm\"\n", "Yocto", 2), ("DISTRO ?= \"poky\"\n", "Yocto", 1),
            ("# Automatically generated file\n# Barebox/arm 2023.01 Configuration\nCONFIG_ARM=y\n", "Barebox/arm", 2),
            ("#\n# Automatically generated\n# Xen/x86_64 4.17.0 Configuration\nCONFIG_X86=y\n", "Xen/x86_64", 3),
            ("CT_CONFIG_VERSION=\"4\"\n", "crosstool-NG", 1),
        ] as [(String, String, Int?)])
    func others(text: String, name: String, line: Int?) throws {
        let refusal = try #require(reason(text))
        #expect(refusal.summary.hasSuffix("this is the configuration of \(name) and not of a kernel"))
        #expect(refusal.location?.position.line == line && refusal.help?.contains("kernel's own") == true)
    }

    @Test(
        "A kernel's own words do not look like another program's",
        arguments: [
            "# Board Configuration\nCONFIG_A=y\n", "# My Kernel Configuration\nCONFIG_A=y\n",
            "# Automatically generated file; DO NOT EDIT.\n# Linux/arm 6.1.0 Kernel Configuration\nCONFIG_TARGET_CORE=m\n",
            "# Linux/arm 6.1.0 Kernel Configuration\n# Xen driver Configuration\nCONFIG_A=y\n",
            "CONFIG_PACKET=y\nCONFIG_FEATURE=y\n",
        ])
    func kernels(text: String) {
        #expect(reason(text) == nil)
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
