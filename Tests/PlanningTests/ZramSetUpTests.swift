import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans for new zram devices")
struct ZramSetUpTests {
    @Test("What is not there is set up in the kernel's order", arguments: setUpCases)
    func setUp(_ example: PlanCase) throws { try example.checkMake() }

    private static let setUpCases = [
        PlanCase(
            "A module that is not loaded comes with as many devices as the profile names",
            profile: """
                zram:
                  zram1: { size: 25%, algorithm: zstd(level=3), mem_limit: 100000000, swap: { priority: 100, discard: once } }
                """,
            plan: """
                create zram.zram1
                  size: - -> 256M
                  algorithm: - -> zstd(level=3)
                  mem_limit: - -> 97660K
                  priority: - -> 100
                  discard: - -> once
                  modprobe zram num_devices=2
                  zstd > /sys/block/zram1/comp_algorithm = [zstd]
                  algo=zstd level=3 > /sys/block/zram1/algorithm_params
                  268435456 > /sys/block/zram1/disksize = 268435456
                  100003840 > /sys/block/zram1/mem_limit = /sys/block/zram1/mm_stat #3 100003840
                  format /dev/zram1 268435456 label=zram1
                  swapon /dev/zram1 100 discard=once
                """),
        PlanCase(
            "The least that a profile can say", profile: "zram: { zram0: { size: 1M } }",
            plan: """
                create zram.zram0
                  size: - -> 1M
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic
                """
        ) { $0.addBareZram(0) },
        PlanCase(
            "hot_add gives out the lowest number, so lower ones come first and go again",
            profile: "zram: { zram3: { size: 1M } }",
            plan: """
                create zram.zram3
                  size: - -> 1M
                  add zram0
                  add zram2
                  add zram3
                  1048576 > /sys/block/zram3/disksize = 1048576
                  format /dev/zram3 1048576 label=zram3
                  swapon /dev/zram3 automatic
                  remove zram2
                  remove zram0
                """
        ) { $0.addBareZram(1) },
        PlanCase(
            "A name of the user's own takes the lowest free device from 1 on",
            profile: "zram: { zram1: { size: 1M }, fast: { size: 2M } }",
            plan: """
                create zram.zram1
                  size: - -> 1M
                  1048576 > /sys/block/zram1/disksize = 1048576
                  format /dev/zram1 1048576 label=zram1
                  swapon /dev/zram1 automatic
                create zram.fast
                  size: - -> 2M
                  2097152 > /sys/block/zram2/disksize = 2097152
                  format /dev/zram2 2097152 label=fast
                  swapon /dev/zram2 automatic
                """
        ) { $0.addBareZram(0, 1, 2, 3) },
        PlanCase(
            "Without a free device a name of the user's own gets a new one",
            profile: "zram: { fast: { size: 2M }, zram2: { size: 1M } }",
            plan: """
                create zram.fast
                  size: - -> 2M
                  add zram2
                  add zram3
                  2097152 > /sys/block/zram3/disksize = 2097152
                  format /dev/zram3 2097152 label=fast
                  swapon /dev/zram3 automatic
                create zram.zram2
                  size: - -> 1M
                  1048576 > /sys/block/zram2/disksize = 1048576
                  format /dev/zram2 1048576 label=zram2
                  swapon /dev/zram2 automatic
                unmanaged zram.zram1
                  size: 1M -> -
                  priority: automatic -> -
                """
        ) {
            $0.addBareZram(0)
            $0.addZram(1, size: mebibyte, content: .swap(mebibyte, label: "zram1"), priority: .automatic)
        },
        PlanCase(
            "A name of the user's own does not take zram0 where there is no device either",
            profile: "zram: { fast: { size: 2M } }",
            plan: """
                create zram.fast
                  size: - -> 2M
                  add zram0
                  add zram1
                  2097152 > /sys/block/zram1/disksize = 2097152
                  format /dev/zram1 2097152 label=fast
                  swapon /dev/zram1 automatic
                  remove zram0
                """
        ) { $0.zram = [:] },
        PlanCase(
            "Devices on the way to a higher number serve names of the user's own",
            profile: "zram: { zram3: { size: 1M }, fast: { size: 2M } }",
            plan: """
                create zram.zram3
                  size: - -> 1M
                  add zram1
                  add zram2
                  add zram3
                  1048576 > /sys/block/zram3/disksize = 1048576
                  format /dev/zram3 1048576 label=zram3
                  swapon /dev/zram3 automatic
                  remove zram2
                create zram.fast
                  size: - -> 2M
                  2097152 > /sys/block/zram1/disksize = 2097152
                  format /dev/zram1 2097152 label=fast
                  swapon /dev/zram1 automatic
                """
        ) { $0.addBareZram(0) },
        PlanCase(
            "What an interrupted run left sized and empty is taken up again",
            profile: "zram: { zram0: { size: 1M }, fast: { size: 2M } }",
            plan: """
                create zram.zram0
                  size: - -> 1M
                  1 > /sys/block/zram0/reset
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic
                create zram.fast
                  size: - -> 2M
                  1 > /sys/block/zram2/reset
                  2097152 > /sys/block/zram2/disksize = 2097152
                  format /dev/zram2 2097152 label=fast
                  swapon /dev/zram2 automatic
                  note 2:30 /dev/zram2 has the wanted size and nothing on it, and is taken for what an interrupted run left
                """
        ) {
            $0.addZram(0, size: 4 * mebibyte, content: .empty)
            $0.addBareZram(1)
            $0.addZram(2, size: 2 * mebibyte, content: .empty)
        },
        PlanCase(
            "One of another algorithm or limit is somebody else's",
            profile: "zram: { fast: { size: 2M, algorithm: zstd, mem_limit: 1M } }",
            plan: """
                create zram.fast
                  size: - -> 2M
                  algorithm: - -> zstd
                  mem_limit: - -> 1M
                  add zram0
                  add zram3
                  zstd > /sys/block/zram3/comp_algorithm = [zstd]
                  2097152 > /sys/block/zram3/disksize = 2097152
                  1048576 > /sys/block/zram3/mem_limit = /sys/block/zram3/mm_stat #3 1048576
                  format /dev/zram3 2097152 label=fast
                  swapon /dev/zram3 automatic
                  remove zram0
                """
        ) {
            $0.addZram(1, size: 2 * mebibyte, content: .empty, algorithm: "lz4")
            $0.addZram(2, size: 2 * mebibyte, content: .empty, algorithm: "zstd")
            $0.zram?[2]?.memoryLimit = mebibyte / 2
        },
        PlanCase(
            "An area that is as wanted and not in use is only switched on",
            profile: "zram: { zram0: { size: 1M, mem_limit: 512K } }",
            plan: """
                create zram.zram0
                  mem_limit: none -> 512K
                  active: no -> yes
                  524288 > /sys/block/zram0/mem_limit = /sys/block/zram0/mm_stat #3 524288
                  swapon /dev/zram0 automatic
                """
        ) { $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0")) },
        PlanCase(
            "Sizes are rounded up to whole pages", profile: "zram: { zram0: { size: 1000000, mem_limit: 1 } }",
            plan: """
                create zram.zram0
                  size: - -> 992K
                  mem_limit: - -> 16K
                  1015808 > /sys/block/zram0/disksize = 1015808
                  16384 > /sys/block/zram0/mem_limit = /sys/block/zram0/mm_stat #3 16384
                  format /dev/zram0 1015808 label=zram0
                  swapon /dev/zram0 automatic
                """
        ) {
            $0.pageSize = 16384
            $0.addBareZram(0)
        },
    ]
}
