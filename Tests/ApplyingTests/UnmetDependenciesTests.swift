import Support
import Kernel
import Applying
import Planning
import System
import Testing
import Text

@Suite("A resource that builds on a failed one")
struct UnmetDependenciesTests {
    private static let denied = SystemError("mkdir", "x", code: Errno.access)

    private static func limit(_ path: String) -> Step {
        .write(AttributeWrite(.cgroup(.unified(path), .limit(.memoryMax)), .bytes(4096)))
    }

    private static func delegate(_ path: String) -> Step {
        .write(AttributeWrite(.cgroup(.unified(path), .subtreeControl), .flag(true)))
    }

    private static func make(_ path: String) -> Step { .makeCgroup(.unified(path)) }

    private static func apply(
        failing call: String, _ resources: [(Resource, [Step])]
    ) -> (result: ApplyResult, calls: [String], events: [ApplyEvent]) {
        var machine = ScriptedMachine()
        machine.failures[call] = denied
        var applier = Applier(machine: machine)
        var events: [ApplyEvent] = []
        let changes = resources.map { ResourceChange(resource: $0, action: .create, steps: $1) }
        let result = applier.apply(Plan(changes: changes)) { events.append($0) }
        return (result, applier.machine.calls, events)
    }

    @Test("A cgroup below one that could not be made is not tried, and says why")
    func child() throws {
        let app = Resource(.cgroup, "app")
        let worker = Resource(.cgroup, "app/worker")
        let (result, calls, events) = Self.apply(
            failing: "mkdir /sys/fs/cgroup/app",
            [
                (app, [Self.make("app"), Self.limit("app")]),
                (worker, [Self.delegate("app"), Self.make("app/worker"), Self.limit("app/worker")]),
            ])
        #expect(calls == ["mkdir /sys/fs/cgroup/app"])
        let failure = try #require(result.failures.last)
        #expect(failure.dependsOn == app && failure.resource == worker)
        #expect(failure.error.text == "use /sys/fs/cgroup/app: the cgroup is missing because cgroups.app failed")
        #expect(failure.help == "fix cgroups.app, and apply again")
        #expect(failure.done.isEmpty && failure.failed == Self.delegate("app") && failure.skipped.count == 2)
        #expect(!events.contains(.step(worker, Self.delegate("app"))))
    }

    @Test("A cgroup goes on when the one above it stands and only lacks its limit")
    func limitOnly() {
        let (result, calls, _) = Self.apply(
            failing: "/sys/fs/cgroup/app/memory.max < 4096",
            [
                (Resource(.cgroup, "app"), [Self.make("app"), Self.limit("app")]),
                (
                    Resource(.cgroup, "app/worker"),
                    [Self.delegate("app"), Self.make("app/worker"), Self.limit("app/worker")]
                ),
            ])
        #expect(result.changed.map { $0.resource.name } == ["app/worker"])
        #expect(calls.last == "/sys/fs/cgroup/app/worker/memory.max < 4096")
    }

    @Test("Without the memory controller below the root, other cgroups are not tried, and swap is")
    func controller() throws {
        let (result, calls, _) = Self.apply(
            failing: "/sys/fs/cgroup/cgroup.subtree_control < +memory",
            [
                (Resource(.cgroup, "app"), [Self.delegate(""), Self.make("app"), Self.limit("app")]),
                (Resource(.cgroup, "other"), [Self.make("other"), Self.limit("other")]),
                (Resource(.swapFile, "/var/swap"), [.swapOn(.file("/var/swap"), priority: .automatic, discard: .none)]),
            ])
        #expect(calls == ["/sys/fs/cgroup/cgroup.subtree_control < +memory", "swapon /var/swap 0x0"])
        #expect(
            try #require(result.failures.last).error.text
                == "use the memory controller below /sys/fs/cgroup/: it is missing because cgroups.app failed")
    }

    @Test("A step that the next resource repeats is its own affair")
    func repeated() {
        let (result, calls, _) = Self.apply(
            failing: "/sys/fs/cgroup/app/memory.max < 4096",
            [
                (Resource(.cgroup, "app"), [Self.limit("app"), Self.delegate("")]),
                (Resource(.cgroup, "other"), [Self.delegate(""), Self.make("other"), Self.limit("other")]),
            ])
        #expect(result.changed.map { $0.resource.name } == ["other"])
        #expect(calls.count == 4)
    }

    @Test("Without its module no zram device is tried, and other swap is")
    func module() throws {
        let size: (Int) -> Step = {
            .write(AttributeWrite(.zram(ZramName($0), .diskSize), .bytes(1)))
        }
        let (result, calls, _) = Self.apply(
            failing: "modprobe zram",
            [
                (Resource(.zram, "zram0"), [.loadModule(name: "zram", arguments: []), size(0)]),
                (Resource(.zram, "fast"), [.addZram(ZramName(1)), size(1)]),
                (
                    Resource(.swapDevice, "/dev/sda2"),
                    [.swapOn(.device("/dev/sda2"), priority: .automatic, discard: .none)]
                ),
            ])
        #expect(calls == ["modprobe zram", "swapon /dev/sda2 0x0"])
        #expect(
            try #require(result.failures.last).error.text
                == "use the module zram: it is missing because zram.zram0 failed")
    }

    @Test("A device is not added when an earlier one is missing, whose number it would get")
    func numbers() throws {
        let (result, calls, _) = Self.apply(
            failing: "hot_add",
            [
                (Resource(.zram, "fast"), [.addZram(ZramName(1))]), (Resource(.zram, "slow"), [.addZram(ZramName(2))]),
            ])
        #expect(calls == ["hot_add"])
        #expect(
            try #require(result.failures.last).error.text
                == "add zram2: the kernel would give it the number of zram1, which is missing because zram.fast failed")
    }

    @Test("What is swapped out is not switched off when the area that was to take it failed")
    func room() throws {
        let swapOn = Step.swapOn(.file("/var/new"), priority: .automatic, discard: .none)
        func old(_ used: UInt64) -> [Step] {
            [.swapOff(.file("/var/old"), used: used), .swapOn(.file("/var/old"), priority: .fixed(5), discard: .none)]
        }
        for used in [UInt64(0), 4096] {
            let (result, _, _) = Self.apply(
                failing: "swapon /var/new 0x0",
                [(Resource(.swapFile, "/var/new"), [swapOn]), (Resource(.swapFile, "/var/old"), old(used))])
            #expect(result.failures.count == (used == 0 ? 1 : 2))
            guard used > 0 else { continue }
            #expect(
                result.failures.last?.error.text
                    == "switch off /var/old: what is swapped there may need the room of /var/new, which is missing because "
                    + "swap_files./var/new failed")
        }
    }
}
