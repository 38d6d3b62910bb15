import CommandLine
import Commands
import Foundation
import Support
import System
import Testing
import Text

@Suite("At boot")
struct LogTests {
    private let board: Board
    private static let created = ["zram.zram0: in sync", "swap_files./var/swap: in sync", "cgroups.app: in sync"]

    init() throws { board = try Board() }

    private func run(_ arguments: [String], place: SystemLog.Place? = .syslog, isConsole: Bool = false) -> Run {
        Run(arguments, .init(user: 0, root: board.root, logPlace: place, isConsole: isConsole))
    }

    @Test("--log=console prints one line a resource on standard error")
    func console() {
        let run = run(["apply", "--log=console"])
        #expect(run.status == .done)
        #expect(run.output == "")
        #expect(run.errors == LogTests.created.map { "zramctl-swift: \($0)\n" }.joined())
        #expect(run.log == [])
    }

    @Test("--log=syslog and --log=kmsg write it to the log alone", arguments: ["syslog", "kmsg"])
    func logs(target: String) {
        let run = run(["apply", "--log", target])
        #expect(run.status == .done)
        #expect(run.output + run.errors == "")
        let prefix = target == "kmsg" ? "kernel " : ""
        #expect(run.log == LogTests.created.map { "\(prefix)<30>zramctl-swift: \($0)" })
    }

    @Test("A log that nobody takes goes to standard error")
    func nobody() {
        #expect(
            run(["apply", "--log=syslog"], place: nil).errors
                == LogTests.created.map { "zramctl-swift: \($0)\n" }.joined())
    }

    @Test(
        "A step that fails is one line with its reason, which the person at the console sees once",
        arguments: [
            ("console", nil, false, 0, 1), ("syslog", .syslog, true, 1, 1), ("syslog", .kernel, true, 1, 0),
            ("syslog", .kernel, false, 1, 1), ("kmsg", .kernel, false, 1, 0),
        ] as [(String, SystemLog.Place?, Bool, Int, Int)])
    func failure(target: String, place: SystemLog.Place?, isConsole: Bool, logged: Int, shown: Int) throws {
        try board.change("priority: 10 }", to: "priority: 20 }")
        let run = run(["apply", "--quiet", "--log", target], place: place, isConsole: isConsole)
        let line = "zramctl-swift: swap_files./var/swap: error: swapoff /var/swap: Operation not permitted (EPERM)"
        #expect(run.status == .error)
        #expect(run.output == "")
        #expect(run.log.count == logged)
        #expect(run.log.allSatisfy { $0.contains("<27>" + line) })
        #expect(run.errors.split(separator: "\n").count == shown)
        #expect(shown == 0 || run.errors.hasPrefix(line))
    }

    @Test("A wrong profile is one line with its place, its help and the number of other errors")
    func profile() throws {
        try board.change("algorithm: lz4", to: "algoritm: lz4\n    sise: 4\n    sizes: 4")
        let run = run(["apply", "--log=syslog", "--quiet"])
        #expect(run.status == .error)
        let start = "zramctl-swift: \(board.root)/etc/zramctl-swift/profile.yaml:5:5: error: `zram0` has no key"
        #expect(run.errors.hasPrefix(start))
        #expect(run.errors.hasSuffix(" (and 2 more errors); nothing was changed\n"))
        #expect(run.log.map { $0 + "\n" } == ["<27>" + run.errors])
    }

    @Test("A missing profile is one line")
    func missing() throws {
        try board.remove("etc/zramctl-swift/profile.yaml")
        let run = run(["apply", "--log=console"])
        #expect(run.status == .error)
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(
            run.errors.contains("No such file or directory (ENOENT); nothing was changed; begin with an example: cp "))
    }

    @Test("--quiet alone prints errors as always, on standard error, and nothing else")
    func quiet() throws {
        let silent = run(["apply", "--quiet"])
        #expect(silent.status == .done)
        #expect(silent.output + silent.errors == "")
        try board.change("priority: 10 }", to: "priority: 20 }")
        let failing = run(["apply", "-q"])
        #expect(failing.status == .error)
        #expect(failing.output == "")
        #expect(failing.errors.hasPrefix("swap_files./var/swap: error: swapoff /var/swap"))
    }

    @Test("JSON stays on standard output")
    func json() throws {
        let run = run(["apply", "--json", "--log=console", "-q"])
        #expect(run.errors == "")
        #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any])
    }
}
