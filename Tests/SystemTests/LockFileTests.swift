import Foundation
import Support
import System
import Testing

@Suite("The lock")
struct LockFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Takes a lock that nobody holds any more, but perhaps, for a moment, the child that another test is just forking.
    private func takeFreed(_ path: String) throws -> LockFile {
        try LockFile.take(path, deadline: RetryDeadline(milliseconds: 60_000))
    }

    @Test("A second one is told who holds it, and gets it when the first is done")
    func second() throws {
        do {
            let lock = try LockFile.take(folder["lock"])
            let error = try #require(throws: SystemError.self) { _ = try LockFile.take(folder["lock"]) }
            #expect(
                error.text
                    == "lock \(folder["lock"]): Resource temporarily unavailable (EAGAIN); process \(getpid()) is at work"
            )
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
        let error = try #require(throws: SystemError.self) { _ = try LockFile.take(folder["lock"]) }
        #expect(error.detail == "process \(holder.processIdentifier) is at work")
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        _ = try takeFreed(folder["lock"])
    }

    @Test("The lock goes with the process that held it, however that ends")
    func killed() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let path = "/tmp/zramctl-swift-test-lock-\(getppid())"
            mkdir(path, 0o700)
            let lock = try LockFile.take(path + "/lock")
            kill(getpid(), SIGKILL)
            _ = consume lock
        }
        let path = "/tmp/zramctl-swift-test-lock-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.fileExists(atPath: path + "/lock"))
        _ = try takeFreed(path + "/lock")
    }

    @Test("Of many at once only one is inside, and those that wait get in one after the other")
    func many() async throws {
        let path = folder["lock"]
        let marker = folder["inside"]
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    let lock = try LockFile.take(path, deadline: RetryDeadline(milliseconds: 60_000))
                    // Fails when another one is in here.
                    let descriptor = open(marker, O_CREAT | O_EXCL, 0o600)
                    usleep(2000)
                    if descriptor >= 0 { unlink(marker) }
                    close(descriptor)
                    _ = consume lock
                    return descriptor >= 0
                }
            }
            for try await wasAlone in group { #expect(wasAlone) }
        }
    }

    @Test("What is no lock file of ours is refused and left as it is")
    func hostile() throws {
        try folder.write("victim", "precious")
        symlink(folder["victim"], folder["link"])
        link(folder["victim"], folder["hard"])
        mkfifo(folder["fifo"], 0o600)
        #expect(throws: SystemError.self) { _ = try LockFile.take(folder["link"]) }
        #expect(throws: SystemError.self) { _ = try LockFile.take(folder["fifo"]) }
        let error = try #require(throws: SystemError.self) { _ = try LockFile.take(folder["hard"]) }
        #expect(error.detail == "it is a regular file of user \(geteuid()) with 2 names, not a lock file")
        #expect(try folder.bytes("victim") == Array("precious".utf8))
    }

    @Test("A folder that others may write to is no place for it")
    func openFolder() throws {
        folder.makeFolder("open", mode: 0o1777)
        #expect(throws: SystemError.self) { _ = try LockFile.take(folder["open"] + "/lock") }
    }
}
