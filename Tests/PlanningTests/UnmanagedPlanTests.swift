import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans for swap that the profile does not name")
struct UnmanagedPlanTests {
    @Test("It is shown, and switched off only where the profile says so", arguments: cases)
    func unmanaged(_ example: PlanCase) throws { try example.checkMake() }

    @Sendable private static func others(_ kernel: inout SimulatedKernel) {
        kernel.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic)
        kernel.addZram(1, size: mebibyte, content: .swap(mebibyte, label: "other"), priority: .automatic, used: 4096)
        kernel.addZram(2, size: mebibyte, content: .foreign("ext4"))
        kernel.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
        kernel.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
    }

    private static let cases = [
        PlanCase(
            "keep is the default", profile: "zram: { zram0: { size: 1M } }",
            plan: """
                inSync zram.zram0
                unmanaged zram.zram1
                  size: 1M -> -
                  priority: automatic -> -
                unmanaged swap_files./var/swap
                  size: 1M -> -
                  priority: automatic -> -
                unmanaged swap_devices./dev/sda2
                  size: 1M -> -
                  priority: automatic -> -
                """, on: others),
        PlanCase(
            "remove takes zram's memory back and leaves files and partitions where they are",
            profile: """
                zram: { zram0: { size: 1M } }
                unmanaged: remove
                """,
            plan: """
                inSync zram.zram0
                remove zram.zram1
                  active: yes -> no
                  swap in: 4096
                  swapoff /dev/zram1 4096
                  1 > /sys/block/zram1/reset
                remove swap_files./var/swap
                  active: yes -> no
                  swapoff /var/swap 0
                remove swap_devices./dev/sda2
                  active: yes -> no
                  swapoff /dev/sda2 0
                """, on: others),
        PlanCase(
            "remove cannot switch off what has no name any more", profile: "unmanaged: remove",
            plan: """
                blocked swap_files./var/swap
                  error /var/swap was deleted while it is in use as swap, and cannot be switched off // reboot to be rid of it, or write `unmanaged: keep`
                """
        ) { $0.areas = [SimulatedArea(path: "/var/swap", kind: .file, size: mebibyte, isDeleted: true)] },
        PlanCase(
            "What an entry stands for is not unmanaged, even where that entry is blocked",
            profile: """
                zram: { zram0: { size: 2M } }
                swap_devices: { /dev/sda2: {}, LABEL=board: {} }
                unmanaged: remove
                """,
            plan: """
                blocked zram.zram0
                  size: 1M -> 2M
                  error 2:9 /dev/zram0 is swap that someone else set up (label other), and not as wanted here // take another name, or write `overwrite: true` to have it set up again
                inSync swap_devices./dev/sda2
                blocked swap_devices.LABEL=board
                  error 3:32 LABEL=board is /dev/sda2, which swap_devices./dev/sda2 names too // remove one of the two
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "other"), priority: .automatic)
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "board"), priority: .automatic)
        },
    ]
}
