import LiveState
import Planning
import Profiles
import Resources
import Support
import SwapFormat
import Testing
import Text

@Suite("Plans for swap devices")
struct SwapDevicePlanTests {
    @Test("Devices are switched on, and formatted only where the profile says so", arguments: workingCases)
    func working(_ example: PlanCase) throws { try example.checkMake() }

    private static let workingCases = [
        PlanCase(
            "An area that is not in use, by its label", profile: "swap_devices: { LABEL=board: { priority: 5 } }",
            plan: """
                create swap_devices.LABEL=board
                  active: no -> yes
                  swapon /dev/sda2 5
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "board")) },
        PlanCase(
            "In sync", profile: "swap_devices: { /dev/sda2: { priority: 5 } }", plan: "inSync swap_devices./dev/sda2"
        ) {
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .fixed(5))
        },
        PlanCase(
            "Another priority", profile: "swap_devices: { /dev/sda2: {} }",
            plan: """
                change swap_devices./dev/sda2
                  priority: 5 -> automatic
                  swap in: 8192
                  swapoff /dev/sda2 8192
                  swapon /dev/sda2 automatic
                """
        ) {
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .fixed(5), used: 8192)
        },
        PlanCase(
            "A device without a signature", profile: "swap_devices: { PARTUUID=0001: { format: true, priority: 5 } }",
            plan: """
                create swap_devices.PARTUUID=0001
                  content: - -> swap
                  priority: - -> 5
                  format /dev/sda2 1048576 label=
                  swapon /dev/sda2 5
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte + 512, references: [.tag(.partUUID, "0001")]) },
        PlanCase(
            "A file system that is to go, and whose label is to stay",
            profile: "swap_devices: { LABEL=old: { format: true, overwrite: true } }",
            plan: """
                replace swap_devices.LABEL=old
                  content: ext4 -> swap
                  format /dev/sda2 1048576 label=old over ext4
                  swapon /dev/sda2 automatic
                """
        ) {
            $0.addDevice("/dev/sda2", size: mebibyte, content: .foreign("ext4"), references: [.tag(.label, "old")])
        },
        PlanCase(
            "A file system that is to go, and whose UUID is to stay",
            profile: "swap_devices: { UUID=f81d4fae-7dec-41d0-a765-00a0c91e6bf6: { format: true, overwrite: true } }",
            plan: """
                replace swap_devices.UUID=f81d4fae-7dec-41d0-a765-00a0c91e6bf6
                  content: ext4 -> swap
                  format /dev/sda2 1048576 label= uuid=f81d4fae-7dec-41d0-a765-00a0c91e6bf6 over ext4
                  swapon /dev/sda2 automatic
                """
        ) {
            $0.addDevice(
                "/dev/sda2", size: mebibyte, content: .foreign("ext4"),
                references: [.tag(.uuid, "f81d4fae-7dec-41d0-a765-00a0c91e6bf6")])
        },
        PlanCase(
            "A header of another page size is set up again with its label and UUID",
            profile: "swap_devices: { /dev/sda2: { format: true } }",
            plan: """
                replace swap_devices./dev/sda2
                  page_size: 16K -> 4K
                  format /dev/sda2 1048576 label=card uuid=f81d4fae-7dec-41d0-a765-00a0c91e6bf6 over swap
                  swapon /dev/sda2 automatic
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "card", pageSize: 16384)) },
        PlanCase(
            "A header for more than the device has", profile: "swap_devices: { /dev/sda2: { format: true } }",
            plan: """
                replace swap_devices./dev/sda2
                  size: 2M -> 1M
                  format /dev/sda2 1048576 label=card uuid=f81d4fae-7dec-41d0-a765-00a0c91e6bf6 over swap
                  swapon /dev/sda2 automatic
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(2 * mebibyte, label: "card")) },
        PlanCase(
            "Another discard policy, where the header may remember it",
            profile: "swap_devices: { /dev/sda2: { format: true, discard: once } }",
            plan: """
                change swap_devices./dev/sda2
                  discard: none -> once
                  swap in: 4096
                  swapoff /dev/sda2 4096
                  format /dev/sda2 1048576 label=card over swap
                  swapon /dev/sda2 automatic discard=once
                """
        ) {
            $0.addDevice(
                "/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "card"), priority: .automatic,
                used: 4096)
        },
        PlanCase(
            "Another discard policy, where no header may be written",
            profile: "swap_devices: { /dev/sda2: { discard: once } }",
            plan: """
                inSync swap_devices./dev/sda2
                  note 2:39 whether /dev/sda2 is in use with discard once cannot be seen // if it was changed, switch the area off and apply again
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic) },
        PlanCase(
            "Another discard policy, where the UUID is the name",
            profile: """
                swap_devices:
                  UUID=f81d4fae-7dec-41d0-a765-00a0c91e6bf6: { format: true, discard: once, priority: 3 }
                """,
            plan: """
                change swap_devices.UUID=f81d4fae-7dec-41d0-a765-00a0c91e6bf6
                  priority: automatic -> 3
                  swapoff /dev/sda2 0
                  swapon /dev/sda2 3 discard=once
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic) },
        PlanCase(
            "An inactive area gets the discard policy into its header",
            profile: "swap_devices: { /dev/sda2: { format: true, discard: once } }",
            plan: """
                replace swap_devices./dev/sda2
                  discard: none -> once
                  format /dev/sda2 1048576 label=card over swap
                  swapon /dev/sda2 automatic discard=once
                """
        ) { $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "card")) },
    ]

    @Test("A swap device that cannot be used is reported at its line", arguments: blockedCases)
    func blocked(_ example: PlanCase) throws { try example.checkMake() }

    private static let blockedCases = [
        PlanCase(
            "No such device", profile: "swap_devices: { LABEL=none: {} }",
            plan: """
                blocked swap_devices.LABEL=none
                  error 2:17 no device has LABEL=none // `blkid` shows the labels and UUIDs that there are
                """),
        PlanCase(
            "Several devices", profile: "swap_devices: { LABEL=twin: {} }",
            plan: """
                blocked swap_devices.LABEL=twin
                  error 2:17 several devices have LABEL=twin // `blkid` shows the labels and UUIDs that there are
                """
        ) {
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "twin"))
            $0.addDevice("/dev/sdb2", size: mebibyte, content: .swap(mebibyte, label: "twin"))
        },
        PlanCase(
            "Data, no header, another page size, a short device",
            profile: """
                swap_devices:
                  /dev/sda1: { format: true }
                  /dev/sda2: { overwrite: true }
                  /dev/sda3: {}
                  /dev/sda4: {}
                  /dev/sda5: {}
                """,
            plan: """
                blocked swap_devices./dev/sda1
                  error 3:3 /dev/sda1 holds ext4 // name another device, or write `overwrite: true` to lose what it holds
                blocked swap_devices./dev/sda2
                  error 4:3 /dev/sda2 holds swap and dos // name another device, or write `format: true` to lose what it holds
                blocked swap_devices./dev/sda3
                  error 5:3 /dev/sda3 has no swap header // write `format: true` to give it one
                blocked swap_devices./dev/sda4
                  error 6:3 the swap on /dev/sda4 was made for pages of 64K, and this kernel's are 4K // write `format: true` to have its header rewritten
                blocked swap_devices./dev/sda5
                  error 7:3 the swap on /dev/sda5 is 2M by its header, and the device 1M // write `format: true` to have its header rewritten
                """
        ) {
            $0.addDevice("/dev/sda1", size: mebibyte, content: .foreign("ext4"))
            $0.addDevice("/dev/sda2", size: mebibyte, content: .foreign("swap and dos"))
            $0.addDevice("/dev/sda3", size: mebibyte)
            $0.addDevice("/dev/sda4", size: mebibyte, content: .swap(mebibyte, pageSize: 65536))
            $0.addDevice("/dev/sda5", size: mebibyte, content: .swap(2 * mebibyte))
        },
        PlanCase(
            "A mount, a read-only device, a hibernation image, an unreadable one, a tiny one",
            profile: """
                swap_devices:
                  /dev/sda1: { format: true, overwrite: true }
                  /dev/sda2: { format: true, overwrite: true }
                  /dev/sda3: { format: true, overwrite: true }
                  /dev/sda4: { format: true, overwrite: true }
                  /dev/sda5: { format: true, overwrite: true }
                """,
            plan: """
                blocked swap_devices./dev/sda1
                  error 3:3 /dev/sda1 is mounted on /srv // unmount it, or name another device
                blocked swap_devices./dev/sda2
                  error 4:3 /dev/sda2 is read-only // name another device
                blocked swap_devices./dev/sda3
                  error 5:3 /dev/sda3 holds a hibernation image (S1SUSPEND) // resume the hibernated system first, or give its session up by hand: mkswap /dev/sda3
                blocked swap_devices./dev/sda4
                  error 6:3 the content of /dev/sda4 is unknown: Permission denied (EACCES) // run this as root
                blocked swap_devices./dev/sda5
                  content: - -> swap
                  error 7:3 /dev/sda5 has 16K, too little for swap // name a device of at least 40K
                """
        ) {
            $0.addDevice("/dev/sda1", size: mebibyte, content: .foreign("ext4"))
            $0.blockDevices["/dev/sda1"]?.mountPoint = "/srv"
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte))
            $0.blockDevices["/dev/sda2"]?.isReadOnly = true
            $0.addDevice("/dev/sda3", size: mebibyte, content: .hibernation("S1SUSPEND"))
            $0.addDevice("/dev/sda4", size: mebibyte, content: .denied("Permission denied (EACCES)"))
            $0.addDevice("/dev/sda5", size: 16384)
        },
        PlanCase(
            "Names that a swap header cannot keep",
            profile: """
                swap_devices:
                  UUID=ABCD-1234: { format: true, overwrite: true }
                  LABEL=sixteen-bytes-xx: { format: true, overwrite: true }
                """,
            plan: """
                blocked swap_devices.UUID=ABCD-1234
                  content: vfat -> swap
                  error 3:3 a swap header cannot keep the UUID ABCD-1234, so that /dev/sda1 would not be found again // name the device by PARTUUID, PARTLABEL or path
                blocked swap_devices.LABEL=sixteen-bytes-xx
                  content: ext4 -> swap
                  error 4:3 a swap header cannot keep the label sixteen-bytes-xx, so that /dev/sda2 would not be found again // take a label of at most 15 bytes, or name the device in another way
                """
        ) {
            $0.addDevice(
                "/dev/sda1", size: mebibyte, content: .foreign("vfat"), references: [.tag(.uuid, "ABCD-1234")])
            $0.addDevice(
                "/dev/sda2", size: mebibyte, content: .foreign("ext4"), references: [.tag(.label, "sixteen-bytes-xx")])
        },
        PlanCase(
            "One device under two names, and a zram device of the profile's",
            profile: """
                zram: { zram0: { size: 1M } }
                swap_devices: { /dev/sda2: {}, LABEL=board: {} }
                """,
            plan: """
                create zram.zram0
                  size: - -> 1M
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic
                inSync swap_devices./dev/sda2
                blocked swap_devices.LABEL=board
                  error 3:32 LABEL=board is /dev/sda2, which swap_devices./dev/sda2 names too // remove one of the two
                """
        ) {
            $0.addBareZram(0)
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "board"), priority: .automatic)
        },
        PlanCase(
            "A device whose name is gone", profile: "swap_devices: { /dev/sda2: { priority: 3 } }",
            plan: """
                blocked swap_devices./dev/sda2
                  priority: automatic -> 3
                  error 2:17 the name /dev/sda2 is gone while it is in use, so that it cannot be switched off // make the node again (mknod, or mdev -s), or reboot
                """
        ) {
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.areas[0].isDeleted = true
        },
    ]

    @Test("A device that something is built on is left alone")
    func holders() throws {
        let profile = try Profile.parse(
            SourceText(
                name: "profile.yaml",
                text: "version: 1\nswap_devices: { /dev/sda2: { format: true, overwrite: true } }\n"))
        var kernel = SimulatedKernel()
        kernel.addDevice("/dev/sda2", size: mebibyte, content: .foreign("LVM2_member"))
        var state = kernel.state(for: StateQuery(profile))
        state.devices[0].holders = ["dm-0"]
        #expect(
            Plan.make(profile, on: state).dump == """
                blocked swap_devices./dev/sda2
                  error 2:17 /dev/sda2 is a part of dm-0 // name dm-0, or another device
                """)
    }

    @Test("A loop device over an active swap file is that file")
    func loop() throws {
        let profile = try Profile.parse(
            SourceText(name: "profile.yaml", text: "version: 1\nswap_devices: { /dev/loop0: {} }\n"))
        var kernel = SimulatedKernel()
        kernel.addDevice("/dev/loop0", size: mebibyte, content: .swap(mebibyte))
        var state = kernel.state(for: StateQuery(profile))
        state.devices[0].activeBacking = "/var/swap"
        #expect(
            Plan.make(profile, on: state).dump == """
                blocked swap_devices./dev/loop0
                  error 2:17 /dev/loop0 is the active swap /var/swap // name /var/swap, or another device
                """)
    }
}
