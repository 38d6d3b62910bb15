import CommandLine
import Commands
import System
import Testing

@Suite("The two streams")
struct StreamTests {
    @Test(
        "Color is for terminals, unless NO_COLOR or the command line say otherwise",
        arguments: [
            ([], [:], true, true), ([], [:], false, false), ([], ["NO_COLOR": "1"], true, false),
            ([], ["NO_COLOR": ""], true, true), ([], ["TERM": "dumb"], true, false),
            ([], ["TERM": "linux"], true, true), (["--color=always"], [:], false, true),
            (["--color=always"], ["NO_COLOR": "1"], false, true), (["--color=never"], [:], true, false),
            (["--color=auto"], ["NO_COLOR": "1"], true, false),
        ] as [([String], [String: String], Bool, Bool)])
    func color(options: [String], environment: [String: String], isTerminal: Bool, isColored: Bool) {
        let run = Run(
            ["plan", "/nowhere/p.yaml"] + options, .init(environment: environment, isTerminal: isTerminal))
        #expect(run.errors.contains("\u{1b}[") == isColored)
    }

    @Test("A closed pipe is a quiet end with the status that it would have had")
    func closedPipe() {
        let run = Run(["--help"], .init(outputError: SystemError("write", "standard output", code: Errno.pipe)))
        #expect(run.status == .done)
        #expect(run.errors == "")
    }

    @Test("A full disk under standard output is an error")
    func fullDisk() {
        let run = Run(["--help"], .init(outputError: SystemError("write", "standard output", code: Errno.noSpace)))
        #expect(run.status == .error)
        #expect(run.errors == "zramctl-swift: error: write standard output: No space left on device (ENOSPC)\n")
    }
}
