import Support
import Kernel
import Applying
import Planning
import SwapFormat
import System
import Testing
import Text

@Suite("What to do about a failed step")
struct StepHelpTests {
    struct Case: Sendable {
        var step: Step
        var code: Int32
        var detail: String?
        var help: String?
    }

    private static func write(_ attribute: Attribute, _ value: AttributeValue = .bytes(1)) -> Step {
        .write(AttributeWrite(attribute, value))
    }

    private static let swapOn = Step.swapOn(.zram(ZramName(0)), priority: .automatic, discard: .none)
    private static let create = Step.createSwapFile(
        SwapFileCreation(
            path: "/var/swap", size: 1 << 20, fingerprint: SettingsFingerprint(parameters: [], discard: .none),
            replaces: false))
    private static let format = Step.formatSwap(
        SwapFormat(
            area: .device("/dev/vdb"), size: nil, label: "",
            fingerprint: SettingsFingerprint(parameters: [], discard: .none)))

    @Test(
        "Each answer of the kernel has its advice",
        arguments: [
            Case(
                step: .resetZram(ZramName(0)), code: Errno.busy,
                help: "switch /dev/zram0 off as swap, unmount it, or end the program that has it open "
                    + "(fuser -v /dev/zram0)"),
            Case(
                step: .removeZram(ZramName(3)), code: Errno.busy,
                help: "switch /dev/zram3 off as swap, unmount it, or end the program that has it open "
                    + "(fuser -v /dev/zram3)"),
            Case(
                step: write(.zram(ZramName(0), .diskSize)), code: Errno.outOfMemory,
                help: "take a smaller size, or another algorithm: its module may be missing, or memory too short for it"
            ),
            Case(
                step: write(.zram(ZramName(0), .algorithm), .text("842")), code: Errno.invalid,
                help: "take an algorithm that cat /sys/block/zram0/comp_algorithm lists; if it is listed, its module "
                    + "cannot be loaded: try modprobe 842"),
            Case(
                step: write(.cgroup(.unified(""), .subtreeControl), .flag(true)), code: Errno.busy,
                help: "move the processes that are in this cgroup itself to one below it: cgroup v2 has processes only "
                    + "in cgroups without children"),
            Case(
                step: write(.cgroup(.unified("app"), .v1(.memory))), code: Errno.busy,
                help: "give it a higher limit, or stop programs in it: it uses more than that and the kernel could not "
                    + "reclaim enough"),
            Case(
                step: write(.cgroup(.unified("app"), .limit(.memoryMax))), code: Errno.readOnly,
                help: "run it where /sys can be written: in most containers it is read-only"),
            Case(
                step: swapOn, code: Errno.permission,
                help: "run it as root; if it is, the kernel has all the swap areas that it can (24 to 30, by version): "
                    + "switch one off"),
            Case(step: swapOn, code: Errno.permission, detail: "it has 2 names (hard links)", help: nil),
            Case(
                step: swapOn, code: Errno.invalid,
                help: "see the last line of dmesg: the file system may not be able to hold swap, or the file have holes"
            ),
            Case(
                step: .swapOff(.zram(ZramName(0)), used: 4096), code: Errno.outOfMemory,
                help:
                    "stop programs, or switch on other swap, until what is swapped to /dev/zram0 fits; it is still in "
                    + "use"),
            Case(step: create, code: Errno.noSpace, help: "make room, or take a smaller size"),
            Case(
                step: create, code: Errno.readOnly,
                help: "remount the file system for writing (mount -o remount,rw)"),
            Case(step: create, code: Errno.inputOutput, help: "see dmesg: the disk may be failing"),
            Case(
                step: format, code: 0, detail: "it holds ext4 now, and was left as it is",
                help: "take another device, or check what it holds first"),
            Case(
                step: .loadModule(name: "zram", arguments: []), code: 0,
                help: "install the module for the running kernel, or boot a kernel that has it built in"),
            Case(
                step: .removeCgroup(.unified("app")), code: Errno.busy,
                help: "move the processes in /sys/fs/cgroup/app/cgroup.procs elsewhere, and remove the cgroups below it"
            ),
        ])
    func advice(_ example: Case) {
        let error = SystemError("do", "it", code: example.code, detail: example.detail)
        var machine = ScriptedMachine()
        machine.nextError = error
        var applier = Applier(machine: machine)
        let change = ResourceChange(resource: Resource(.zram, "z"), action: .create, steps: [example.step])
        let result = applier.apply(Plan(changes: [change])) { _ in }
        #expect(result.failures.first?.error == error)
        #expect(result.failures.first?.help == example.help)
    }
}
