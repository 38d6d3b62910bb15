import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans for zram devices that are there")
struct ZramPlanTests {
    @Test("What is there is compared with the profile", arguments: comparedCases)
    func compared(_ example: PlanCase) throws { try example.checkMake() }

    private static let comparedCases = [
        PlanCase(
            "In sync", profile: "zram: { zram0: { size: 1M, algorithm: lz4, swap: { priority: 5 } } }",
            plan: "inSync zram.zram0"
        ) { $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .fixed(5)) },
        PlanCase(
            "A name of the user's own is found by its label", profile: "zram: { fast: { size: 1M } }",
            plan: "inSync zram.fast"
        ) {
            $0.addBareZram(0)
            $0.addZram(7, size: mebibyte, content: .swap(mebibyte, label: "fast"), priority: .automatic)
        },
        PlanCase(
            "The priority is changed with the area off for a moment",
            profile: "zram: { zram0: { size: 1M, swap: { priority: 5 } } }",
            plan: """
                change zram.zram0
                  priority: automatic -> 5
                  swap in: 300000
                  swapoff /dev/zram0 300000
                  swapon /dev/zram0 5
                """
        ) {
            $0.addZram(
                0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic, used: 300_000)
        },
        PlanCase(
            "mem_limit is changed in place, up to none", profile: "zram: { zram0: { size: 1M } }",
            plan: """
                change zram.zram0
                  mem_limit: 64K -> none
                  0 > /sys/block/zram0/mem_limit = /sys/block/zram0/mm_stat #3 0
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic)
            $0.zram?[0]?.memoryLimit = 65536
        },
        PlanCase(
            "A mem_limit below what the device takes now is reported",
            profile: "zram: { zram0: { size: 1M, mem_limit: 64K } }",
            plan: """
                change zram.zram0
                  mem_limit: none -> 64K
                  65536 > /sys/block/zram0/mem_limit = /sys/block/zram0/mm_stat #3 65536
                  warning 2:39 zram0 takes 195.3K now, more than the mem_limit of 64K // no more pages can be swapped to it until it takes less
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic)
            $0.zram?[0]?.original = 600_000
        },
        PlanCase(
            "Another size, algorithm and priority make the device anew",
            profile: "zram: { zram0: { size: 2M, algorithm: zstd, swap: { priority: 5 } } }",
            plan: """
                replace zram.zram0
                  size: 1M -> 2M
                  algorithm: lz4 -> zstd
                  priority: automatic -> 5
                  swap in: 300000
                  swapoff /dev/zram0 300000
                  1 > /sys/block/zram0/reset
                  zstd > /sys/block/zram0/comp_algorithm = [zstd]
                  2097152 > /sys/block/zram0/disksize = 2097152
                  format /dev/zram0 2097152 label=zram0
                  swapon /dev/zram0 5
                """
        ) {
            $0.addZram(
                0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic, used: 300_000)
        },
        PlanCase(
            "Other parameters, which only the fingerprint shows",
            profile: "zram: { zram0: { size: 1M, algorithm: zstd(level=9) } }",
            plan: """
                replace zram.zram0
                  algorithm: zstd with other parameters -> zstd(level=9)
                  swapoff /dev/zram0 0
                  1 > /sys/block/zram0/reset
                  zstd > /sys/block/zram0/comp_algorithm = [zstd]
                  algo=zstd level=9 > /sys/block/zram0/algorithm_params
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic
                """
        ) {
            let old = [Algorithm.Parameter(key: "level", value: "3")]
            $0.addZram(
                0, size: mebibyte, content: .swap(mebibyte, label: "zram0", parameters: old), algorithm: "zstd",
                priority: .automatic)
        },
        PlanCase(
            "No parameters any more", profile: "zram: { zram0: { size: 1M, algorithm: zstd } }",
            plan: """
                replace zram.zram0
                  algorithm: zstd with other parameters -> zstd
                  swapoff /dev/zram0 0
                  1 > /sys/block/zram0/reset
                  zstd > /sys/block/zram0/comp_algorithm = [zstd]
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic
                """
        ) {
            let old = [Algorithm.Parameter(key: "level", value: "3")]
            $0.addZram(
                0, size: mebibyte, content: .swap(mebibyte, label: "zram0", parameters: old), algorithm: "zstd",
                priority: .automatic)
        },
        PlanCase(
            "Parameters where there were none, and another discard policy",
            profile: "zram: { zram0: { size: 1M, algorithm: zstd(level=9), swap: { discard: pages } } }",
            plan: """
                replace zram.zram0
                  algorithm: zstd -> zstd(level=9)
                  discard: once -> pages
                  swapoff /dev/zram0 0
                  1 > /sys/block/zram0/reset
                  zstd > /sys/block/zram0/comp_algorithm = [zstd]
                  algo=zstd level=9 > /sys/block/zram0/algorithm_params
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic discard=pages
                """
        ) {
            $0.addZram(
                0, size: mebibyte, content: .swap(mebibyte, label: "zram0", discard: .once), algorithm: "zstd",
                priority: .automatic)
        },
        PlanCase(
            "Another discard policy alone needs no more than a new header",
            profile: "zram: { zram0: { size: 1M, swap: { discard: both } } }",
            plan: """
                change zram.zram0
                  discard: once -> both
                  swapoff /dev/zram0 0
                  format /dev/zram0 1048576 label=zram0 over swap
                  swapon /dev/zram0 automatic discard=both
                """
        ) {
            $0.addZram(
                0, size: mebibyte, content: .swap(mebibyte, label: "zram0", discard: .once), priority: .automatic)
        },
        PlanCase(
            "An area of another page size that is not in use is set up again",
            profile: "zram: { zram0: { size: 1M } }",
            plan: """
                replace zram.zram0
                  page_size: 16K -> 4K
                  1 > /sys/block/zram0/reset
                  1048576 > /sys/block/zram0/disksize = 1048576
                  format /dev/zram0 1048576 label=zram0
                  swapon /dev/zram0 automatic
                """
        ) { $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0", pageSize: 16384)) },
        PlanCase(
            "A header for less than the device", profile: "zram: { zram0: { size: 2M } }",
            plan: """
                replace zram.zram0
                  size: 1M -> 2M
                  1 > /sys/block/zram0/reset
                  2097152 > /sys/block/zram0/disksize = 2097152
                  format /dev/zram0 2097152 label=zram0
                  swapon /dev/zram0 automatic
                """
        ) { $0.addZram(0, size: 2 * mebibyte, content: .swap(mebibyte, label: "zram0")) },
        PlanCase(
            "Swap that someone else set up as wanted is in sync, and its priority may change",
            profile: "zram: { zram0: { size: 1M }, zram1: { size: 1M, swap: { priority: 3 } } }",
            plan: """
                inSync zram.zram0
                change zram.zram1
                  priority: automatic -> 3
                  swapoff /dev/zram1 0
                  swapon /dev/zram1 3
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "other"), priority: .automatic)
            $0.addZram(1, size: mebibyte, content: .swap(mebibyte), priority: .automatic)
        },
        PlanCase(
            "overwrite makes someone else's swap and file system anew",
            profile: """
                zram:
                  zram0: { size: 2M, overwrite: true }
                  zram1: { size: 1M, overwrite: true }
                """,
            plan: """
                replace zram.zram0
                  size: 1M -> 2M
                  swapoff /dev/zram0 0
                  1 > /sys/block/zram0/reset
                  2097152 > /sys/block/zram0/disksize = 2097152
                  format /dev/zram0 2097152 label=zram0
                  swapon /dev/zram0 automatic
                replace zram.zram1
                  content: ext4 -> swap
                  size: - -> 1M
                  1 > /sys/block/zram1/reset
                  1048576 > /sys/block/zram1/disksize = 1048576
                  format /dev/zram1 1048576 label=zram1
                  swapon /dev/zram1 automatic
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "other"), priority: .automatic)
            $0.addZram(1, size: mebibyte, content: .foreign("ext4"))
        },
    ]
}
