import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("zram that cannot be had")
struct ZramBlockedTests {
    @Test("A zram device that cannot be set up is reported at its line", arguments: blockedCases)
    func blocked(_ example: PlanCase) throws { try example.checkMake() }

    private static let blockedCases = [
        PlanCase(
            "No zram", profile: "zram: { zram0: { size: 1M } }",
            plan: """
                blocked zram.zram0
                  error 2:9 this kernel has no zram: there is no module of that name // build it with CONFIG_ZRAM, or install its module
                """
        ) { $0.zramSupport = .absent },
        PlanCase(
            "An algorithm that is not listed, with parameters that this kernel does not take, and a size that has no value",
            profile: "zram: { zram0: { size: ram - 2G, algorithm: deflate(level=3) } }",
            plan: """
                blocked zram.zram0
                  error 2:24 the size is negative: -1G // take less away, or write `max(…, 16M)` around it
                  error 2:45 this kernel's zram does not have the algorithm deflate // use one that it lists: lzo-rle, lzo, lz4, lz4hc, zstd
                  error 2:45 kernel 6.1.176 takes no algorithm parameters // write `algorithm: deflate` alone, or use a kernel from 6.12 on
                """
        ) {
            $0.version = KernelVersion(6, 1, 176)
            $0.addBareZram(0)
        },
        PlanCase(
            "Parameters where the module is not loaded yet",
            profile: "zram: { zram0: { size: 1M, algorithm: zstd(level=3) } }",
            plan: """
                blocked zram.zram0
                  error 2:39 kernel 5.10.223 takes no algorithm parameters // write `algorithm: zstd` alone, or use a kernel from 6.12 on
                """
        ) { $0.version = KernelVersion(5, 10, 223) },
        PlanCase(
            "Too small, and too large",
            profile: """
                zram:
                  zram0: { size: 36K }
                  zram1: { size: 16T }
                """,
            plan: """
                blocked zram.zram0
                  error 3:18 36K is too small for swap, which needs 10 pages // use at least 40K
                blocked zram.zram1
                  error 4:18 16T is more than a swap header can count // use less than 16T
                """
        ) { $0.addBareZram(0, 1) },
        PlanCase(
            "Someone else's data, a mount, swap, a hibernation image, and what cannot be read",
            profile: """
                zram:
                  zram0: { size: 1M }
                  zram1: { size: 1M, overwrite: true }
                  zram2: { size: 1M }
                  zram3: { size: 1M, overwrite: true }
                  zram4: { size: 1M, overwrite: true }
                  zram5: { size: 1M }
                """,
            plan: """
                blocked zram.zram0
                  error 3:3 /dev/zram0 holds ext4 // take another name, or write `overwrite: true` to lose what it holds
                blocked zram.zram1
                  error 4:3 /dev/zram1 is mounted on /srv // unmount it, or take another name than zram1
                blocked zram.zram2
                  size: 2M -> 1M
                  error 5:3 /dev/zram2 is swap that someone else set up (label other), and not as wanted here // take another name, or write `overwrite: true` to have it set up again
                blocked zram.zram3
                  error 6:3 /dev/zram3 holds a hibernation image (S1SUSPEND) // resume the hibernated system first, or give its session up by hand: mkswap /dev/zram3
                blocked zram.zram4
                  error 7:3 the content of /dev/zram4 is unknown: Input/output error (EIO) // see what the kernel says of it in dmesg, or name another one
                blocked zram.zram5
                  error 8:3 /dev/zram5 holds data without a signature // take another name, or write `overwrite: true` to lose what it holds
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .foreign("ext4"))
            $0.addZram(1, size: mebibyte, content: .foreign("ext4"))
            $0.zram?[1]?.mountPoint = "/srv"
            $0.addZram(2, size: 2 * mebibyte, content: .swap(2 * mebibyte, label: "other"), priority: .automatic)
            $0.addZram(3, size: mebibyte, content: .hibernation("S1SUSPEND"))
            $0.addZram(4, size: mebibyte, content: .unknown("Input/output error (EIO)"))
            $0.addZram(5, size: mebibyte, content: .empty)
            $0.zram?[5]?.original = 4096
        },
        PlanCase(
            "A name of the user's own among devices that cannot be read", profile: "zram: { fast: { size: 1M } }",
            plan: """
                blocked zram.fast
                  error 2:9 whether /dev/zram1 is fast is unknown: Permission denied (EACCES) // run this as root: a device with a name of your own is known by the label in its swap header
                unmanaged zram.zram1
                  size: 1M -> -
                  priority: automatic -> -
                """
        ) { $0.addZram(1, size: mebibyte, content: .denied("Permission denied (EACCES)"), priority: .automatic) },
        PlanCase(
            "A device whose name is gone", profile: "zram: { zram0: { size: 2M } }",
            plan: """
                blocked zram.zram0
                  size: 1M -> 2M
                  error 2:9 the name /dev/zram0 is gone while it is in use, so that it cannot be switched off // make the node again (mknod, or mdev -s), or reboot
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic)
            $0.areas[0].isDeleted = true
        },
    ]

    @Test("What a hand-made state says of zram", arguments: stateCases)
    func states(_ name: String, _ change: @Sendable (inout MachineState) -> Void, _ dump: String) throws {
        let profile = try Profile.parse(
            SourceText(name: "profile.yaml", text: "version: 1\nzram: { zram0: { size: 1M }, fast: { size: 1M } }\n"))
        var kernel = SimulatedKernel()
        kernel.addBareZram(0)
        var state = kernel.state(for: StateQuery(profile))
        change(&state)
        #expect(Plan.make(profile, on: state).dump == dump)
    }

    private static let stateCases: [(String, @Sendable (inout MachineState) -> Void, String)] = [
        (
            "A kernel without swap", { $0.supportsSwap = false },
            """
            blocked zram.zram0
              error 2:9 this kernel cannot swap: there is no /proc/swaps // build it with CONFIG_SWAP
            blocked zram.fast
              error 2:30 this kernel cannot swap: there is no /proc/swaps // build it with CONFIG_SWAP
            """
        ),
        (
            "A kernel without hot_add", { $0.zram.canAdd = false },
            """
            create zram.zram0
              size: - -> 1M
              1048576 > /sys/block/zram0/disksize = 1048576
              format /dev/zram0 1048576 label=zram0
              swapon /dev/zram0 automatic
            blocked zram.fast
              error 2:30 this kernel adds no zram devices while it runs, and there is none for fast // load the zram module with a larger num_devices
            """
        ),
    ]
}
