import Foundation
import Support
import System
import Testing

@Suite("Files that appear whole or not at all")
struct AtomicFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func failure(_ path: String) throws -> SystemError {
        try #require(throws: SystemError.self) { try AtomicFile.write(path, [1, 2, 3]) }
    }

    @Test("A new file has its content and mode 0644 less the umask", arguments: [0o022, 0o077] as [mode_t])
    func new(mask: mode_t) async {
        await #expect(processExitsWith: .success) { [mask] in
            let folder = try TemporaryFolder()
            umask(mask)
            let bytes = [UInt8](repeating: 7, count: 3_000_000)
            try AtomicFile.write(folder["report"], bytes)
            #expect(try folder.bytes("report") == bytes && folder.names == ["report"])
            #expect(folder.status("report").st_mode == S_IFREG | 0o644 & ~mask)
        }
    }

    @Test("A path may be relative to the current folder")
    func relative() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            folder.makeFolder("below")
            chdir(folder.path)
            for path in ["a", "./b", "below/c", "below/../d"] { try AtomicFile.write(path, [1]) }
            #expect(folder.names == ["a", "b", "below", "d"])
            #expect(try folder.bytes("below/c") == [1])
        }
    }

    @Test("An old file is replaced by another one, so that who reads it goes on reading the old one")
    func replaced() throws {
        try folder.write("report", "old", mode: 0o600)
        link(folder["report"], folder["other name"])
        try AtomicFile.write(folder["report"], Array("new".utf8))
        #expect(try folder.bytes("report") == Array("new".utf8))
        #expect(try folder.bytes("other name") == Array("old".utf8))
    }

    @Test("A symbolic link is replaced and not followed", arguments: ["victim", "nowhere", "/dev/null"])
    func linked(target: String) throws {
        try folder.write("victim", "precious")
        symlink(target, folder["report"])
        try AtomicFile.write(folder["report"], [1])
        #expect(folder.status("report").st_mode & S_IFMT == S_IFREG)
        #expect(folder.names == ["report", "victim"])
        #expect(try folder.bytes("victim") == Array("precious".utf8))
    }

    @Test("A link to an open file of a process, as /dev/stdout is, stays")
    func standardOutput() throws {
        symlink("/proc/self/fd/1", folder["stdout"])
        #expect(
            try failure(folder["stdout"]).text
                == "write \(folder["stdout"]): File exists (EEXIST); it is a link to /proc/self/fd/1")
        #expect(folder.status("stdout").st_mode & S_IFMT == S_IFLNK)
    }

    @Test(
        "A folder to which a link of somebody else leads is not written to, and one to which a link of one's own is",
        .enabled(if: geteuid() == 0, "only root can give a link to somebody else"),
        arguments: [(owner: 1000, isWritten: false), (owner: 0, isWritten: true)] as [(owner: uid_t, isWritten: Bool)])
    func strangersLink(owner: uid_t, isWritten: Bool) throws {
        try folder.plant("real/deep/keep", [])
        #expect(symlink("real", folder["link"]) == 0)
        #expect(lchown(folder["link"], owner, 0) == 0)
        let path = folder["link/deep/report"]
        if isWritten {
            try AtomicFile.write(path, [1])
        } else {
            #expect(
                try failure(path).text
                    == "write \(path): Operation not permitted (EPERM); \(folder["link"]) is a symbolic link of user 1000"
            )
        }
        #expect(FileManager.default.fileExists(atPath: folder["real/deep/report"]) == isWritten)
    }

    @Test("What is neither file nor link stays")
    func others() throws {
        mkfifo(folder["fifo"], 0o600)
        folder.makeFolder("folder")
        for (name, kind) in [("fifo", "FIFO"), ("folder", "directory")] {
            #expect(
                try failure(folder[name]).text == "write \(folder[name]): File exists (EEXIST); there is a \(kind)")
        }
        #expect(try failure("/dev/null").detail == "there is a character device")
        #expect(folder.names == ["fifo", "folder"])
    }

    @Test("A path that names no file is rejected as such", arguments: ["", "/", "reports/", "."])
    func noName(path: String) throws {
        #expect(try failure(path).code == Errno.isFolder)
    }

    @Test("A missing folder is reported as such")
    func missing() throws {
        #expect(
            try failure(folder["none/report"]).text
                == "open \(folder["none"]): No such file or directory (ENOENT)")
    }

    @Test("An error in the middle leaves the old file and nothing else")
    func errorInTheMiddle() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try folder.write("report", "old")
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let error = try #require(throws: SystemError.self) {
                try AtomicFile.write(folder["report"], [UInt8](repeating: 1, count: 2000))
            }
            #expect(error.text == "write \(folder["report"]): File too large (EFBIG)")
            #expect(try folder.bytes("report") == Array("old".utf8) && folder.names == ["report"])
        }
    }
}
