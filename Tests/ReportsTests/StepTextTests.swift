import Support
import Kernel
import Planning
import Reports
import SwapFormat
import Testing
import Text

@Suite("Steps as text")
struct StepTextTests {
    private static let plain = SettingsFingerprint(parameters: [], discard: .none)

    static let cases: [(Step, String)] = [
        (.loadModule(name: "zram", arguments: []), "modprobe zram"),
        (.loadModule(name: "zram", arguments: ["num_devices=0"]), "modprobe zram num_devices=0"),
        (.addZram(ZramName(2)), "read /sys/class/zram-control/hot_add, which adds zram2"),
        (.removeZram(ZramName(2)), "write \"2\" to /sys/class/zram-control/hot_remove"),
        (
            .write(AttributeWrite(.zram(ZramName(0), .diskSize), .bytes(536870912))),
            "write \"536870912\" to /sys/block/zram0/disksize (512M)"
        ),
        (
            .resetZram(ZramName(0)),
            "write \"1\" to /sys/block/zram0/reset"
        ),
        (
            .write(AttributeWrite(.zram(ZramName(3), .memoryLimit), .bytes(1023))),
            "write \"1023\" to /sys/block/zram3/mem_limit"
        ),
        (
            .formatSwap(SwapFormat(area: .device("/dev/sda2"), size: nil, label: "", fingerprint: plain)),
            "write a swap header to /dev/sda2"
        ),
        (
            .formatSwap(
                SwapFormat(
                    area: .device("/dev/sda2"), size: 1 << 30, label: "board-swap", fingerprint: plain,
                    uuid: UUID(text: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"), overwrites: "ext4")),
            "write a swap header to /dev/sda2 (1G, label board-swap, UUID f81d4fae-7dec-41d0-a765-00a0c91e6bf6),"
                + " which destroys the ext4 there"
        ),
        (
            .createSwapFile(SwapFileCreation(path: "/var/swap", size: 256 << 20, fingerprint: plain, replaces: false)),
            "create swap file /var/swap (256M, mode 0600)"
        ),
        (
            .createSwapFile(SwapFileCreation(path: "/var/swap", size: 256 << 20, fingerprint: plain, replaces: true)),
            "create swap file /var/.swap.zramctl-swift (256M, mode 0600)"
        ),
        (
            .placeSwapFile(SwapFileCreation(path: "/var/swap", size: 256 << 20, fingerprint: plain, replaces: true)),
            "rename /var/.swap.zramctl-swift to /var/swap, and the old one to /var/.swap.zramctl-swift-old"
        ),
        (
            .putBackSwapFile(SwapFileCreation(path: "/var/swap", size: 256 << 20, fingerprint: plain, replaces: true)),
            "rename /var/.swap.zramctl-swift-old to /var/swap"
        ),
        (
            .restoreContent(.device("/dev/sda2"), [SavedBytes(offset: 0, bytes: [1])]),
            "write back what stood on /dev/sda2 before the swap header"
        ),
        (.removeFile(path: "/var/sw\nap"), #"unlink /var/sw\012ap"#),
        (
            .swapOn(.zram(ZramName(0)), priority: .fixed(100), discard: .both),
            "swapon /dev/zram0, priority 100, discard both"
        ),
        (.swapOn(.file("/var/swap"), priority: .automatic, discard: .none), "swapon /var/swap, priority automatic"),
        (.swapOff(.file("/var/swap"), used: 0), "swapoff /var/swap"),
        (.swapOff(.file("/var/swap"), used: 12_373_196), "swapoff /var/swap (11.8M in use)"),
        (.makeCgroup(.unified("app")), "mkdir /sys/fs/cgroup/app"),
        (.removeCgroup(.unified("app")), "rmdir /sys/fs/cgroup/app"),
        (
            .recordOriginal(AttributeWrite(.sysctl("vm.swappiness"), .text("60"))),
            "record the original \"60\" of /proc/sys/vm/swappiness"
        ),
        (
            .forgetOriginal(AttributeWrite(.sysctl("vm.swappiness"), .text("60"))),
            "remove the record of the original of /proc/sys/vm/swappiness"
        ),
        (
            .write(AttributeWrite(.sysctl("vm.swappiness"), .text("180"))), "write \"180\" to /proc/sys/vm/swappiness"
        ),
    ]

    @Test("Each step says what is written where, or which system call is made", arguments: cases)
    func describe(step: Step, text: String) {
        #expect(StepText.describe(step) == text)
    }
}
