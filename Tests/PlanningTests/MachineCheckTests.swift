import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("What concerns the whole plan")
struct MachineCheckTests {
    @Test("New areas come first, then what is changed, then what is set up again, cgroups, and what goes")
    func order() throws {
        let example = PlanCase(
            "The order of a plan",
            profile: """
                zram:
                  zram0: { size: 2M }
                  zram1: { size: 1M, swap: { priority: 1 } }
                  zram2: { size: 1M }
                swap_files: { /var/b: { size: 2M }, /var/a: { size: 1M } }
                swap_devices: { /dev/sda2: {} }
                cgroups: { a/b: { memory.max: 1M }, a: { memory.max: 1M } }
                unmanaged: remove
                """, plan: ""
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic)
            $0.addZram(1, size: mebibyte, content: .swap(mebibyte, label: "zram1"), priority: .automatic)
            $0.addZram(9, size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.addBareZram(2)
            $0.addFile("/var/b", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte))
        }
        let plan = try example.plan()
        #expect(
            plan.changes.map { "\($0.action) \($0.resource.text)" } == [
                "create zram.zram2", "create swap_files./var/a", "create swap_devices./dev/sda2", "change zram.zram1",
                "replace zram.zram0", "replace swap_files./var/b", "create cgroups.a", "create cgroups.a/b",
                "remove zram.zram9",
            ])
    }

    private static let machineCases: [(@Sendable (inout MachineState) -> Void, String)] = [
        (
            { $0.container = "docker" },
            "warning this runs in a container (docker), and swap and zram belong to the whole machine // apply the profile on the host"
        ),
        (
            { $0.kernel = KernelVersion(4, 19, 3) },
            "warning kernel 4.19.3 is older than 5.10, the oldest that this program was tried on"
        ),
        (
            { $0.isZswapEnabled = true },
            "warning zswap is on, so that pages are compressed twice on their way to zram // echo N > /sys/module/zswap/parameters/enabled, or boot with zswap.enabled=0"
        ),
        ({ $0.kernel = nil }, ""),
    ]

    @Test("Containers, old kernels and zswap are reported", arguments: machineCases)
    func machine(_ change: @Sendable (inout MachineState) -> Void, _ dump: String) throws {
        let example = PlanCase("", profile: "zram: { zram0: { size: 1M } }", plan: "") {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic)
        }
        let plan = try example.plan(change)
        #expect(Plan(changes: [], diagnostics: plan.diagnostics).dump == dump)
        #expect(plan.count(.inSync) == 1)
    }

    private static let everything = """
        zram: { zram0: { size: 1M } }
        swap_files: { /var/a: { size: 1M } }
        cgroups: { app: { memory.high: 1M } }
        """

    private static let obstacles: [(@Sendable (inout MachineState) -> Void, String)] = [
        (
            { $0.container = "lxc" },
            "error this runs in a container (lxc), and swap and zram belong to the whole machine // apply the profile on the host; --force overrides this"
        ),
        (
            { $0.hasSys = false },
            "error there is no sysfs on /sys, so that zram cannot be set up // mount -t sysfs sysfs /sys, as every init does"
        ),
        (
            { $0.isSysReadOnly = true },
            "error /sys is mounted read-only, so that zram cannot be set up // mount -o remount,rw /sys, or apply the profile on the host"
        ),
        (
            { $0.cgroups.isReadOnly = true },
            "error /sys/fs/cgroup is mounted read-only, so that no limits can be set // mount -o remount,rw /sys/fs/cgroup, or apply the profile on the host"
        ),
        // One error is enough.
        (
            {
                $0.container = "lxc"
                $0.isSysReadOnly = true
            },
            "error this runs in a container (lxc), and swap and zram belong to the whole machine // apply the profile on the host; --force overrides this"
        ),
    ]

    @Test("A place from which the machine cannot be changed is one error", arguments: obstacles)
    func obstacle(_ change: @Sendable (inout MachineState) -> Void, _ dump: String) throws {
        let plan = try PlanCase("", profile: Self.everything, plan: "").plan(change)
        #expect(Plan(changes: [], diagnostics: plan.diagnostics).dump == dump)
        #expect(plan.hasObstacle)
        #expect(plan.count(.create) == 3)
    }

    @Test("A container that is no more than a warning hides no other obstacle", arguments: [true, false])
    func obstacleInContainer(isForced: Bool) throws {
        // Forced, or with nothing but limits to set, the container itself refuses nothing.
        let entries = isForced ? "zram: { zram0: { size: 1M } }" : "cgroups: { app: { memory.high: 1M } }"
        let profile = try Profile.parse(SourceText(name: "profile.yaml", text: "version: 1\n" + entries))
        var state = SimulatedKernel().state(for: StateQuery(profile))
        state.container = "docker"
        state.isSysReadOnly = true
        state.cgroups.isReadOnly = true
        let plan = Plan.make(profile, on: state, isForced: isForced)
        #expect(plan.hasObstacle)
        #expect(plan.diagnostics.map(\.severity) == [.warning, .error])
        #expect(plan.diagnostics.last?.summary.contains("is mounted read-only") == true)
    }

    @Test("What is not touched is no obstacle")
    func untouched() throws {
        let plan = try PlanCase("", profile: "swap_files: { /var/a: { size: 1M } }", plan: "").plan {
            $0.isSysReadOnly = true
            $0.cgroups.isReadOnly = true
            $0.hasSys = false
        }
        #expect(plan.diagnostics.isEmpty)
        let limits = try PlanCase("", profile: "cgroups: { app: { memory.high: 1M } }", plan: "").plan {
            $0.container = "systemd-nspawn"
        }
        #expect(!limits.hasObstacle)
    }

    @Test("--force does in a container what can be done")
    func forcedInContainer() throws {
        let profile = try Profile.parse(SourceText(name: "profile.yaml", text: "version: 1\n" + Self.everything))
        var state = SimulatedKernel().state(for: StateQuery(profile))
        state.container = "lxc"
        #expect(!Plan.make(profile, on: state, isForced: true).hasObstacle)
        #expect(Plan.make(profile, on: state).hasObstacle)
    }

    @Test("Limits and zram that are more than RAM together are reported", arguments: [(512, false), (513, true)])
    func limits(mebibytes: Int, isTold: Bool) throws {
        let plan = try PlanCase(
            "",
            profile: """
                zram: { zram0: { size: 768M, mem_limit: 512M } }
                cgroups:
                  a: { memory.max: 256M, memory.swap.max: 1M }
                  a/b: { memory.max: 256M, memory.swap.max: 1M }
                  c: { memory.max: \(mebibytes - 256)M, memory.swap.max: 1M }
                """, plan: ""
        ).plan()
        #expect(
            Plan(changes: [], diagnostics: plan.diagnostics).dump
                == (isTold
                    ? "warning the cgroups' memory.max (513M) and what zram may take (512M) are more than the RAM of 1G // lower them, or set a mem_limit for zram, or the kernel may kill programs that keep to their limits"
                    : ""))
    }

    // MARK: Room

    /// A machine with much in a swap file that is to be changed, and the zram device that takes it.
    private static func crowded(memory: UInt64, zram: UInt64, isOnZram: Bool = false) -> Plan {
        var kernel = SimulatedKernel()
        kernel.memoryAvailable = memory * mebibyte
        kernel.addFile("/var/a", size: 101 * mebibyte, content: .swap(101 * mebibyte), priority: .automatic)
        kernel.areas[0].used = (isOnZram ? 101 : 60) * mebibyte - (isOnZram ? kernel.pageSize : 0)
        if zram > 0 {
            var device = SimulatedZram(algorithm: "lz4")
            device.size = (zram + 1) * mebibyte
            device.content = .swap(device.size, label: "zram0")
            device.original = isOnZram ? 60 * mebibyte : 0
            kernel.zram = [0: device]
            kernel.areas.append(
                SimulatedArea(
                    path: "/dev/zram0", kind: .partition, size: zram * mebibyte, used: isOnZram ? 60 * mebibyte : 0))
        }
        var builder = ProfileBuilder()
        if isOnZram {
            builder.zram("zram0", size: .mebibytes(zram + 1), priority: 5)
        } else {
            builder.file("/var/a", size: .mebibytes(101), priority: 5)
        }
        return Plan.make(builder.profile, on: kernel.state(for: StateQuery(builder.profile)))
    }

    @Test(
        "zram has room for no more than memory can hold in compressed form",
        arguments: [(59, 0, false), (60, 0, true), (30, 100, true), (29, 100, false), (40, 20, false), (50, 20, true)]
            as [(UInt64, UInt64, Bool)])
    func zramRoom(memory: UInt64, zram: UInt64, fits: Bool) {
        #expect(Self.crowded(memory: memory, zram: zram).hasErrors != fits)
    }

    @Test(
        "The memory that a zram device takes comes back with its pages",
        arguments: [(39, false), (40, true)] as [(UInt64, Bool)])
    func zramGivesBack(memory: UInt64, fits: Bool) {
        // 60M are 20M there, and the file beside it is full.
        #expect(Self.crowded(memory: memory, zram: 100, isOnZram: true).hasErrors != fits)
    }

    @Test(
        "A mem_limit bounds what zram takes",
        arguments: [(0, 0, true), (10, 0, true), (9, 0, false), (14, 4, true), (13, 4, false), (1, 4, false)]
            as [(UInt64, UInt64, Bool)])
    func memoryLimit(limit: UInt64, taken: UInt64, fits: Bool) {
        var kernel = SimulatedKernel()
        kernel.memoryAvailable = 40 * mebibyte
        kernel.addFile(
            "/var/a", size: 101 * mebibyte, content: .swap(101 * mebibyte), priority: .automatic, used: 50 * mebibyte)
        let size = 100 * mebibyte
        kernel.addZram(0, size: size, content: .swap(size, label: "zram0"), priority: .automatic)
        kernel.zram?[0]?.memoryLimit = limit * mebibyte
        // A third of it is taken.
        kernel.zram?[0]?.original = taken * 3 * mebibyte
        var builder = ProfileBuilder()
        builder.file("/var/a", size: .mebibytes(101), priority: 5)
        #expect(Plan.make(builder.profile, on: kernel.state(for: StateQuery(builder.profile))).hasErrors != fits)
    }

    @Test(
        "So it does on a device that the plan makes, or gives another",
        arguments: [(10, true), (9, false)] as [(UInt64, Bool)])
    func newMemoryLimit(limit: UInt64, fits: Bool) {
        for isThere in [false, true] {
            var kernel = SimulatedKernel()
            kernel.memoryAvailable = 40 * mebibyte
            kernel.addFile(
                "/var/a", size: 101 * mebibyte, content: .swap(101 * mebibyte), priority: .automatic,
                used: 50 * mebibyte)
            let size = 100 * mebibyte
            if isThere { kernel.addZram(0, size: size, content: .swap(size, label: "zram0"), priority: .automatic) }
            var builder = ProfileBuilder()
            builder.zram("zram0", size: .mebibytes(100), memoryLimit: .mebibytes(limit))
            builder.file("/var/a", size: .mebibytes(101), priority: 5)
            let plan = Plan.make(builder.profile, on: kernel.state(for: StateQuery(builder.profile)))
            #expect(plan.hasErrors != fits)
        }
    }

    @Test("With force it is a warning, and done all the same")
    func forced() throws {
        var kernel = SimulatedKernel()
        kernel.memoryAvailable = mebibyte
        kernel.addFile("/var/a", size: 32 * mebibyte, content: .swap(32 * mebibyte), priority: .automatic)
        kernel.areas[0].used = 20 * mebibyte
        let profile = try Profile.parse(
            SourceText(name: "profile.yaml", text: "version: 1\nswap_files: { /var/a: { size: 64M } }\n"))
        let state = kernel.state(for: StateQuery(profile))
        let plans = [
            Plan.make(profile, on: state, isForced: true),
            Plan.takeDown(profile, on: state, keepFiles: false, isForced: true),
        ]
        for plan in plans {
            #expect(!plan.hasErrors && !plan.isEmpty)
            #expect(plan.changes[0].diagnostics.map(\.severity) == [.warning])
        }
        #expect(Plan.make(profile, on: state).isEmpty)
        #expect(Plan.takeDown(profile, on: state, keepFiles: false).isEmpty)
    }

    @Test("Warnings can be counted as errors")
    func strict() {
        var plan = Plan(
            changes: [
                ResourceChange(
                    resource: Resource(.zram, "a"), action: .create,
                    diagnostics: [Diagnostic(.warning, "w"), Diagnostic(.note, "n")])
            ], diagnostics: [Diagnostic(.warning, "w")])
        #expect(!plan.hasErrors)
        plan.countWarningsAsErrors()
        #expect(plan.changes[0].diagnostics.map(\.severity) == [.error, .note])
        #expect(plan.diagnostics.map(\.severity) == [.error])
    }

    @Test("What must be swapped in is held against what is free", arguments: roomCases)
    func room(_ example: PlanCase) throws { try example.checkMake() }

    private static let roomCases = [
        PlanCase(
            "Two areas must fit one after the other",
            profile: "swap_files: { /var/a: { size: 64M }, /var/b: { size: 64M, priority: 5 } }",
            plan: """
                blocked swap_files./var/b
                  priority: automatic -> 5
                  swap in: 66060288
                  error 2:38 63M are swapped to /var/b, and memory and other swap have room for 42M of it // stop programs that use much memory, or add other swap; --force overrides this
                replace swap_files./var/a
                  size: 32M -> 64M
                  swap in: 20971520
                  make /var/a 67108864 in its place
                  swapoff /var/a 20971520
                  place /var/a
                  swapon /var/a automatic
                  rm /var/.a.zramctl-swift-old
                """
        ) {
            $0.memoryAvailable = 30 * mebibyte
            $0.addFile("/var/a", size: 32 * mebibyte, content: .swap(32 * mebibyte), priority: .automatic)
            $0.areas[0].used = 20 * mebibyte
            $0.addFile("/var/b", size: 64 * mebibyte, content: .swap(64 * mebibyte), priority: .automatic)
            $0.areas[1].used = 63 * mebibyte
        },
        PlanCase(
            "Enough is enough", profile: "swap_files: { /var/a: { size: 64M } }",
            plan: """
                replace swap_files./var/a
                  size: 32M -> 64M
                  swap in: 20971520
                  make /var/a 67108864 in its place
                  swapoff /var/a 20971520
                  place /var/a
                  swapon /var/a automatic
                  rm /var/.a.zramctl-swift-old
                """
        ) {
            $0.memoryAvailable = 20 * mebibyte
            $0.addFile("/var/a", size: 32 * mebibyte, content: .swap(32 * mebibyte), priority: .automatic)
            $0.areas[0].used = 20 * mebibyte
        },
        PlanCase(
            "What areas before must give up is in the last one then", profile: "unmanaged: remove",
            plan: """
                remove swap_files./var/a
                  active: yes -> no
                  swap in: 31457280
                  swapoff /var/a 31457280
                blocked swap_files./var/b
                  active: yes -> no
                  error 10M are swapped to /var/b, and memory and other swap have room for 0 of it // stop programs that use much memory, or add other swap; --force overrides this
                """
        ) {
            $0.memoryAvailable = 20 * mebibyte
            $0.addFile("/var/a", size: 32 * mebibyte, content: .swap(32 * mebibyte), priority: .automatic)
            $0.areas[0].used = 30 * mebibyte
            $0.addFile("/var/b", size: 64 * mebibyte, content: .swap(64 * mebibyte), priority: .automatic)
        },
        PlanCase(
            "With too little memory in between nothing gets to other swap", profile: "unmanaged: remove",
            plan: """
                blocked swap_files./var/a
                  active: yes -> no
                  swap in: 20971520
                  error 20M are swapped to /var/a, and memory and other swap have room for 15M of it // stop programs that use much memory, or add other swap; --force overrides this
                remove swap_files./var/b
                  active: yes -> no
                  swapoff /var/b 0
                """
        ) {
            $0.memoryAvailable = 15 * mebibyte
            $0.addFile("/var/a", size: 32 * mebibyte, content: .swap(32 * mebibyte), priority: .automatic)
            $0.areas[0].used = 20 * mebibyte
            $0.addFile("/var/b", size: 64 * mebibyte, content: .swap(64 * mebibyte), priority: .automatic)
        },
    ]

    @Test("vm.overcommit_memory=2 makes swapoff fail beyond its limit")
    func commitLimit() throws {
        let example = PlanCase("", profile: "swap_files: { /var/a: { size: 1M, priority: 1 } }", plan: "") {
            $0.addFile("/var/a", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
        }
        let plan = try example.plan {
            $0.overcommitMode = 2
            $0.memory?.commitLimit = 100 * mebibyte
            $0.memory?.committed = 100 * mebibyte
        }
        #expect(
            plan.changes[0].diagnostics.map(\.summary) == [
                "without /var/a programs have been promised more memory (100M) than vm.overcommit_memory=2 allows, and swapoff will fail"
            ])
        let fits = try example.plan {
            $0.overcommitMode = 2
            $0.memory?.commitLimit = 101 * mebibyte
            $0.memory?.committed = 100 * mebibyte
        }
        #expect(fits.changes[0].diagnostics.isEmpty)
    }

    // MARK: Slots

    @Test(
        "More areas than the kernel's table has places for are reported",
        arguments: [
            (KernelVersion(5, 10, 223), 30), (KernelVersion(6, 1, 176), 27), (KernelVersion(6, 12, 107), 27),
            (KernelVersion(6, 15), 27), (KernelVersion(6, 16), 24), (KernelVersion(7, 3, 4), 24),
        ])
    func slots(_ version: KernelVersion, _ places: Int) throws {
        var builder = ProfileBuilder()
        for index in 0..<33 { builder.file("/var/swap\(index)", size: .mebibytes(1)) }
        var kernel = SimulatedKernel(version: version)
        kernel.folders["/var"]?.free = 1 << 40
        kernel.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
        let plan = Plan.make(builder.profile, on: kernel.state(for: StateQuery(builder.profile)))

        #expect(plan.changes[places - 2].diagnostics.isEmpty)
        let first = plan.changes[places - 1]
        #expect(first.action == .create)
        #expect(
            first.diagnostics == [
                Diagnostic(
                    .warning,
                    "this is swap area \(places + 1), and a kernel of this version usually has places for \(places)",
                    at: SourceLocation(file: "profile.yaml", position: Position(line: places, column: 1)),
                    help: "use fewer and larger ones, or swapon may fail with EPERM")
            ])
        #expect(plan.changes[30].action == .create)
        for index in 31..<33 {
            #expect(plan.changes[index].action == .blocked && plan.changes[index].steps.isEmpty)
            #expect(
                plan.changes[index].diagnostics.map(\.summary) == [
                    "the kernel has no place for more than 32 swap areas, and this is one more"
                ])
        }
    }

    // MARK: The query

    @Test("A profile asks for the state of its files, devices and cgroups")
    func query() throws {
        let profile = try Profile.parse(
            SourceText(
                name: "profile.yaml",
                text: """
                    version: 1
                    zram: { zram0: { size: 1M } }
                    swap_files: { /var/b: { size: 1M }, /var/a: { size: 1M } }
                    swap_devices: { LABEL=x: {}, /dev/sda2: {} }
                    cgroups: { a/b: { memory.max: max } }
                    """))
        let query = StateQuery(profile)
        #expect(query.files == ["/var/b", "/var/a"])
        #expect(query.devices == [.tag(.label, "x"), .path("/dev/sda2")])
        #expect(query.cgroups == ["a/b"])
    }

    @Test(
        "A profile asks for the machine's memory where a size depends on it, and where there are limits",
        arguments: [
            ("zram: { zram0: { size: 1M, mem_limit: 1M } }", false), ("zram: { zram0: { size: 50% } }", true),
            (#"zram: { zram0: { size: "min(64M, 2 * (ram - 1M))" } }"#, true),
            ("zram: { zram0: { size: 1M, mem_limit: ram / 4 } }", true),
            ("swap_files: { /a: { size: disk_free / 2 } }", false), ("swap_files: { /a: { size: ram } }", true),
            ("swap_devices: { /dev/sda2: {} }", false), ("cgroups: { a: { memory.max: 1M } }", true),
        ])
    func memory(section: String, isAsked: Bool) throws {
        let profile = try Profile.parse(SourceText(name: "profile.yaml", text: "version: 1\n" + section + "\n"))
        #expect(StateQuery(profile).memory == isAsked)
    }
}
