import Kernel
import SwapFormat
import Testing
import Text

/// The words and bits that go to the kernel and to people.
@Suite("Names and flags")
struct NamesTests {
    @Test(
        "A device is called as fstab does",
        arguments: [
            (DeviceReference.path("/dev/sda2"), "/dev/sda2"), (.tag(.uuid, "abc"), "UUID=abc"),
            (.tag(.label, "board swap"), "LABEL=board swap"), (.tag(.partUUID, "1-2"), "PARTUUID=1-2"),
            (.tag(.partLabel, "swap"), "PARTLABEL=swap"),
        ])
    func device(reference: DeviceReference, text: String) {
        #expect(reference.text == text)
    }

    @Test(
        "udev's folders of device links",
        arguments: [
            (DeviceReference.Tag.uuid, "by-uuid"), (.label, "by-label"), (.partUUID, "by-partuuid"),
            (.partLabel, "by-partlabel"),
        ])
    func udevFolder(tag: DeviceReference.Tag, folder: String) {
        #expect(tag.udevFolder == folder)
    }

    @Test("An algorithm is written as in a profile")
    func algorithm() {
        #expect(Algorithm(name: "lz4").text == "lz4")
        let zstd = Algorithm(
            name: "zstd", parameters: [.init(key: "level", value: "3"), .init(key: "dict", value: "/etc/d")])
        #expect(zstd.text == "zstd(level=3, dict=/etc/d)")
    }

    @Test(
        "swapon(2)'s discard bits",
        arguments: [(DiscardPolicy.none, Int32(0)), (.once, 0x30000), (.pages, 0x50000), (.both, 0x10000)])
    func discard(policy: DiscardPolicy, flags: Int32) {
        #expect(policy.flags == flags)
    }

    @Test(
        "swapon(2)'s priority bits, and the word for a person",
        arguments: [
            (SwapPriority.automatic, Int32(0), "automatic"), (.fixed(0), 0x8000, "0"), (.fixed(100), 0x8064, "100"),
            (.fixed(32767), 0xffff, "32767"),
        ])
    func priority(priority: SwapPriority, flags: Int32, text: String) {
        #expect(priority.flags == flags)
        #expect(priority.text == text)
    }

    @Test("Every negative priority in /proc/swaps is the kernel's own", arguments: [-1, -2, -5, -32768])
    func automatic(number: Int) {
        #expect(SwapPriority(procSwaps: number) == .automatic)
        #expect(SwapPriority(procSwaps: -number - 1) == .fixed(-number - 1))
    }

    @Test("The files of cgroup v2 and what a new cgroup has in them")
    func cgroupAttributes() {
        #expect(
            CgroupAttribute.allCases.map(\.rawValue) == [
                "memory.min", "memory.low", "memory.high", "memory.max", "memory.swap.high", "memory.swap.max",
                "memory.oom.group",
            ])
        #expect(CgroupAttribute.allCases.map(\.defaultValue.text) == ["0", "0", "max", "max", "max", "max", "0"])
        #expect(LimitValue.flag(true).text == "1")
        #expect(LimitValue.bytes(256 << 20).text == "256M")
    }

    @Test("Only an error among diagnostics is an error")
    func diagnostics() {
        #expect(![Diagnostic]().hasErrors)
        #expect(![Diagnostic(.warning, "a"), Diagnostic(.note, "b")].hasErrors)
        #expect([Diagnostic(.warning, "a"), Diagnostic(.error, "b")].hasErrors)
    }
}
