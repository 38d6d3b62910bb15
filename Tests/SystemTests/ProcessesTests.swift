import Foundation
import Support
@testable import System
import Testing

@Suite("Other programs")
struct ProcessesTests {
    private func shell(_ script: String) throws -> Processes.Outcome { try Processes.run("/bin/sh", ["-c", script]) }

    @Test("Exit statuses and signals are distinguished")
    func ends() throws {
        #expect(try shell("exit 0").end == .exited(0))
        #expect(try shell("exit 255").end == .exited(255))
        #expect(try shell("kill -9 $$").end == .killed(SIGKILL))
    }

    @Test("Both streams are kept in order, and a flood of words neither blocks nor is kept")
    func output() throws {
        #expect(String(decoding: try shell("echo a; echo b >&2; echo c").output, as: UTF8.self) == "a\nb\nc\n")
        let flood = try shell("head -c 1000000 /dev/zero; exit 3")
        #expect(flood.end == .exited(3) && flood.output.count == 4096)
        #expect(try shell("exit 1").output.isEmpty)
    }

    @Test("Arguments go through as they are, with no shell in between")
    func arguments() throws {
        let outcome = try Processes.run("/usr/bin/printf", ["[%s]", "a b", "$(id)", "", "*", "ü"])
        #expect(String(decoding: outcome.output, as: UTF8.self) == "[a b][$(id)][][*][ü]")
    }

    @Test("No descriptor of this program is left open in the other")
    func descriptors() throws {
        let folder = try TemporaryFolder()
        try folder.write("secret")
        let held = try FileDescriptor.open(folder["secret"], 0)
        let list = String(decoding: try shell("ls -l /proc/self/fd").output, as: UTF8.self)
        #expect(!list.contains("secret"))
        #expect(try held.status().size == 0)
    }

    @Test("A program that is not there is an error of its own")
    func missing() throws {
        let error = try #require(throws: SystemError.self) { _ = try Processes.run("/nonexistent/modprobe", []) }
        #expect(error.text == "start /nonexistent/modprobe: No such file or directory (ENOENT)")
    }

    @Test("How a program ended is known even under a caller that ignores SIGCHLD")
    func ignoredChildren() async {
        await #expect(processExitsWith: .success) {
            signal(SIGCHLD, SIG_IGN)
            StandardStreams.prepare()
            let outcome = try Processes.run("/bin/sh", ["-c", "exit 7"])
            try #require(outcome.end == .exited(7))
        }
    }

    @Test("Another program ignores and blocks no signal, whatever this one does")
    func signals() async {
        await #expect(processExitsWith: .success) {
            for number in [SIGHUP, SIGINT, SIGTERM] { signal(number, SIG_IGN) }
            var blocked = sigset_t()
            sigaddset(&blocked, SIGTERM)
            sigprocmask(SIG_BLOCK, &blocked, nil)
            // Which ignores SIGPIPE, as the program does from its first line on.
            StandardStreams.prepare()
            let outcome = try Processes.run("/bin/grep", ["-E", "^Sig(Ign|Blk)", "/proc/self/status"])
            for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
                try #require(
                    UInt64(line.drop { $0 != "\t" }.dropFirst(), radix: 16).map { $0 & 0x5003 } == 0, "\(line)")
            }
            try #require(outcome.end == .exited(0))
        }
    }

    @Test("The pipe to another program is open in no other program")
    func pipes() throws {
        let ends = try Processes.pipe(for: "modprobe")
        defer { for end in [ends.0, ends.1] { close(end) } }
        for end in [ends.0, ends.1] { #expect(fcntl(end, F_GETFD) == FD_CLOEXEC) }
    }

    @Test("swapoff answers with the errno of its child")
    func swapOff() throws {
        let folder = try TemporaryFolder()
        let error = try #require(throws: SystemError.self) { try SwapCalls.off(folder["none"]) { true } }
        #expect(error.operation == "swapoff" && error.code == (geteuid() == 0 ? Errno.noEntry : Errno.permission))
    }
}
