import Applying
import Kernel
import Planning
import Support
import System
import Testing
import Text

@Suite("Reading back what was written")
struct ReadBackTests {
    struct Case: Sendable {
        var write: AttributeWrite
        var shown: String
        /// nil when the kernel took the value.
        var message: String?

        init(_ write: AttributeWrite, shown: String, message: String? = nil) {
            self.write = write
            self.shown = shown
            self.message = message
        }
    }

    private static let size = AttributeWrite(.zram(ZramName(0), .diskSize), .bytes(256))
    private static let algorithm = AttributeWrite(.zram(ZramName(0), .algorithm), .text("lz4"))
    private static let limit = AttributeWrite(.zram(ZramName(0), .memoryLimit), .bytes(7))
    private static let parameters = AttributeWrite(
        .zram(ZramName(0), .algorithmParameters), .parameters(Algorithm(name: "zstd")))
    private static let delegation = AttributeWrite(.cgroup(.unified("a"), .subtreeControl), .flag(true))
    private static let v1 = AttributeWrite(.cgroup(.unified("a"), .v1(.memory)), .max)
    private static let v2 = AttributeWrite(.cgroup(.unified("a"), .limit(.memoryMax)), .max)

    @Test(
        "The kernel's answer is understood",
        arguments: [
            Case(size, shown: "256\n"), Case(size, shown: "256 \n"),
            Case(size, shown: "2560\n", message: "and shows \"2560\""),
            Case(size, shown: "", message: "and shows \"\""),
            Case(algorithm, shown: "[lz4] lz4hc zstd deflate \n"),
            Case(algorithm, shown: "lz4 [lz4hc]\n", message: "and shows \"lz4 [lz4hc]\""),
            Case(delegation, shown: "cpu memory pids\n"), Case(delegation, shown: "memory\n"),
            Case(delegation, shown: "cpu memory2\n", message: "and shows \"cpu memory2\""),
            Case(limit, shown: "  0\t 1  2 7   9\n"),
            Case(limit, shown: "7 0 0 0\n", message: "and shows in /sys/block/zram0/mm_stat \"0\""),
            Case(limit, shown: "7\n", message: "and shows in /sys/block/zram0/mm_stat \"7\""),
            Case(parameters, shown: "anything"), Case(v1, shown: "9223372036854771712\n"),
            Case(v2, shown: "max\n"), Case(v2, shown: "4096\n", message: "and shows \"4096\""),
        ])
    func answers(_ example: Case) {
        var machine = ScriptedMachine()
        for attribute in [example.write.attribute, .zram(ZramName(0), .statistics)] {
            machine.shown[attribute.path] = example.shown
        }
        var applier = Applier(machine: machine)
        let result = applier.apply(
            Plan(changes: [
                ResourceChange(resource: Resource(.zram, "z"), action: .create, steps: [.write(example.write)])
            ])
        ) { _ in }
        let expected = example.message.map {
            "write \"\(example.write.text)\" to \(example.write.attribute.path): the kernel took it, \($0)"
        }
        #expect(result.failures.first?.error.text == expected)
    }

    @Test("A value that cannot be read back is an error too")
    func unreadable() throws {
        var machine = ScriptedMachine()
        let file = Self.v2.attribute.path
        machine.failures["\(file) >"] = SystemError("open", file, code: Errno.noEntry)
        var applier = Applier(machine: machine)
        let result = applier.apply(
            Plan(changes: [
                ResourceChange(resource: Resource(.cgroup, "a"), action: .create, steps: [.write(Self.v2)])
            ])
        ) { _ in }
        #expect(try #require(result.failures.first).error.text == "open \(file): No such file or directory (ENOENT)")
    }
}
