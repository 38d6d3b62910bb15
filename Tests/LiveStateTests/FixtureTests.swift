import Foundation
import Kernel
import LiveState
import Support
import SwapFormat
import System
import Testing
import Text

/// Whole machines: the files that the reader looks at, and the state that they make.
///
/// `query.txt` names what a profile would ask for, one a line: `file PATH`, `device PATH-or-TAG`, `cgroup PATH`.
@Suite("Machines")
struct FixtureTests {
    private static func query(_ name: String) throws -> StateQuery {
        var query = StateQuery()
        for line in try Fixtures.text(name, "query.txt").split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            try #require(words.count == 2)
            switch words[0] {
            case "file": query.files.append(words[1])
            case "device": query.devices.append(Self.reference(words[1]))
            case "cgroup": query.cgroups.append(words[1])
            default: Issue.record("unknown word \(words[0])")
            }
        }
        return query
    }

    private static func reference(_ text: String) -> DeviceReference {
        for tag in DeviceReference.Tag.allCases where text.hasPrefix(tag.rawValue + "=") {
            return .tag(tag, String(text.dropFirst(tag.rawValue.count + 1)))
        }
        return .path(text)
    }

    @Test("Is read as expected", arguments: try Fixtures.names())
    func state(name: String) throws {
        let state = try MachineState.read(root: Root(folder: Fixtures.path(name)), query: Self.query(name))
        let expected = try Fixtures.text(name, "expected.txt")
        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try state.description.write(
                toFile: Fixtures.path(name) + "/expected.txt", atomically: true, encoding: .utf8)
        }
        #expect(state.description == expected)
    }

    @Test("Reading twice gives the same state", arguments: try Fixtures.names())
    func stable(name: String) throws {
        let root = Root(folder: Fixtures.path(name))
        let query = try Self.query(name)
        #expect(try MachineState.read(root: root, query: query) == MachineState.read(root: root, query: query))
    }

    @Test("Without /proc there is no state, and the error says what is missing")
    func noProc() throws {
        let folder = NSTemporaryDirectory() + "no-proc-\(Foundation.UUID().uuidString)"
        let error = #expect(throws: SystemError.self) {
            try MachineState.read(root: Root(folder: folder), query: StateQuery())
        }
        #expect(
            error?.text == "open \(folder)/proc/meminfo: No such file or directory (ENOENT);"
                + " a copied state needs the machine's /proc and /sys")
    }
}
