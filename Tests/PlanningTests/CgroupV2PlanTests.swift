import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans for cgroups, v2")
struct CgroupV2PlanTests {
    @Test("Groups are made and limited", arguments: workingCases)
    func working(_ example: PlanCase) throws { try example.checkMake() }

    private static let workingCases = [
        PlanCase(
            "A new group below missing ones, its limits rounded down",
            profile: "cgroups: { system/web/app: { memory.max: 100000, memory.high: 50%, memory.oom.group: true } }",
            plan: """
                create cgroups.system/web/app
                  memory.max: - -> 96K
                  memory.high: - -> 512M
                  memory.oom.group: - -> 1
                  +memory > /sys/fs/cgroup/cgroup.subtree_control has memory
                  mkdir /sys/fs/cgroup/system
                  +memory > /sys/fs/cgroup/system/cgroup.subtree_control has memory
                  mkdir /sys/fs/cgroup/system/web
                  +memory > /sys/fs/cgroup/system/web/cgroup.subtree_control has memory
                  mkdir /sys/fs/cgroup/system/web/app
                  1 > /sys/fs/cgroup/system/web/app/memory.oom.group = 1
                  536870912 > /sys/fs/cgroup/system/web/app/memory.high = 536870912
                  98304 > /sys/fs/cgroup/system/web/app/memory.max = 98304
                """),
        PlanCase(
            "Parents come before children, whatever the profile's order",
            profile: "cgroups: { a/b: { memory.max: 1M }, a: { memory.max: 2M } }",
            plan: """
                create cgroups.a
                  memory.max: - -> 2M
                  +memory > /sys/fs/cgroup/cgroup.subtree_control has memory
                  mkdir /sys/fs/cgroup/a
                  2097152 > /sys/fs/cgroup/a/memory.max = 2097152
                create cgroups.a/b
                  memory.max: - -> 1M
                  +memory > /sys/fs/cgroup/a/cgroup.subtree_control has memory
                  mkdir /sys/fs/cgroup/a/b
                  1048576 > /sys/fs/cgroup/a/b/memory.max = 1048576
                """),
        PlanCase(
            "More than a parent has is reported, by what is wanted and by what is there",
            profile: """
                cgroups:
                  a: { memory.high: 4M }
                  a/b/c: { memory.max: 3M, memory.high: 5M }
                """,
            plan: """
                change cgroups.a
                  memory.high: max -> 4M
                  4194304 > /sys/fs/cgroup/a/memory.high = 4194304
                create cgroups.a/b/c
                  memory.max: - -> 3M
                  memory.high: - -> 5M
                  mkdir /sys/fs/cgroup/a/b
                  +memory > /sys/fs/cgroup/a/b/cgroup.subtree_control has memory
                  mkdir /sys/fs/cgroup/a/b/c
                  5242880 > /sys/fs/cgroup/a/b/c/memory.high = 5242880
                  3145728 > /sys/fs/cgroup/a/b/c/memory.max = 3145728
                  warning 4:12 the memory.max of 3M is more than the 2M of a, which holds for all below it // lower it, or give a more
                  warning 4:28 the memory.high of 5M is more than the 4M of a, which holds for all below it // lower it, or give a more
                """
        ) {
            $0.addGroup("a", [.limit(.memoryMax): .bytes(2 * mebibyte)], delegates: true)
        },
        PlanCase(
            "What zram takes for a group without memory.swap.max is reported",
            profile: """
                zram: { zram0: { size: 4M, mem_limit: 3M }, zram1: { size: 1M } }
                cgroups:
                  a: { memory.max: 8M }
                  b: { memory.max: 8M, memory.swap.max: 0 }
                  b/c: { memory.max: 8M }
                """,
            plan: """
                inSync zram.zram0
                inSync zram.zram1
                inSync cgroups.a
                  warning 4:8 what it swaps to zram is charged to no cgroup: beside its memory.max of 8M it may take 4M of RAM there // give it memory.swap.max too, which bounds what it swaps
                inSync cgroups.b
                inSync cgroups.b/c
                """
        ) {
            $0.addZram(0, size: 4 * mebibyte, content: .swap(4 * mebibyte, label: "zram0"), priority: .automatic)
            $0.zram?[0]?.memoryLimit = 3 * mebibyte
            $0.addZram(1, size: mebibyte, content: .swap(mebibyte, label: "zram1"), priority: .automatic)
            $0.addGroup("a", [.limit(.memoryMax): .bytes(8 * mebibyte)])
            $0.addGroup("b", [.limit(.memoryMax): .bytes(8 * mebibyte), .limit(.swapMax): .bytes(0)], delegates: true)
            $0.addGroup("b/c", [.limit(.memoryMax): .bytes(8 * mebibyte)])
        },
        PlanCase(
            "In sync", profile: "cgroups: { app: { memory.max: 1M, memory.swap.max: max } }", plan: "inSync cgroups.app"
        ) {
            $0.addGroup("app", [.limit(.memoryMax): .bytes(mebibyte)])
        },
        PlanCase(
            "What gives room comes first, and memory.max is lowered last",
            profile: """
                cgroups:
                  app:
                    memory.max: 2M
                    memory.high: 1M
                    memory.low: 1M
                    memory.min: 0
                    memory.swap.max: 3M
                    memory.swap.high: 1M
                """,
            plan: """
                change cgroups.app
                  memory.max: 4M -> 2M
                  memory.high: 3M -> 1M
                  memory.low: 0 -> 1M
                  memory.min: 1M -> 0
                  memory.swap.max: 1M -> 3M
                  memory.swap.high: 2M -> 1M
                  3145728 > /sys/fs/cgroup/app/memory.swap.max = 3145728
                  1048576 > /sys/fs/cgroup/app/memory.low = 1048576
                  0 > /sys/fs/cgroup/app/memory.min = 0
                  1048576 > /sys/fs/cgroup/app/memory.swap.high = 1048576
                  1048576 > /sys/fs/cgroup/app/memory.high = 1048576
                  2097152 > /sys/fs/cgroup/app/memory.max = 2097152
                """
        ) {
            $0.addGroup(
                "app",
                [
                    .limit(.memoryMax): .bytes(4 * mebibyte), .limit(.memoryHigh): .bytes(3 * mebibyte),
                    .limit(.memoryMin): .bytes(mebibyte), .limit(.swapMax): .bytes(mebibyte),
                    .limit(.swapHigh): .bytes(2 * mebibyte),
                ])
        },
        PlanCase(
            "memory.max is raised before memory.high",
            profile: "cgroups: { app: { memory.high: 3M, memory.max: 4M } }",
            plan: """
                change cgroups.app
                  memory.high: 1M -> 3M
                  memory.max: 2M -> 4M
                  4194304 > /sys/fs/cgroup/app/memory.max = 4194304
                  3145728 > /sys/fs/cgroup/app/memory.high = 3145728
                """
        ) { $0.addGroup("app", [.limit(.memoryMax): .bytes(2 * mebibyte), .limit(.memoryHigh): .bytes(mebibyte)]) },
        PlanCase(
            "A group that is there without the controller", profile: "cgroups: { a/b: { memory.max: 1M } }",
            plan: """
                change cgroups.a/b
                  memory.max: - -> 1M
                  +memory > /sys/fs/cgroup/cgroup.subtree_control has memory
                  +memory > /sys/fs/cgroup/a/cgroup.subtree_control has memory
                  1048576 > /sys/fs/cgroup/a/b/memory.max = 1048576
                """
        ) {
            $0.cgroups.groups["a"] = SimulatedCgroup()
            $0.cgroups.groups["a/b"] = SimulatedCgroup()
            $0.cgroups.groups["a/b"]?.hasProcesses = true
        },
        PlanCase(
            "A limit below what is in use is reported", profile: "cgroups: { app: { memory.max: 1M } }",
            plan: """
                change cgroups.app
                  memory.max: 4M -> 1M
                  1048576 > /sys/fs/cgroup/app/memory.max = 1048576
                  warning 2:19 app uses 2.9M now, more than the memory.max of 1M // the kernel swaps out what it can, and kills processes of the group where that is not enough
                """
        ) {
            $0.addGroup("app", [.limit(.memoryMax): .bytes(4 * mebibyte)])
            $0.cgroups.groups["app"]?.usage = 3_000_000
        },
        PlanCase(
            "A size above the kernel's page counter is no limit",
            profile: "cgroups: { app: { memory.max: 8388607.999999999T } }",
            plan: """
                change cgroups.app
                  memory.max: 4M -> max
                  max > /sys/fs/cgroup/app/memory.max = max
                """
        ) { $0.addGroup("app", [.limit(.memoryMax): .bytes(4 * mebibyte)]) },
    ]

    @Test("A limit that cannot be set is reported at its line", arguments: blockedCases)
    func blocked(_ example: PlanCase) throws { try example.checkMake() }

    private static let blockedCases = [
        PlanCase(
            "No controller", profile: "cgroups: { app: { memory.max: 1M } }",
            plan: """
                blocked cgroups.app
                  error 2:12 the memory controller is on no cgroup hierarchy: the kernel was booted with cgroup_disable=memory // mount one (`mount -t cgroup2 none /sys/fs/cgroup`), and boot a kernel that has CONFIG_MEMCG without cgroup_disable=memory
                """
        ) {
            $0.cgroups.version = .none
        },
        PlanCase(
            "Processes in a group above", profile: "cgroups: { a/b: { memory.max: 1M }, a: { memory.max: 2M } }",
            plan: """
                change cgroups.a
                  memory.max: max -> 2M
                  2097152 > /sys/fs/cgroup/a/memory.max = 2097152
                blocked cgroups.a/b
                  error 2:12 a has processes of its own, and the kernel then gives its children no memory limits // move them into a child of a first
                """
        ) {
            $0.addGroup("a", [:])
            $0.cgroups.groups["a"]?.hasProcesses = true
        },
        PlanCase(
            "Files that this kernel lacks, for a new group and for one that is there",
            profile: "cgroups: { app: { memory.swap.max: 1M, memory.max: 1M }, new: { memory.swap.high: 1M } }",
            plan: """
                change cgroups.app
                  memory.max: max -> 1M
                  1048576 > /sys/fs/cgroup/app/memory.max = 1048576
                  error 2:19 the cgroups of this kernel have no memory.swap.max // boot a kernel with CONFIG_SWAP that counts swap (before 6.1 CONFIG_MEMCG_SWAP, and without swapaccount=0), or remove this limit
                blocked cgroups.new
                  error 2:65 the cgroups of this kernel have no memory.swap.high // boot a kernel with CONFIG_SWAP that counts swap (before 6.1 CONFIG_MEMCG_SWAP, and without swapaccount=0), or remove this limit
                """
        ) {
            $0.addGroup("app", [:])
            $0.cgroups.countsSwap = false
        },
        PlanCase(
            "Less than a page, and no value",
            profile: "cgroups: { app: { memory.max: 4095, memory.high: ram - 2G, memory.low: 0 } }",
            plan: """
                blocked cgroups.app
                  error 2:31 memory.max of 4095 bytes is less than a page, and the kernel makes it 0 // use at least 4K, or 0
                  error 2:50 the size is negative: -1G // take less away, or write `max(…, 16M)` around it
                """
        ) { $0.addGroup("app", [:]) },
    ]
}

extension SimulatedKernel {
    /// A group directly below the root, with the controller.
    mutating func addGroup(_ path: String, _ limits: [CgroupFile: LimitValue], delegates: Bool = false) {
        cgroups.groups[""]?.delegates = true
        cgroups.groups[path] = SimulatedCgroup()
        cgroups.groups[path]?.limits = limits
        cgroups.groups[path]?.delegates = delegates
    }
}
