import Foundation
import Support
import System
import Testing

@Suite("Programs that unpack files")
struct FilterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What a shell script makes of the file from the offset on, up to `most` bytes.
    private func run(_ script: String, from offset: Int = 0, most: Int = .max) throws -> ([UInt8], Processes.End) {
        var output: [UInt8] = []
        let end = try Filters.run("/bin/sh", ["-c", script], on: folder["input"], from: offset) { bytes in
            output += bytes
            return output.count < most
        }
        return (output, end)
    }

    @Test("A program reads the file from the offset to its end, and all that it writes comes back")
    func filter() throws {
        try folder.write("input", "0123456789")
        #expect(try run("cat", from: 4) == (Array("456789".utf8), .exited(0)))
        #expect(try run("cat", from: 10) == ([], .exited(0)))
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try folder.plant("input", large)
        #expect(try run("cat") == (large, .exited(0)))
    }

    @Test("How it ends is reported, and what it complains of is not mixed into its output")
    func ends() throws {
        try folder.write("input", "x")
        #expect(try run("echo bad >&2; cat; exit 3") == (Array("x".utf8), .exited(3)))
        #expect(try run("kill -9 $$") == ([], .killed(SIGKILL)))
    }

    @Test("It ends when nobody wants more, and nothing is left of it")
    func early() throws {
        try folder.write("input", "x")
        let (output, end) = try run("echo $$; exec yes", most: 100_000)
        #expect(output.count >= 100_000 && end == .killed(SIGPIPE))
        let child = try #require(pid_t(String(decoding: output.prefix { $0 != 10 }, as: UTF8.self)))
        #expect(kill(child, 0) == -1 && errno == ESRCH)
    }

    @Test("A file or a program that is not there is an error")
    func missing() throws {
        let file = try #require(throws: SystemError.self) { _ = try run("cat") }
        #expect(file.operation == "open" && file.code == Errno.noEntry)
        try folder.write("input", "x")
        let program = try #require(throws: SystemError.self) {
            _ = try Filters.run("/nonexistent/xz", [], on: folder["input"], from: 0) { _ in true }
        }
        #expect(program.operation == "start" && program.code == Errno.noEntry)
    }

    @Test("The first folder that has the program wins, and a file that cannot be run is none")
    func path() throws {
        folder.makeFolder("a")
        folder.makeFolder("b")
        try folder.write("b/xz", mode: 0o755)
        #expect(Filters.path(of: "xz", in: [folder["a"], folder["b"]]) == folder["b"] + "/xz")
        #expect(Filters.path(of: "zstd", in: [folder["a"], folder["b"]]) == nil)
        #expect(Filters.folders.suffix(4) == ["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
    }
}
