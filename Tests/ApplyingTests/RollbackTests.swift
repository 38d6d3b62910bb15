import Applying
import Kernel
import Planning
import Support
import SwapFormat
import System
import Testing
import Text

@Suite("Rolling steps back")
struct RollbackTests {
    private static let header = UUID(bytes: Array(0..<16)).map {
        SwapHeader(pageSize: 4096, lastPage: 255, uuid: $0, label: "zram0")
    }

    private static let replacement: [Step] = [
        .swapOff(
            .zram(ZramName(0)), used: 4096, was: SwapActivation(priority: .fixed(100), discard: .once)),
        .resetZram(
            ZramName(0),
            was: {
                var was = ZramConfiguration()
                was.size = 1 << 20
                was.algorithm = "lz4"
                was.memoryLimit = 4096
                was.parameters = [Algorithm.Parameter(key: "level", value: "3")]
                was.header = header
                return was
            }()),
        .write(AttributeWrite(.zram(ZramName(0), .algorithm), .text("zstd"))),
        .write(AttributeWrite(.zram(ZramName(0), .diskSize), .bytes(2097152))),
        .formatSwap(
            SwapFormat(
                area: .zram(ZramName(0)), size: 2 << 20, label: "zram0",
                fingerprint: SettingsFingerprint(parameters: [], discard: .none))),
        .swapOn(.zram(ZramName(0)), priority: .fixed(5), discard: .none),
    ]

    private static func change(_ steps: [Step], _ kind: Resource.Kind = .zram, _ name: String = "zram0")
        -> ResourceChange
    {
        ResourceChange(resource: Resource(kind, name), action: .replace, steps: steps)
    }

    private static func apply(
        _ changes: [ResourceChange], failing: [String], shown: [String: String] = [:], isAllOrNothing: Bool = false,
        stopSignal: @escaping () -> Int32? = { nil }, lackOfRoom: @escaping (SwapArea) -> String? = { _ in nil }
    ) -> (result: ApplyResult, calls: [String]) {
        var machine = ScriptedMachine()
        machine.echoesSelection = true
        machine.shown = shown
        for call in failing { machine.failures[call] = SystemError("try", call, code: Errno.inputOutput) }
        var applier = Applier(machine: machine)
        applier.isAllOrNothing = isAllOrNothing
        applier.stopSignal = stopSignal
        applier.lackOfRoom = lackOfRoom
        let result = applier.apply(Plan(changes: changes)) { _ in }
        return (result, applier.machine.calls)
    }

    @Test("A device that was replaced is set up again as it was, in reverse order")
    func replacedDevice() throws {
        let (result, calls) = Self.apply([Self.change(Self.replacement)], failing: ["swapon /dev/zram0 0x8005"])
        #expect(
            calls.suffix(8) == [
                // What is on it goes with the reset, and the old algorithm comes with the old configuration.
                "/sys/block/zram0/reset < 1",
                "/sys/block/zram0/comp_algorithm < lz4",
                "/sys/block/zram0/comp_algorithm < lz4",
                "/sys/block/zram0/algorithm_params < algo=lz4 level=3",
                "/sys/block/zram0/disksize < 1048576",
                "/sys/block/zram0/mem_limit < 4096",
                "format /dev/zram0",
                "swapon /dev/zram0 0x38064",
            ])
        #expect(try #require(result.failures.first).rollback.isComplete)
    }

    @Test("What cannot be rolled back is reported, and the rest is rolled back all the same")
    func failingRollback() throws {
        let (result, calls) = Self.apply(
            [Self.change(Self.replacement)], failing: ["swapon /dev/zram0 0x8005", "/sys/block/zram0/mem_limit < 4096"])
        let rollback = try #require(result.failures.first).rollback
        #expect(rollback.failures.map(\.error.path) == ["/sys/block/zram0/mem_limit < 4096"])
        #expect(calls.last == "swapon /dev/zram0 0x38064")
        #expect(!rollback.isComplete)
    }

    @Test("Parameters that nobody knows are reported as lost, and the header does not claim them")
    func unknownParameters() throws {
        var was = ZramConfiguration()
        was.size = 1 << 20
        was.header = Self.header
        let steps: [Step] = [.resetZram(ZramName(3), was: was), .removeFile(path: "/never")]
        let (result, _) = Self.apply([Self.change(steps)], failing: ["rm /never"])
        let rollback = try #require(result.failures.first).rollback
        #expect(rollback.lost == ["the algorithm parameters of zram3"])
        let formats = rollback.done.compactMap { step in
            guard case .formatSwap(let format) = step else { return nil as SwapFormat? }
            return format
        }
        #expect(formats.map(\.uuid) == [nil] && formats.map(\.label) == ["zram0"])
    }

    @Test(
        "A backing device does not come back with the device, and is reported as lost",
        arguments: [("/dev/sda3\n", ["the backing device /dev/sda3 of zram3"]), ("none\n", []), ("", [])])
    func backingDevice(shown: String, lost: [String]) throws {
        var was = ZramConfiguration()
        was.size = 1 << 20
        let steps: [Step] = [.resetZram(ZramName(3), was: was), .removeFile(path: "/never")]
        let (result, _) = Self.apply(
            [Self.change(steps)], failing: ["rm /never"], shown: ["/sys/block/zram3/backing_dev": shown])
        #expect(try #require(result.failures.first).rollback.lost == lost)
    }

    @Test("With all or nothing, what was done before is rolled back, and what comes later is not begun")
    func allOrNothing() {
        let first = Self.change(
            [.makeCgroup(.unified("a")), .removeFile(path: "/var/old")], .cgroup, "a")
        let second = Self.change([.makeCgroup(.unified("b"))], .cgroup, "b")
        let third = Self.change([.makeCgroup(.unified("c"))], .cgroup, "c")
        let (result, calls) = Self.apply(
            [first, second, third], failing: ["mkdir /sys/fs/cgroup/b"], isAllOrNothing: true)
        // A deletion waits until nothing can fail any more.
        #expect(calls == ["mkdir /sys/fs/cgroup/a", "mkdir /sys/fs/cgroup/b", "rmdir /sys/fs/cgroup/a"])
        #expect(result.changed.isEmpty && result.notBegun == [third] && result.rolledBack.map(\.change) == [first])
        let (whole, all) = Self.apply([first, second], failing: [], isAllOrNothing: true)
        #expect(all.last == "rm /var/old" && whole.isComplete && whole.changed == [first, second])
    }

    @Test("An area that is filled meanwhile stays in use where nothing else has room for it")
    func filledMeanwhile() throws {
        let first = Self.change([.swapOn(.file("/var/a"), priority: .automatic, discard: .none)], .swapFile, "/var/a")
        let second = Self.change([.swapOn(.file("/var/b"), priority: .automatic, discard: .none)], .swapFile, "/var/b")
        let third = Self.change([.makeCgroup(.unified("c"))], .cgroup, "c")
        let (result, calls) = Self.apply(
            [first, second, third], failing: ["mkdir /sys/fs/cgroup/c"], isAllOrNothing: true,
            lackOfRoom: { $0 == .file("/var/a") ? "nothing has room" : nil })
        #expect(calls.last == "swapoff /var/b" && !calls.contains("swapoff /var/a"))
        let failure = try #require(result.rolledBack.last?.rollback.failures.first)
        #expect(failure.error.path == "/var/a" && failure.error.detail == "nothing has room")
    }

    @Test("Of an area that cannot be switched off again only that is reported")
    func leftInUse() throws {
        let creation = SwapFileCreation(
            path: "/var/a", size: 1 << 20, fingerprint: SettingsFingerprint(parameters: [], discard: .none),
            replaces: true)
        let file = Self.change(
            [
                .createSwapFile(creation), .swapOff(.file("/var/a"), used: 0), .placeSwapFile(creation),
                .swapOn(.file("/var/a"), priority: .automatic, discard: .none),
            ], .swapFile, "/var/a")
        let limited = Self.change(
            [.write(AttributeWrite(.zram(ZramName(0), .memoryLimit), .bytes(4096)))] + Self.replacement)
        let last = Self.change([.makeCgroup(.unified("c"))], .cgroup, "c")
        let (result, calls) = Self.apply(
            [file, limited, last], failing: ["mkdir /sys/fs/cgroup/c"], isAllOrNothing: true,
            lackOfRoom: { _ in "nothing has room" })
        let rollbacks = result.rolledBack.map(\.rollback)
        #expect(rollbacks.flatMap(\.failures).map(\.error.detail) == ["nothing has room", "nothing has room"])
        // Only the limit can be changed while the device is in use, and only the file's unused leftovers are no swap.
        let isBack = calls.drop { $0 != "mkdir /sys/fs/cgroup/c" }.dropFirst()
        #expect(Array(isBack) == ["/sys/block/zram0/mem_limit < 0", "rm /var/.a.zramctl-swift"])
    }

    @Test("A file that was in use is in use again, even one that would not be trusted anew")
    func untrustedFile() throws {
        var kernel = SimulatedKernel()
        var file = SimulatedFile(size: 1 << 20, content: Self.header.map { .swap($0) } ?? .empty)
        file.mode = 0o644
        kernel.files["/var/swap"] = file
        #expect(throws: SystemError.self) { try kernel.swapOn(.file("/var/swap"), flags: 0) }
        kernel.areas = [SimulatedArea(path: "/var/swap", kind: .file, size: (1 << 20) - 4096)]
        let result = carryOut(
            Plan(changes: [
                Self.change([.swapOff(.file("/var/swap"), used: 0)], .swapFile, "/var/swap"),
                Self.change([.removeCgroup(.unified("none"))], .cgroup, "none"),
            ]), on: &kernel, isAllOrNothing: true)
        #expect(result.rolledBack.map(\.rollback.isComplete) == [true])
        #expect(kernel.areas.map(\.path) == ["/var/swap"])
    }

    @Test("A step on which others build stays until they have had their turn")
    func retainedSteps() {
        let parent = Self.change(
            [
                .makeCgroup(.unified("a")),
                .write(AttributeWrite(.cgroup(.unified("a"), .limit(.memoryMax)), .bytes(4096))),
            ], .cgroup, "a")
        let child = Self.change([.makeCgroup(.unified("a/b"))], .cgroup, "a/b")
        let fails = "/sys/fs/cgroup/a/memory.max < 4096"
        let (kept, keptCalls) = Self.apply([parent, child], failing: [fails])
        #expect(kept.failures.first?.rollback.kept == [.makeCgroup(.unified("a"))])
        #expect(kept.changed == [child] && keptCalls.last == "mkdir /sys/fs/cgroup/a/b")
        let (gone, goneCalls) = Self.apply([parent, child], failing: [fails, "mkdir /sys/fs/cgroup/a/b"])
        #expect(gone.failures.first?.rollback.kept == [])
        #expect(goneCalls.last == "rmdir /sys/fs/cgroup/a")
    }

    @Test("A clean-up that fails takes nothing back")
    func cleanUp() throws {
        let steps = Self.replacement + [.removeFile(path: "/var/.swap.zramctl-swift-old")]
        let (result, calls) = Self.apply([Self.change(steps)], failing: ["rm /var/.swap.zramctl-swift-old"])
        let failure = try #require(result.failures.first)
        #expect(failure.isInPlace && failure.rollback == Rollback())
        #expect(calls.last == "rm /var/.swap.zramctl-swift-old")
    }

    @Test("A signal lets the step in hand end, takes the resource back and begins no other", arguments: 0..<6)
    func signal(step: Int) throws {
        var asked = 0
        let other = Self.change([.makeCgroup(.unified("b"))], .cgroup, "b")
        let (result, calls) = Self.apply([Self.change(Self.replacement), other], failing: []) {
            asked += 1
            return asked > step + 1 ? 15 : nil
        }
        #expect(result.stopSignal == 15 && result.notBegun == [other] && result.changed.isEmpty)
        let failure = try #require(result.failures.first)
        #expect(failure.rollback.isComplete)
        #expect(!calls.contains("mkdir /sys/fs/cgroup/b"))
        if failure.done.isEmpty {
            #expect(calls.allSatisfy { $0 == "swapoff /dev/zram0" })
        } else {
            #expect(calls.last == "swapon /dev/zram0 0x38064")
        }
    }

    @Test("A signal that comes when all but the clean-up is done lets it be done")
    func lateSignal() {
        var asked = 0
        let steps = Self.replacement + [.removeFile(path: "/var/.swap.zramctl-swift-old")]
        let (result, calls) = Self.apply([Self.change(steps)], failing: []) {
            asked += 1
            return asked > Self.replacement.count + 2 ? 15 : nil
        }
        #expect(calls.last == "rm /var/.swap.zramctl-swift-old" && result.failures.isEmpty && result.changed.count == 1)
    }

    @Test("A signal during the last resource's swapoff is what stopped the run")
    func signalInSwapOff() {
        var asked = 0
        let steps: [Step] = [.swapOff(.file("/var/swap"), used: 4096)]
        let (result, calls) = Self.apply([Self.change(steps, .swapFile, "/var/swap")], failing: []) {
            asked += 1
            return asked > 2 ? 2 : nil
        }
        #expect(calls == ["swapoff /var/swap"] && result.failures.count == 1 && result.notBegun.isEmpty)
        #expect(result.stopSignal == 2)
    }

    @Test("A signal before the first step changes nothing")
    func earlySignal() {
        let change = Self.change(Self.replacement)
        let (result, calls) = Self.apply([change], failing: []) { 2 }
        #expect(calls.isEmpty && result.notBegun == [change] && result.stopSignal == 2 && !result.isComplete)
    }

    @Test("The values that a write changes are read before it", arguments: [true, false])
    func writes(isThere: Bool) throws {
        var machine = ScriptedMachine()
        let file = "/sys/fs/cgroup/cgroup.subtree_control"
        if isThere { machine.shown[file] = "cpu memory\n" }
        machine.failures["mkdir /sys/fs/cgroup/a"] = SystemError("mkdir", "/sys/fs/cgroup/a", code: Errno.again)
        var applier = Applier(machine: machine)
        let steps: [Step] = [
            .write(AttributeWrite(.cgroup(.unified(""), .subtreeControl), .flag(true))),
            .makeCgroup(.unified("a")),
        ]
        let result = applier.apply(Plan(changes: [Self.change(steps, .cgroup, "a")])) { _ in }
        #expect(try #require(result.failures.first).rollback.isComplete)
        #expect(applier.machine.calls.contains("\(file) < -memory") == !isThere)
    }
}
