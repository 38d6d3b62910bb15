import Foundation

/// A folder that is gone with its contents at the end, with mode 0700 and without symbolic links in its path.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// - Parameter parent: where it is created.
    package init(in parent: String = "/tmp") throws {
        var template = Array("\(parent)/zramctl-swift-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a name in it.
    package subscript(name: String) -> String { path + "/" + name }

    @discardableResult
    package func write(_ name: String, _ text: String = "", mode: mode_t = 0o600) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self[name]))
        chmod(self[name], mode)
        return self[name]
    }

    @discardableResult
    package func makeFolder(_ name: String, mode: mode_t = 0o755) -> String {
        mkdir(self[name], 0o700)
        chmod(self[name], mode)
        return self[name]
    }

    package func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: self[name])))
    }

    package var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    package func status(_ name: String) -> stat {
        var status = stat()
        lstat(self[name], &status)
        return status
    }
}

/// Runs a tool that real machines have, to compare with it.
package enum Tool {
    package struct Failure: Error { let text: String }

    @discardableResult
    package static func run(_ program: String, _ arguments: [String], input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        let feed = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = feed
        try process.run()
        feed.fileHandleForWriting.write(Data(input.utf8))
        try feed.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: "\(program) \(arguments): \(text)") }
        return text
    }
}
