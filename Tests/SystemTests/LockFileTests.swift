import Foundation
import Support
import Testing

@testable import System

@Suite("A lock file")
struct LockFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func take(_ name: String = "lock") throws -> LockFile {
        try LockFile.take(name, in: TrustedFolder.open(folder.path))
    }

    /// Takes a lock that nobody holds any more, but perhaps, for a moment, the child that another test is just forking.
    private func takeFreed(_ path: String) throws -> LockFile {
        let place = try #require(FilePlace(path))
        return try RetryDeadline(milliseconds: 60_000).retry(while: { $0.code == Errno.again }) {
            () throws(SystemError) in try LockFile.take(place.name, in: TrustedFolder.open(place.folder))
        }
    }

    @Test("A second one learns which process holds it, and gets it when the first is done")
    func second() throws {
        do {
            let lock = try take()
            let error = try #require(throws: SystemError.self) { _ = try take() }
            #expect(error.code == Errno.again && error.path == folder["lock"])
            #expect(error.detail?.hasSuffix(" (pid \(getpid())) holds the lock") == true)
            _ = consume lock
        }
        _ = try takeFreed(folder["lock"])
        #expect(folder.status("lock").st_mode == S_IFREG | 0o600)
    }

    @Test("A lock that another program holds on the same file counts")
    func otherProgram() throws {
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = ["--no-fork", folder["lock"], "cat"]
        let input = Pipe()
        holder.standardInput = input
        let output = Pipe()
        holder.standardOutput = output
        try holder.run()
        // What cat hands back shows that flock has the lock.
        input.fileHandleForWriting.write(Data("x".utf8))
        _ = output.fileHandleForReading.readData(ofLength: 1)
        let error = try #require(throws: SystemError.self) { _ = try take() }
        #expect(error.detail == "cat (pid \(holder.processIdentifier)) holds the lock")
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        _ = try takeFreed(folder["lock"])
    }

    @Test("The lock goes with the process that held it, however that ends")
    func killed() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let path = "/tmp/zramctl-swift-test-lock-\(getppid())"
            mkdir(path, 0o700)
            let lock = try LockFile.take("lock", in: TrustedFolder.open(path))
            kill(getpid(), SIGKILL)
            _ = consume lock
        }
        let path = "/tmp/zramctl-swift-test-lock-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.fileExists(atPath: path + "/lock"))
        _ = try takeFreed(path + "/lock")
    }

    @Test("What is no lock file of ours is refused for its own reason and left as it is")
    func hostile() throws {
        try folder.write("victim", "precious")
        symlink(folder["victim"], folder["link"])
        mkfifo(folder["fifo"], 0o600)
        mkdir(folder["folder"], 0o700)
        try folder.write("theirs", "precious")
        #expect(chown(folder["theirs"], 1234, 0) == 0)
        try folder.write("one name", "precious")
        link(folder["one name"], folder["hard"])
        let user = geteuid()
        let cases: [(name: String, code: Int32, detail: String?)] = [
            // While the victim has one name, so that nothing but the link can be the reason.
            ("link", Errno.loop, nil),
            ("fifo", Errno.permission, "it is a FIFO of user \(user) with 1 names, not a lock file"),
            ("folder", Errno.isFolder, nil),
            ("theirs", Errno.permission, "it is a regular file of user 1234 with 1 names, not a lock file"),
            ("hard", Errno.permission, "it is a regular file of user \(user) with 2 names, not a lock file"),
        ]
        for one in cases {
            let error = try #require(throws: SystemError.self, "\(one.name)") { _ = try take(one.name) }
            #expect(error.code == one.code && error.detail == one.detail, "\(one.name)")
        }
        for name in ["victim", "theirs", "one name"] { #expect(try folder.bytes(name) == Array("precious".utf8)) }
        _ = try take("victim")
    }

    @Test(
        "The holder is named by its program and its command",
        arguments: [
            (
                "/usr/sbin/zramctl-swift\0--quiet\0apply\0profile.yaml\0",
                "another zramctl-swift (pid 155, apply) is at work"
            ),
            ("zramctl-swift\0", "another zramctl-swift (pid 155) is at work"),
            ("/usr/bin/flock\0--no-fork\0lock\0", "flock (pid 155) holds the lock"),
            ("", "another process (pid 155) holds the lock"),
        ])
    func holder(words: String, text: String) {
        #expect(LockHolder(process: 155, words: Array(words.utf8)).text == text)
    }

    @Test("A holder in another PID namespace has no number")
    func foreignHolder() {
        #expect(LockHolder(process: 0, words: []).text == "another process holds the lock")
    }
}
