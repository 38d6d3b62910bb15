import Foundation

/// The machines in Tests/Fixtures: a folder each, with what is below `/` on them.
package enum Fixtures {
    private static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures")
    }

    /// The folder of one, to be read as a root.
    package static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// The names of all of them, in order.
    package static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { FileManager.default.fileExists(atPath: path($0) + "/expected.txt") }
            .sorted()
    }

    /// A text that lies in one.
    package static func text(_ name: String, _ file: String) throws -> String {
        try String(contentsOfFile: path(name) + "/" + file, encoding: .utf8)
    }
}
