import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Taking down what a profile sets up")
struct TakeDownPlanTests {
    @Test("All goes, in reverse", arguments: cases)
    func takeDown(_ example: PlanCase) throws { try example.checkTakeDown() }

    private static let cases = [
        PlanCase(
            "A whole profile",
            profile: """
                zram: { zram0: { size: 1M }, fast: { size: 1M } }
                swap_files: { /var/a: { size: 1M }, /var/b: { size: 1M } }
                swap_devices: { /dev/sda2: {} }
                cgroups: { app: { memory.max: 1M, memory.low: 1M }, app/web: { memory.high: 1M } }
                """,
            plan: """
                remove cgroups.app/web
                  memory.high: 1M -> max
                  max > /sys/fs/cgroup/app/web/memory.high = max
                  rmdir /sys/fs/cgroup/app/web
                remove cgroups.app
                  memory.max: 1M -> max
                  memory.low: 1M -> 0
                  max > /sys/fs/cgroup/app/memory.max = max
                  0 > /sys/fs/cgroup/app/memory.low = 0
                  rmdir /sys/fs/cgroup/app
                remove swap_devices./dev/sda2
                  active: yes -> no
                  swapoff /dev/sda2 0
                remove swap_files./var/b
                  size: 1M -> -
                  rm /var/b
                remove swap_files./var/a
                  active: yes -> no
                  size: 1M -> -
                  swapoff /var/a 0
                  rm /var/a
                remove zram.fast
                  active: yes -> no
                  size: 1M -> -
                  swapoff /dev/zram3 0
                  1 > /sys/block/zram3/reset
                  remove zram3
                remove zram.zram0
                  active: yes -> no
                  size: 1M -> -
                  swap in: 8192
                  swapoff /dev/zram0 8192
                  1 > /sys/block/zram0/reset
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "zram0"), priority: .automatic, used: 8192)
            $0.addZram(3, size: mebibyte, content: .swap(mebibyte, label: "fast"), priority: .automatic)
            $0.addFile("/var/a", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.addFile("/var/b", size: mebibyte, content: .swap(mebibyte))
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.addGroup("app", [.limit(.memoryMax): .bytes(mebibyte), .limit(.memoryLow): .bytes(mebibyte)])
            $0.cgroups.groups["app"]?.delegates = true
            $0.cgroups.groups["app/web"] = SimulatedCgroup()
            $0.cgroups.groups["app/web"]?.limits = [.limit(.memoryHigh): .bytes(mebibyte)]
        },
        PlanCase(
            "What is not there is in sync",
            profile: """
                zram: { zram0: { size: 1M }, fast: { size: 1M } }
                swap_files: { /var/a: { size: 1M } }
                swap_devices: { LABEL=x: {} }
                cgroups: { app: { memory.max: 1M } }
                """,
            plan: """
                inSync cgroups.app
                inSync swap_devices.LABEL=x
                inSync swap_files./var/a
                inSync zram.fast
                inSync zram.zram0
                """),
        PlanCase(
            "What an interrupted run left", profile: "zram: { zram0: { size: 1M }, zram1: { size: 1M } }",
            plan: """
                remove zram.zram1
                  size: 1M -> -
                  1 > /sys/block/zram1/reset
                remove zram.zram0
                  size: 1M -> -
                  1 > /sys/block/zram0/reset
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .empty)
            $0.addZram(1, size: mebibyte, content: .swap(mebibyte, label: "zram1"))
        },
        PlanCase(
            "What an interrupted run left of a device with a name of the user's own",
            profile: "zram: { fast: { size: 1M }, slow: { size: 1M }, wide: { size: 2M } }",
            plan: """
                inSync zram.wide
                remove zram.slow
                  size: 1M -> -
                  1 > /sys/block/zram1/reset
                  remove zram1
                  note 2:29 /dev/zram1 has the wanted size and nothing on it, and is taken for what an interrupted run left
                remove zram.fast
                  size: 1M -> -
                  1 > /sys/block/zram3/reset
                  remove zram3
                  note 2:9 /dev/zram3 has the wanted size and nothing on it, and is taken for what an interrupted run left
                """
        ) {
            $0.addZram(1, size: mebibyte, content: .empty)
            $0.addZram(3, size: mebibyte, content: .empty)
        },
        PlanCase(
            "Two devices that bear the name of one entry", profile: "zram: { fast: { size: 1M } }",
            plan: """
                remove zram.fast
                  active: yes -> no
                  size: 1M -> -
                  swapoff /dev/zram2 0
                  1 > /sys/block/zram2/reset
                  remove zram2
                remove zram.zram1
                  size: 1M -> -
                  1 > /sys/block/zram1/reset
                  remove zram1
                remove zram.zram4
                  active: yes -> no
                  size: 1M -> -
                  swapoff /dev/zram4 0
                  1 > /sys/block/zram4/reset
                  remove zram4
                """
        ) {
            $0.addZram(1, size: mebibyte, content: .swap(mebibyte, label: "fast"))
            $0.addZram(2, size: mebibyte, content: .swap(mebibyte, label: "fast"), priority: .automatic)
            $0.addZram(4, size: mebibyte, content: .swap(mebibyte, label: "fast"), priority: .automatic)
        },
        PlanCase(
            "What is someone else's stays",
            profile: """
                zram: { zram0: { size: 1M }, zram1: { size: 1M }, zram2: { size: 1M } }
                swap_files: { /var/a: { size: 1M } }
                """,
            plan: """
                unmanaged swap_files./var/a
                  note 3:15 /var/a is not swap, and is kept
                unmanaged zram.zram2
                  note 2:51 /dev/zram2 holds ext4 that someone else set up, and is kept
                unmanaged zram.zram1
                  note 2:30 /dev/zram1 is mounted on /srv, and is kept
                unmanaged zram.zram0
                  note 2:9 /dev/zram0 holds swap that someone else set up, and is kept
                unmanaged swap_devices./dev/sda2
                  size: 1M -> -
                  priority: automatic -> -
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .swap(mebibyte, label: "other"), priority: .automatic)
            $0.addZram(1, size: mebibyte, content: .foreign("ext4"))
            $0.zram?[1]?.mountPoint = "/srv"
            $0.addZram(2, size: mebibyte, content: .foreign("ext4"))
            $0.addFile("/var/a", size: mebibyte, content: .foreign("squashfs"))
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
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
            "What cannot be looked at is not taken for what is gone",
            profile: """
                zram: { zram0: { size: 1M } }
                swap_files: { /var/a: { size: 1M }, /var/b: { size: 1M }, /var/c: { size: 1M } }
                swap_devices: { /dev/sda2: {} }
                """,
            plan: """
                blocked swap_devices./dev/sda2
                  error 4:17 the content of /dev/sda2 is unknown: stat /dev/sda2: Input/output error (EIO) // see what the kernel says of it in dmesg, or name another one
                inSync swap_files./var/c
                blocked swap_files./var/b
                  error 3:37 the content of /var/b is unknown: read /var/b: Input/output error (EIO) // see what the kernel says of it in dmesg, or name another one
                blocked swap_files./var/a
                  error 3:15 the content of /var/a is unknown: stat /var/a: Input/output error (EIO) // see what the kernel says of it in dmesg, or name another one
                blocked zram.zram0
                  error 2:9 the content of /dev/zram0 is unknown: read /dev/zram0: Input/output error (EIO) // see what the kernel says of it in dmesg, or name another one
                """
        ) {
            $0.addZram(0, size: mebibyte, content: .unknown("read /dev/zram0: Input/output error (EIO)"))
            $0.addFile(
                "/var/a", size: mebibyte, content: .unknown("stat /var/a: Input/output error (EIO)"),
                priority: .automatic)
            $0.files["/var/a"]?.kind = .inaccessible
            $0.addFile("/var/b", size: mebibyte, content: .unknown("read /var/b: Input/output error (EIO)"))
            $0.addFile("/var/c", size: mebibyte, content: .unknown("a directory, not a regular file"))
            $0.files["/var/c"]?.kind = .other("directory")
            $0.addDevice("/dev/sda2", size: mebibyte)
            $0.blockDevices["/dev/sda2"]?.problem = "stat /dev/sda2: Input/output error (EIO)"
        },
        PlanCase(
            "A deleted file in use", profile: "swap_files: { /var/a: { size: 1M } }",
            plan: """
                blocked swap_files./var/a
                  error 2:15 /var/a was deleted while it is in use as swap, and cannot be switched off // reboot to be rid of it
                """
        ) { $0.areas = [SimulatedArea(path: "/var/a", kind: .file, size: mebibyte, isDeleted: true)] },
        PlanCase(
            "One device under two names is switched off once", profile: "swap_devices: { /dev/sda2: {}, LABEL=x: {} }",
            plan: """
                inSync swap_devices.LABEL=x
                remove swap_devices./dev/sda2
                  active: yes -> no
                  swapoff /dev/sda2 0
                """
        ) {
            $0.addDevice("/dev/sda2", size: mebibyte, content: .swap(mebibyte, label: "x"), priority: .automatic)
        },
    ]

    @Test("Swap files can stay for the next boot", arguments: keepCases)
    func keepFiles(_ example: PlanCase) throws { try example.checkTakeDown(keepFiles: true) }

    private static let keepCases = [
        PlanCase(
            "Files that stay", profile: "swap_files: { /var/a: { size: 1M }, /var/b: { size: 1M } }",
            plan: """
                inSync swap_files./var/b
                remove swap_files./var/a
                  active: yes -> no
                  swapoff /var/a 0
                """
        ) {
            $0.addFile("/var/a", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.addFile("/var/b", size: mebibyte, content: .swap(mebibyte))
        }
    ]

    @Test("A cgroup goes when nothing holds it", arguments: cgroupCases)
    func cgroups(_ example: PlanCase) throws { try example.checkTakeDown() }

    private static let cgroupCases = [
        PlanCase(
            "The way to a group goes with it, up to what has a use of its own",
            profile: "cgroups: { a/b/c/d: { memory.max: 1M }, a/b/e: { memory.max: 1M } }",
            plan: """
                remove cgroups.a/b/c/d
                  rmdir /sys/fs/cgroup/a/b/c/d
                  rmdir /sys/fs/cgroup/a/b/c
                remove cgroups.a/b/e
                  rmdir /sys/fs/cgroup/a/b/e
                  rmdir /sys/fs/cgroup/a/b
                """
        ) {
            $0.addGroup("a", [.limit(.memoryMax): .bytes(mebibyte)])
            $0.cgroups.groups["a"]?.delegates = true
            for path in ["a/b", "a/b/c", "a/b/c/d", "a/b/e"] { $0.cgroups.groups[path] = SimulatedCgroup() }
            $0.cgroups.groups["a/b"]?.delegates = true
            $0.cgroups.groups["a/b/c"]?.delegates = true
        },
        PlanCase(
            "Processes and other groups hold it",
            profile: """
                cgroups:
                  app: { memory.max: 1M }
                  busy: { memory.max: 1M }
                  busy/in: { memory.max: 1M }
                  idle: { memory.max: 1M }
                """,
            plan: """
                inSync cgroups.busy/in
                  note 5:3 busy/in is kept: processes run in it
                inSync cgroups.idle
                  note 6:3 idle is kept: processes run in it
                change cgroups.busy
                  memory.max: 1M -> max
                  max > /sys/fs/cgroup/busy/memory.max = max
                  note 4:3 busy is kept: other cgroups are below it
                change cgroups.app
                  memory.max: 1M -> max
                  max > /sys/fs/cgroup/app/memory.max = max
                  note 3:3 app is kept: other cgroups are below it
                """
        ) {
            $0.addGroup("app", [.limit(.memoryMax): .bytes(mebibyte)])
            $0.cgroups.groups["app/other"] = SimulatedCgroup()
            $0.addGroup("busy", [.limit(.memoryMax): .bytes(mebibyte)])
            $0.cgroups.groups["busy"]?.delegates = true
            $0.cgroups.groups["busy/in"] = SimulatedCgroup()
            $0.cgroups.groups["busy/in"]?.hasProcesses = true
            $0.addGroup("idle", [:])
            $0.cgroups.groups["idle"]?.hasProcesses = true
        },
        PlanCase(
            "v1", profile: "cgroups: { app: { memory.max: 1M, memory.swap.max: 1M }, b: { memory.swap.max: 1M } }",
            plan: """
                remove cgroups.b
                  memory.swap.max: 1M -> max
                  -1 > /sys/fs/cgroup/memory/b/memory.memsw.limit_in_bytes
                  rmdir /sys/fs/cgroup/memory/b
                remove cgroups.app
                  memory.max: 1M -> max
                  memory.swap.max: 1M -> max
                  -1 > /sys/fs/cgroup/memory/app/memory.memsw.limit_in_bytes
                  -1 > /sys/fs/cgroup/memory/app/memory.limit_in_bytes
                  rmdir /sys/fs/cgroup/memory/app
                """
        ) {
            $0.addV1Group("app", memory: mebibyte, both: 2 * mebibyte)
            $0.addV1Group("b", memory: mebibyte, both: 2 * mebibyte)
        },
        PlanCase("No controller", profile: "cgroups: { app: { memory.max: 1M } }", plan: "inSync cgroups.app") {
            $0.cgroups.version = .none
        },
    ]

    @Test("A cgroup on the way that may be someone else's stays")
    func groupOfOthers() throws {
        let profile = try Profile.parse(
            SourceText(name: "profile.yaml", text: "version: 1\ncgroups: { a/b: { memory.max: 1M } }\n"))
        var kernel = SimulatedKernel()
        for path in ["a", "a/b"] { kernel.cgroups.groups[path] = SimulatedCgroup() }
        kernel.cgroups.groups["a"]?.delegates = true
        var state = kernel.state(for: StateQuery(profile))
        let index = try #require(state.cgroups.groups.firstIndex { $0.path == "a" })
        #expect(Plan.takeDown(profile, on: state, keepFiles: false).changes[0].steps.count == 2)
        state.cgroups.groups[index].isOthers = true
        #expect(
            Plan.takeDown(profile, on: state, keepFiles: false).changes[0].steps
                == [.removeCgroup(.unified("a/b"))])
    }
}
