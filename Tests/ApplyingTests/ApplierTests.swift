import Support
import Kernel
import Applying
import Planning
import SwapFormat
import System
import Testing
import Text

@Suite("The applier")
struct ApplierTests {
    private static let zramSteps: [Step] = [
        .loadModule(name: "zram", arguments: ["num_devices=1"]),
        .write(
            AttributeWrite(.zram(ZramName(0), .algorithm), .text("zstd"))),
        .write(AttributeWrite(.zram(ZramName(0), .diskSize), .bytes(1048576))),
        .write(
            AttributeWrite(.zram(ZramName(0), .memoryLimit), .bytes(4096))),
        .formatSwap(
            SwapFormat(
                area: .zram(ZramName(0)), size: 1_048_576, label: "zram0",
                fingerprint: SettingsFingerprint(parameters: [], discard: .none))),
        .swapOn(.zram(ZramName(0)), priority: .fixed(100), discard: .once),
    ]

    private static func change(_ kind: Resource.Kind, _ name: String, _ steps: [Step]) -> ResourceChange {
        ResourceChange(resource: Resource(kind, name), action: .create, steps: steps)
    }

    /// A machine whose zram shows what a real one does.
    private static var machine: ScriptedMachine {
        var machine = ScriptedMachine()
        machine.shown["/sys/block/zram0/comp_algorithm"] = "lzo lzo-rle lz4 [zstd] \n"
        machine.shown["/sys/block/zram0/mm_stat"] = "       0        0        0     4096        0        0\n"
        return machine
    }

    private static func apply(
        _ changes: [ResourceChange], on machine: ScriptedMachine
    ) -> (result: ApplyResult, calls: [String], events: [ApplyEvent]) {
        var applier = Applier(machine: machine)
        var events: [ApplyEvent] = []
        let result = applier.apply(Plan(changes: changes)) { events.append($0) }
        return (result, applier.machine.calls, events)
    }

    @Test("Does all steps in their order and reads back each value that can be read")
    func order() {
        let change = Self.change(.zram, "zram0", Self.zramSteps)
        let (result, calls, events) = Self.apply([change], on: Self.machine)
        #expect(
            calls == [
                "modprobe zram num_devices=1",
                "/sys/block/zram0/comp_algorithm < zstd",
                "/sys/block/zram0/disksize < 1048576",
                "/sys/block/zram0/mem_limit < 4096",
                "format /dev/zram0", "swapon /dev/zram0 0x38064",
            ])
        #expect(result.changed == [change] && result.failures.isEmpty)
        #expect(
            events
                == [.started(change)] + Self.zramSteps.map { .step(change.resource, $0) } + [.finished(change)])
    }

    @Test("Every kind of step reaches the machine")
    func kinds() {
        let steps: [Step] = [
            .addZram(ZramName(0)), .removeZram(ZramName(0)), .removeFile(path: "/var/swap"),
            .createSwapFile(
                SwapFileCreation(
                    path: "/var/swap", size: 1 << 20,
                    fingerprint: SettingsFingerprint(parameters: [], discard: .none), replaces: false)),
            .swapOn(.file("/var/swap"), priority: .automatic, discard: .none),
            .swapOff(.file("/var/swap"), used: 0), .makeCgroup(.unified("a")),
            .removeCgroup(.unified("a")),
            .resetZram(ZramName(0)),
        ]
        let (result, calls, _) = Self.apply([Self.change(.zram, "zram0", steps)], on: ScriptedMachine())
        #expect(result.failures.isEmpty)
        #expect(
            calls == [
                "hot_add", "hot_remove 0", "rm /var/swap", "create /var/swap", "swapon /var/swap 0x0",
                "swapoff /var/swap",
                "mkdir /sys/fs/cgroup/a", "rmdir /sys/fs/cgroup/a", "/sys/block/zram0/reset < 1",
            ])
    }

    @Test("A value that the kernel shows otherwise is an error, and the rest of the resource is not done")
    func readBack() throws {
        var machine = Self.machine
        machine.shown["/sys/block/zram0/comp_algorithm"] = "lzo [lzo-rle] lz4 zstd \n"
        let (result, calls, events) = Self.apply([Self.change(.zram, "zram0", Self.zramSteps)], on: machine)
        let failure = try #require(result.failures.first)
        #expect(
            failure.error.text
                == "write \"zstd\" to /sys/block/zram0/comp_algorithm: the kernel took it, and shows "
                + "\"lzo [lzo-rle] lz4 zstd\"")
        #expect(failure.done == [Self.zramSteps[0]])
        #expect(failure.failed == Self.zramSteps[1])
        #expect(failure.skipped == Array(Self.zramSteps[2...]))
        #expect(
            calls == [
                "modprobe zram num_devices=1", "/sys/block/zram0/comp_algorithm < zstd",
                "/sys/block/zram0/comp_algorithm < lzo-rle",
            ])
        #expect(result.changed.isEmpty)
        #expect(events.last == .failed(failure))
    }

    @Test("A resource that fails stops, and the others go on")
    func isolation() throws {
        var machine = Self.machine
        machine.failures["swapon /dev/sda2 0x800a"] = SystemError("swapon", "/dev/sda2", code: Errno.busy)
        let device = Self.change(
            .swapDevice, "/dev/sda2",
            [
                .swapOff(.device("/dev/sda2"), used: 0),
                .swapOn(.device("/dev/sda2"), priority: .fixed(10), discard: .none), .removeFile(path: "/never"),
            ])
        let zram = Self.change(.zram, "zram0", Self.zramSteps)
        let (result, calls, _) = Self.apply([device, zram], on: machine)
        let failure = try #require(result.failures.first)
        #expect(result.failures.count == 1 && result.changed == [zram])
        #expect(failure.done == [.swapOff(.device("/dev/sda2"), used: 0)])
        #expect(failure.help == "see /proc/swaps and /proc/mounts: it is in use already, perhaps under another name")
        #expect(!calls.contains("rm /never"))
    }

    @Test("What is blocked, in sync or unmanaged is not touched and not reported as work")
    func nothingToDo() {
        let blocked = ResourceChange(resource: Resource(.zram, "a"), action: .blocked)
        let others = [Action.inSync, .unmanaged].map {
            ResourceChange(resource: Resource(.swapFile, "/b"), action: $0)
        }
        let (result, calls, events) = Self.apply([blocked] + others, on: ScriptedMachine())
        #expect(result.blocked == [blocked] && result.changed.isEmpty && result.failures.isEmpty)
        #expect(calls.isEmpty && events.isEmpty)
    }

    @Test("A zram device of another number than planned is removed again and is an error")
    func otherNumber() throws {
        var machine = ScriptedMachine()
        machine.nextZram = 2
        let steps: [Step] = [.addZram(ZramName(1)), .swapOn(.zram(ZramName(1)), priority: .automatic, discard: .none)]
        let (result, calls, _) = Self.apply([Self.change(.zram, "fast", steps)], on: machine)
        #expect(calls == ["hot_add", "hot_remove 2"])
        let failure = try #require(result.failures.first)
        #expect(failure.error.text == "add zram1: the kernel made zram2 instead, which was removed again")
        #expect(failure.help == "apply again: another program adds and removes zram devices too")
    }
}
