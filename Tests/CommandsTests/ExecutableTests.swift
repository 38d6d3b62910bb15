import Foundation
import Glibc
import Testing

/// The hosted executable, run as a process of its own.
private struct Executable {
    var status: Int32
    var output: String
    var errors: String

    /// Beside the test bundle; the runtime's folder is where this process has it from.
    private static let path: URL = {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: link ?? "").deletingLastPathComponent().appending(path: "zramctl-swift")
    }()

    private static let libraries: String = {
        // Files of /proc have no size, so that only reading to the end works.
        let maps = FileHandle(forReadingAtPath: "/proc/self/maps")?.readDataToEndOfFile() ?? Data()
        let line = String(decoding: maps, as: UTF8.self).split(separator: "\n").first {
            $0.hasSuffix("/libswiftCore.so")
        }
        let file = line?.drop { $0 != "/" } ?? ""
        return URL(filePath: String(file)).deletingLastPathComponent().path()
    }()

    private static func prepare(_ script: String) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.environment = [
            "z": path.path(), "LD_LIBRARY_PATH": libraries, "PATH": "/usr/bin:/bin", "TERM": "linux",
        ]
        return process
    }

    /// Starts a script whose output goes elsewhere.
    static func start(_ script: String, output: FileHandle) throws -> Process {
        let process = prepare(script)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        return process
    }

    /// - Parameters:
    ///   - script: for sh(1); `$z` is the program.
    ///   - hasReader: false for a standard output that is a pipe without a reader.
    init(_ script: String, input: String = "", hasReader: Bool = true) throws {
        let process = Self.prepare(script)
        let stdin = Pipe()
        let folder = FileManager.default.temporaryDirectory.appending(path: "cli-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try ["out", "err"].map { name in
            let file = folder.appending(path: name)
            try Data().write(to: file)
            return (url: file, handle: try FileHandle(forWritingTo: file))
        }
        process.standardInput = stdin
        let unread = Pipe()
        try unread.fileHandleForReading.close()
        process.standardOutput = hasReader ? files[0].handle : unread.fileHandleForWriting
        process.standardError = files[1].handle
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        process.waitUntilExit()
        status = process.terminationStatus
        output = String(decoding: try Data(contentsOf: files[0].url), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: files[1].url), as: UTF8.self)
    }
}

@Suite("The executable")
struct ExecutableTests {
    @Test("hands over its arguments and ends with the status")
    func arguments() throws {
        let version = try Executable(#""$z" --version"#)
        #expect(version.status == 0)
        #expect(version.output == "zramctl-swift 0.2.0-dev\n")
        #expect(version.errors == "")
        let usage = try Executable(#""$z" plan 'a b' 'c d'"#)
        #expect(usage.status == 64)
        #expect(usage.output == "")
        #expect(usage.errors == "zramctl-swift: plan takes one profile, not also c d\nSee zramctl-swift plan --help.\n")
    }

    @Test("ends quietly when nobody reads its output")
    func closedPipe() throws {
        let run = try Executable(#"exec "$z" --help"#, hasReader: false)
        #expect(run.status == 0)
        #expect(run.errors == "")
    }

    @Test("waits for a slow reader, also where someone has made the stream non-blocking")
    func nonBlocking() throws {
        let pipe = Pipe()
        let writer = pipe.fileHandleForWriting.fileDescriptor
        #expect(fcntl(writer, F_SETFL, O_NONBLOCK) == 0)
        let filler = [UInt8](repeating: 0x2e, count: 4096)
        var filled = 0
        while case let count = write(writer, filler, filler.count), count > 0 { filled += count }
        let process = try Executable.start(#"exec "$z" --help"#, output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        usleep(200_000)
        let all = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let text = String(decoding: all.dropFirst(filled), as: UTF8.self)
        #expect(text.hasPrefix("Usage: ") && text.hasSuffix("says more about a command.\n"))
    }

    @Test("says when its output cannot be written")
    func fullDisk() throws {
        let run = try Executable(#""$z" --help > /dev/full"#)
        #expect(run.status == 1)
        #expect(run.errors == "zramctl-swift: error: write standard output: No space left on device (ENOSPC)\n")
    }

    @Test("puts /dev/null in the place of closed streams, so that no file gets the text meant for them")
    func closedStreams() throws {
        #expect(try Executable(#""$z" --help <&- >&- 2>&-; echo $?"#).output == "0\n")
        #expect(try Executable(#""$z" frobnicate <&- 2>&-; echo $?"#).output == "64\n")
    }

    @Test("writes no color into a file and some where it is asked for")
    func color() throws {
        #expect(try !Executable(#""$z" plan /nowhere"#).errors.contains("\u{1b}"))
        #expect(try Executable(#""$z" plan /nowhere --color=always"#).errors.contains("\u{1b}"))
    }
}
