import Kernel
import Testing

@Suite("The kernel's command line")
struct KernelCommandLineTests {
    private func words(_ text: String) -> [String] {
        KernelCommandLine(Array(text.utf8)).parameters.map { "\($0.name)=\($0.value)" }
    }

    @Test(
        "Words are split and unquoted as next_arg does it",
        arguments: [
            ("", []), (" \n", []), ("quiet", ["quiet="]), ("quiet\n", ["quiet="]), ("a=1 b=2", ["a=1", "b=2"]),
            ("a\tb\u{b}c\u{c}d\re", ["a=", "b=", "c=", "d=", "e="]), ("a= b", ["a=", "b="]), ("a==b", ["a==b"]),
            ("root-dev=a-b_c", ["root_dev=a-b_c"]), ("a=\"b c\" d", ["a=b c", "d="]), ("\"a=b c\" d", ["a=b c", "d="]),
            ("a=b\"c d\"e f", ["a=b\"c d\"e", "f="]), ("a=\"b\"c", ["a=b\"c"]), ("a=\"", ["a="]), ("a=\"b", ["a=b"]),
            ("a=\"\" b", ["a=", "b="]), ("\"a\" b", ["a=", "b="]), ("=a=b", ["=a=b"]), ("a\"b c\"=d", ["a\"b c\"=d"]),
            ("\"a=\"b\"\"", ["a=b\""]),
        ])
    func splitting(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test("The kernel's own blank 0xa0 separates, and a control character does not")
    func blanks() {
        #expect(KernelCommandLine([0x61, 0xa0, 0x62]).parameters.map(\.name) == ["a", "b"])
        #expect(KernelCommandLine([0x61, 0x01, 0x62]).parameters.map(\.name) == ["a\u{1}b"])
    }

    @Test(
        "What follows -- is for init",
        arguments: [
            ("a -- b", ["a="]), ("a \"--\" b", ["a="]), ("--", []), ("--x a", ["__x=", "a="]),
            ("a=-- b", ["a=--", "b="]),
            ("__ a", ["__=", "a="]), ("--=1 a", ["__=1", "a="]),
        ])
    func end(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test("A second text goes on where the first ended, but not after --")
    func joined() {
        for (first, names) in [("a", ["a", "b"]), ("a -- x", ["a"])] {
            var line = KernelCommandLine(Array(first.utf8))
            line.append(Array("b".utf8)) { _ in nil }
            #expect(line.parameters.map(\.name) == names)
        }
    }

    @Test(
        "swapaccount counts as its last value that the kernel knows",
        arguments: [
            ("", nil), ("swapaccount=0", false), ("swapaccount=1", true), ("swapaccount=0 swapaccount=1", true),
            ("swapaccount=1 swapaccount=0", false), ("swapaccount=0 swapaccount=yes", false), ("swapaccount", nil),
            ("swapaccount=", nil), ("swapaccount=00", nil),
        ] as [(String, Bool?)])
    func swapAccounting(text: String, expected: Bool?) {
        #expect(KernelCommandLine(Array(text.utf8)).accountsSwap == expected)
    }

    @Test(
        "cgroup_disable=memory is found in lists and with either dash",
        arguments: [
            ("cgroup_disable=memory", true), ("quiet cgroup_disable=pids,memory ro\n", true),
            ("cgroup-disable=memory", true), ("cgroup_disable=\"cpu,memory\"", true), ("cgroup_disable=,memory,", true),
            ("cgroup_disable=memory,pressure", true), ("cgroup_disable=pressure", false), ("cgroup_disable=", false),
            ("xcgroup_disable=memory", false), ("cgroup_disable=memoryx", false), ("cgroup_enable=memory", false),
            ("init=/bin/sh -- cgroup_disable=memory", false), ("", false), ("cgroup_disable=me\"mory\"", false),
        ])
    func disabling(text: String, isDisabled: Bool) {
        #expect((MemoryControllerBoot(KernelCommandLine(Array(text.utf8))) != nil) == isDisabled)
    }

    private static let firmware = "reboot=w cgroup_disable=memory numa_policy=interleave"

    @Test(
        "Of cgroup_disable and cgroup_enable Raspberry Pi's kernels obey the last, and mainline ignores the second",
        arguments: [
            (firmware, nil, false), (firmware + " cgroup_enable=memory", "cgroup_enable=memory", true),
            (firmware + " cgroup_enable=cpuset,memory", "cgroup_enable=cpuset,memory", true),
            ("cgroup_enable=memory " + firmware, "cgroup_enable=memory", false),
            (firmware + " cgroup_enable=cpuset", nil, false),
            (firmware + " cgroup_enable=memory cgroup_disable=memory", "cgroup_enable=memory", false),
        ] as [(String, String?, Bool)])
    func both(text: String, enabling: String?, isOn: Bool) throws {
        let boot = try #require(MemoryControllerBoot(KernelCommandLine(Array(text.utf8))))
        #expect(boot.enabling?.text == enabling && boot.isOnForRaspberryPi == isOn)
        #expect(boot.summary.hasPrefix("the boot parameter cgroup_disable=memory switches the memory controller off"))
        if let enabling {
            #expect(boot.summary.contains(enabling) && boot.summary.contains("mainline kernels ignore cgroup_enable"))
        }
        #expect(boot.remedy(isRaspberryPi: true).contains("/boot/firmware/cmdline.txt"))
        #expect(boot.remedy(isRaspberryPi: false) == "remove cgroup_disable=memory from the kernel's command line")
        #expect(boot.remedy(isRaspberryPi: nil).hasPrefix("remove cgroup_disable=memory"))
        #expect(boot.remedy(isRaspberryPi: nil).contains("Raspberry Pi") == !isOn)
    }

    @Test(
        "Raspberry Pi's releases are known by their local part",
        arguments: [
            ("6.12.34+rpt-rpi-2712", true), ("6.6.31-v8+", true), ("5.10.103-v7l+", true), ("6.1.21-v7", true),
            ("6.6.31-v8-16k+", true), ("6.12.107+deb13-cloud-amd64", false), ("6.1.0-v5", false),
            ("5.15.0-v8x", false), ("6.12.1", false), ("", false),
        ])
    func releases(release: String, isTheirs: Bool) {
        #expect(MemoryControllerBoot.isRaspberryPi(release: release) == isTheirs)
    }
}
