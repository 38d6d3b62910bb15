import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans for cgroups, v1")
struct CgroupV1PlanTests {
    @Test("What v1 has is written in the order that it demands", arguments: workingCases)
    func working(_ example: PlanCase) throws { try example.checkMake() }

    private static let workingCases = [
        PlanCase(
            "A new group", profile: "cgroups: { a/app: { memory.max: 3M, memory.swap.max: 1M } }",
            plan: """
                create cgroups.a/app
                  memory.max: - -> 3M
                  memory.swap.max: - -> 1M
                  mkdir /sys/fs/cgroup/memory/a
                  mkdir /sys/fs/cgroup/memory/a/app
                  3145728 > /sys/fs/cgroup/memory/a/app/memory.limit_in_bytes = 3145728
                  4194304 > /sys/fs/cgroup/memory/a/app/memory.memsw.limit_in_bytes = 4194304
                """
        ) {
            $0.cgroups.version = .v1
        },
        PlanCase(
            "In sync", profile: "cgroups: { app: { memory.max: 3M, memory.swap.max: 1M } }", plan: "inSync cgroups.app"
        ) {
            $0.addV1Group("app", memory: 3 * mebibyte, both: 4 * mebibyte)
        },
        PlanCase(
            "Raising: the sum first", profile: "cgroups: { app: { memory.max: 5M, memory.swap.max: 1M } }",
            plan: """
                change cgroups.app
                  memory.max: 3M -> 5M
                  6291456 > /sys/fs/cgroup/memory/app/memory.memsw.limit_in_bytes = 6291456
                  5242880 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 5242880
                """
        ) { $0.addV1Group("app", memory: 3 * mebibyte, both: 4 * mebibyte) },
        PlanCase(
            "Lowering: the sum last", profile: "cgroups: { app: { memory.max: 2M, memory.swap.max: 1M } }",
            plan: """
                change cgroups.app
                  memory.max: 4M -> 2M
                  2097152 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 2097152
                  3145728 > /sys/fs/cgroup/memory/app/memory.memsw.limit_in_bytes = 3145728
                """
        ) { $0.addV1Group("app", memory: 4 * mebibyte, both: 5 * mebibyte) },
        PlanCase(
            "More memory and less swap", profile: "cgroups: { app: { memory.max: 4M, memory.swap.max: 0 } }",
            plan: """
                change cgroups.app
                  memory.max: 3M -> 4M
                  memory.swap.max: 2M -> 0
                  4194304 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 4194304
                  4194304 > /sys/fs/cgroup/memory/app/memory.memsw.limit_in_bytes = 4194304
                """
        ) { $0.addV1Group("app", memory: 3 * mebibyte, both: 5 * mebibyte) },
        PlanCase(
            "No limits any more", profile: "cgroups: { app: { memory.max: max, memory.swap.max: max } }",
            plan: """
                change cgroups.app
                  memory.max: 3M -> max
                  memory.swap.max: 2M -> max
                  -1 > /sys/fs/cgroup/memory/app/memory.memsw.limit_in_bytes
                  -1 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes
                """
        ) { $0.addV1Group("app", memory: 3 * mebibyte, both: 5 * mebibyte) },
        PlanCase(
            "memory.max alone leaves the sum", profile: "cgroups: { app: { memory.max: 2M } }",
            plan: """
                change cgroups.app
                  memory.max: 3M -> 2M
                  2097152 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 2097152
                """
        ) { $0.addV1Group("app", memory: 3 * mebibyte, both: 5 * mebibyte) },
        PlanCase(
            "memory.max above the sum keeps what may be swapped", profile: "cgroups: { app: { memory.max: 6M } }",
            plan: """
                change cgroups.app
                  memory.max: 3M -> 6M
                  8388608 > /sys/fs/cgroup/memory/app/memory.memsw.limit_in_bytes = 8388608
                  6291456 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 6291456
                """
        ) { $0.addV1Group("app", memory: 3 * mebibyte, both: 5 * mebibyte) },
        PlanCase(
            "What asks for nothing is what v1 gives",
            profile: """
                cgroups:
                  app: { memory.max: 1M, memory.min: 0, memory.high: max, memory.swap.max: max, memory.oom.group: false }
                """, plan: "inSync cgroups.app"
        ) {
            $0.addV1Group("app", memory: mebibyte, both: nil)
            $0.cgroups.countsSwap = false
        },
        PlanCase(
            "A limit below what is in use is reported", profile: "cgroups: { app: { memory.max: 1M } }",
            plan: """
                change cgroups.app
                  memory.max: 3M -> 1M
                  1048576 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 1048576
                  warning 2:19 app uses 2M now, more than the memory.max of 1M // the kernel swaps out what it can, and refuses the limit (EBUSY) where that is not enough
                """
        ) {
            $0.addV1Group("app", memory: 3 * mebibyte, both: nil)
            $0.cgroups.groups["app"]?.usage = 2 * mebibyte
        },
    ]

    @Test("What v1 lacks is reported at the limit's line, and the others are written", arguments: lackingCases)
    func lacking(_ example: PlanCase) throws { try example.checkMake() }

    private static let lackingCases = [
        PlanCase(
            "All that v1 does not have",
            profile: """
                cgroups:
                  app:
                    memory.max: 1M
                    memory.min: 1M
                    memory.low: 1M
                    memory.high: 1M
                    memory.swap.high: 1M
                    memory.oom.group: true
                """,
            plan: """
                change cgroups.app
                  memory.max: max -> 1M
                  1048576 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 1048576
                  error 5:5 cgroup v1 has no memory.min // remove it, or boot with cgroup v2
                  error 6:5 cgroup v1 has no memory.low // remove it, or boot with cgroup v2
                  error 7:5 cgroup v1 has no memory.high // use memory.max, or boot with cgroup v2
                  error 8:5 cgroup v1 has no memory.swap.high // use memory.swap.max with memory.max, or boot with cgroup v2
                  error 9:5 cgroup v1 has no memory.oom.group // remove it, or boot with cgroup v2
                """
        ) { $0.addV1Group("app", memory: nil, both: nil) },
        PlanCase(
            "Nothing else", profile: "cgroups: { new: { memory.high: 1M } }",
            plan: """
                blocked cgroups.new
                  error 2:19 cgroup v1 has no memory.high // use memory.max, or boot with cgroup v2
                """
        ) {
            $0.cgroups.version = .v1
        },
        PlanCase(
            "A limit for swap alone",
            profile: "cgroups: { app: { memory.swap.max: 1M }, b: { memory.swap.max: 1M, memory.max: max } }",
            plan: """
                blocked cgroups.app
                  error 2:19 cgroup v1 has no limit for swap alone, only one for memory and swap together // give memory.max too, or boot with cgroup v2
                blocked cgroups.b
                  error 2:47 cgroup v1 has no limit for swap alone, only one for memory and swap together // give memory.max too, or boot with cgroup v2
                """
        ) {
            $0.addV1Group("app", memory: nil, both: nil)
            $0.addV1Group("b", memory: nil, both: nil)
        },
        PlanCase(
            "A kernel that does not count swap",
            profile: "cgroups: { app: { memory.swap.max: 1M, memory.max: 1M }, new: { memory.swap.max: 1M } }",
            plan: """
                change cgroups.app
                  memory.max: max -> 1M
                  1048576 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes = 1048576
                  error 2:19 this kernel does not limit swap by cgroup: there is no memory.memsw.limit_in_bytes // boot without swapaccount=0 a kernel that has CONFIG_MEMCG_SWAP, or remove this limit
                blocked cgroups.new
                  error 2:65 this kernel does not limit swap by cgroup: there is no memory.memsw.limit_in_bytes // boot without swapaccount=0 a kernel that has CONFIG_MEMCG_SWAP, or remove this limit
                """
        ) {
            $0.addV1Group("app", memory: nil, both: nil)
            $0.cgroups.countsSwap = false
        },
        PlanCase(
            "memory.max without a value leaves memory.swap.max without one",
            profile: "cgroups: { app: { memory.swap.max: 1M, memory.max: ram - 2G } }",
            plan: """
                blocked cgroups.app
                  error 2:52 the size is negative: -1G // take less away, or write `max(…, 16M)` around it
                """
        ) { $0.addV1Group("app", memory: nil, both: nil) },
    ]
}

extension SimulatedKernel {
    /// A group directly below the root of a v1 hierarchy; nil for no limit.
    mutating func addV1Group(_ path: String, memory: UInt64?, both: UInt64?) {
        cgroups.version = .v1
        cgroups.groups[path] = SimulatedCgroup()
        if let memory { cgroups.groups[path]?.limits[.v1(.memory)] = .bytes(memory) }
        if let both { cgroups.groups[path]?.limits[.v1(.memoryAndSwap)] = .bytes(both) }
    }
}
