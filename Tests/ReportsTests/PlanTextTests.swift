import Planning
import Reports
import Testing
import Text

@Suite("A plan as text")
struct PlanTextTests {
    @Test("Every kind of change, its differences, costs, steps and diagnostics, and the count at the end")
    func whole() {
        #expect(
            PlanText.render(Samples.plan, source: Samples.profile, style: .plain) == """
                  + zram.zram0: create
                    size: 512M
                    algorithm: lzo-rle -> zstd(level=3)
                    1. modprobe zram num_devices=1
                    2. write "zstd" to /sys/block/zram0/comp_algorithm
                    3. write "algo=zstd level=3" to /sys/block/zram0/algorithm_params
                    4. write "536870912" to /sys/block/zram0/disksize (512M)
                    5. write a swap header to /dev/zram0 (512M, label zram0)
                    6. swapon /dev/zram0, priority 100, discard once
                -/+ swap_files./var/swap: replace
                    size: 256M -> 512M
                    costs: 11.8M swapped out there must fit back into RAM or other swap
                    7. swapoff /var/swap (11.8M in use)
                    8. create swap file /var/.swap.zramctl-swift (512M, mode 0600)
                    9. swapon /var/swap, priority 10
                  ~ cgroups.app: change in place
                    memory.high: (none) -> 300M
                    memory.max: 1G -> (none)
                    10. write "314572800" to /sys/fs/cgroup/app/memory.high (300M)
                  ! zram.zram1: blocked
                    board.yaml:5:16: error: zram on this kernel does not offer zstd
                        5 |     algorithm: zstd(level=3)
                          |                ^
                        help: use lz4 or lzo-rle
                  . swap_devices./dev/sda2: unmanaged
                    size: 1G
                  = cgroups.db: in sync
                  - zram.zram3: remove
                    11. write "3" to /sys/class/zram-control/hot_remove
                warning: zswap is on: it takes pages before zram sees them

                Blocked: 1 cannot be done here: zram.zram1.
                Plan: 1 to create, 1 to change, 1 to replace, 1 to remove, 1 in sync.

                """)
    }

    @Test("A plan of nothing is its last line")
    func empty() {
        #expect(
            PlanText.render(Plan(changes: []), source: nil, style: .plain)
                == "Plan: 0 to create, 0 to change, 0 to replace, 0 to remove, 0 in sync.\n")
    }

    @Test("The same plan gives the same bytes")
    func stable() {
        let first = PlanText.render(Samples.plan, source: Samples.profile, style: .ansi)
        #expect(first == PlanText.render(Samples.plan, source: Samples.profile, style: .ansi))
    }

    @Test("Without its escape sequences, colored text is the plain one")
    func color() {
        let colored = PlanText.render(Samples.plan, source: Samples.profile, style: .ansi)
        #expect(colored.contains("\u{1b}[32m  +\u{1b}[0m \u{1b}[1mzram.zram0\u{1b}[0m: create\n"))
        #expect(
            colored.replacing(/\u{1b}\[[0-9;]*m/, with: "")
                == PlanText.render(Samples.plan, source: Samples.profile, style: .plain))
    }
}
