import Applying
import Planning
import System
import Testing
import Text

@Suite("Reading back what was written")
struct ReadBackTests {
    struct Case: Sendable {
        var readBack: AttributeWrite.ReadBack
        var shown: String
        /// nil when the kernel took the value.
        var message: String?
    }

    @Test(
        "The kernel's answer is understood",
        arguments: [
            Case(readBack: .text("256"), shown: "256\n", message: nil),
            Case(readBack: .text("256"), shown: "256 \n", message: nil),
            Case(readBack: .text("256"), shown: "2560\n", message: "and shows \"2560\""),
            Case(readBack: .text("256"), shown: "", message: "and shows \"\""),
            Case(readBack: .selected("lz4"), shown: "[lz4] lz4hc zstd deflate \n", message: nil),
            Case(readBack: .selected("lz4"), shown: "lz4 [lz4hc]\n", message: "and shows \"lz4 [lz4hc]\""),
            Case(readBack: .word("memory"), shown: "cpu memory pids\n", message: nil),
            Case(readBack: .word("memory"), shown: "memory\n", message: nil),
            Case(readBack: .word("memory"), shown: "cpu memory2\n", message: "and shows \"cpu memory2\""),
            Case(readBack: .column(path: "/f", index: 1, value: "7"), shown: "  0\t 7   9\n", message: nil),
            Case(
                readBack: .column(path: "/f", index: 1, value: "7"), shown: "7 0\n", message: "and shows in /f \"0\""),
            Case(readBack: .column(path: "/f", index: 1, value: "7"), shown: "7\n", message: "and shows in /f \"7\""),
            Case(readBack: .none, shown: "anything", message: nil),
        ])
    func answers(_ example: Case) {
        var machine = ScriptedMachine()
        machine.shown["/a"] = example.shown
        machine.shown["/f"] = example.shown
        let step = Step.write(AttributeWrite(path: "/a", value: "v", readBack: example.readBack))
        var applier = Applier(machine: machine)
        let result = applier.apply(
            Plan(changes: [ResourceChange(resource: Resource(.zram, "z"), action: .create, steps: [step])])
        ) { _ in }
        let expected = example.message.map { "write \"v\" to /a: the kernel took it, " + $0 }
        #expect(result.failures.first?.error.text == expected)
    }

    @Test("A value that cannot be read back is an error too")
    func unreadable() throws {
        var machine = ScriptedMachine()
        machine.failures["/a >"] = SystemError("open", "/a", code: Errno.noEntry)
        let step = Step.write(AttributeWrite(path: "/a", value: "v", readBack: .text("v")))
        var applier = Applier(machine: machine)
        let result = applier.apply(
            Plan(changes: [ResourceChange(resource: Resource(.zram, "z"), action: .create, steps: [step])])
        ) { _ in }
        #expect(try #require(result.failures.first).error.text == "open /a: No such file or directory (ENOENT)")
    }
}
