import CSystem
import Text

/// Programs that turn what they read into something else: those that unpack files.
package enum Filters {
    /// The most that is handed out at once, in bytes.
    private static let chunkSize = 1 << 16

    /// Where programs are looked for: in PATH's absolute folders, and then in the usual ones.
    package static var folders: [String] {
        var folders: [String] = []
        let path = Array((ProcessContext.environment("PATH") ?? "").utf8) + Array(":/usr/bin:/bin:/usr/sbin:/sbin".utf8)
        var start = 0
        while start < path.count {
            let end = path.index(of: UInt8(ascii: ":"), from: start) ?? path.count
            if path[start] == UInt8(ascii: "/") { folders.append(String(decoding: path[start..<end], as: UTF8.self)) }
            start = end + 1
        }
        return folders
    }

    /// Where a program is; nil when it is in none of the folders.
    package static func path(of program: String, in folders: [String]) -> String? {
        for folder in folders {
            let path: String = .joining(folder, "/", program)
            if unsafe path.withCString({ unsafe access($0, X_OK) }) == 0 { return path }
        }
        return nil
    }

    /// Runs a program over a part of a file, and hands out what comes of it as it comes.
    ///
    /// The program reads the file itself, so that nobody waits for anybody. It ends early, by SIGPIPE, when nobody wants
    /// more of its output. Its complaints are not shown.
    ///
    /// - Parameters:
    ///   - program: its absolute path.
    ///   - arguments: without the program's own name.
    ///   - file: the path of a regular file.
    ///   - offset: where in it the program begins to read, in bytes; it sees all up to the end.
    ///   - take: gets each piece; returns whether it wants more.
    package static func run(
        _ program: String, _ arguments: [String], on file: String, from offset: Int,
        _ take: ([UInt8]) -> Bool
    ) throws(SystemError) -> Processes.End {
        let input = try FileDescriptor.open(file, O_RDONLY)
        guard lseek(input.number, off_t(offset), SEEK_SET) >= 0 else { throw .current("seek in", file) }
        let ends = try Processes.pipe(for: program)
        let child: pid_t
        do {
            let readEnd = FileDescriptor(owning: ends.0, path: program)
            do {
                let writeEnd = FileDescriptor(owning: ends.1, path: program)
                child = try Processes.spawn(
                    program, arguments, input: input.number, output: writeEnd.number, error: nil)
            }
            while let chunk = try? readEnd.readOnce(capacity: chunkSize), !chunk.isEmpty, take(chunk) {}
        }
        return try Processes.wait(for: child, name: program)
    }
}
