import CommandLine
import Commands
import Foundation
import Support
import System
import Testing

/// Whatever comes of a run with --json: one object on standard output, of the form that the command's schema describes.
@Suite("Output with --json")
struct JSONOutputTests {
    private let board: Board

    init() throws { board = try Board() }

    private static let profiles = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "profiles")

    private static func schema(_ command: String) throws -> SchemaValidator {
        let data = try Data(contentsOf: profiles.appending(path: command + ".schema.json"))
        return SchemaValidator(try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]))
    }

    /// The members of the only object on standard output, after a look at its form.
    @discardableResult
    private func members(_ run: Run, _ command: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect(try Self.schema(command).accepts(JSONLike(value)), "\(command): \(run.output)")
        let members = try #require(value as? [String: Any])
        let status = try #require(members["exit_status"] as? [String: Any])
        #expect(status["code"] as? Int == Int(run.status.rawValue))
        #expect((status["meaning"] as? String)?.isEmpty == false)
        return members
    }

    private func run(_ arguments: [String], user: UInt32 = 0, places: RuntimePlaces? = nil) -> Run {
        Run(arguments, .init(user: user, root: board.root, places: places))
    }

    @Test("A board in sync and one that is not", arguments: ["plan", "apply", "off", "status", "validate"])
    func reports(command: String) throws {
        try members(run([command, "--json"]), command)
        try board.change("priority: 10 }", to: "priority: 20 }")
        try board.change("algorithm: lz4", to: "algorithm: lzo-rle(level=3)")
        try board.change("memory.max: 128M", to: "memory.max: 96M")
        let run = run([command, "--json"])
        let members = try members(run, command)
        #expect(members["command"] == nil)
        if command == "apply" { #expect((members["failed"] as? [Any])?.isEmpty == false) }
    }

    @Test("What is refused as a whole says why", arguments: ["--strict", "--all-or-nothing"])
    func refused(option: String) throws {
        try board.change("algorithm: lz4", to: "algorithm: zstd(level=3)")
        try board.write("run/.containerenv")
        let members = try members(run(["apply", "--json", option]), "apply")
        #expect(members["refusal"] as? String == "this machine cannot be changed from here")
    }

    @Test("A wrong profile", arguments: ["plan", "apply", "off", "status", "validate"])
    func wrongProfile(command: String) throws {
        try board.change("algorithm: lz4", to: "algoritm: lz4")
        let run = run([command, "--json"])
        #expect(run.status == .error)
        let diagnostics = try #require(try members(run, command)["diagnostics"] as? [[String: Any]])
        #expect(diagnostics.first?["summary"] as? String == "`zram0` has no key `algoritm`")
        let location = try #require(diagnostics.first?["location"] as? [String: Any])
        #expect(location["line"] as? Int == 5 && location["column"] as? Int == 5)
    }

    @Test("A missing profile", arguments: ["plan", "apply", "off", "validate"])
    func missingProfile(command: String) throws {
        let run = run([command, "--json", "/nowhere/profile.yaml"])
        #expect(run.status == .error)
        let members = try members(run, command)
        #expect(members["command"] as? String == command)
        let diagnostics = try #require(members["diagnostics"] as? [[String: Any]])
        #expect(
            diagnostics.map { $0["summary"] as? String } == [
                "open /nowhere/profile.yaml: No such file or directory (ENOENT)"
            ])
        let start = ["apply", "off"].contains(command) ? "nothing was changed; " : ""
        #expect(
            diagnostics.first?["help"] as? String == start + "examples are in /usr/share/doc/zramctl-swift/examples/")
    }

    @Test("A held lock", arguments: ["apply", "off"])
    func heldLock(command: String) throws {
        let places = RuntimePlaces(object: nil, folders: [board.root])
        let lock = try MachineLock.take(places)
        let run = run([command, "--json"], places: places)
        #expect(run.status == .error)
        let diagnostics = try #require(try members(run, command)["diagnostics"] as? [[String: Any]])
        #expect((diagnostics.first?["summary"] as? String)?.hasSuffix("(pid \(getpid())) holds the lock") == true)
        #expect(diagnostics.first?["help"] as? String == "wait for it: zramctl-swift \(command) --wait 60")
        _ = consume lock
    }

    @Test("A run without root's rights", arguments: ["apply", "off"])
    func ordinaryUser(command: String) throws {
        let run = run([command, "--json"], user: 1000)
        #expect(run.status == .error)
        #expect(try members(run, command)["command"] as? String == command)
    }

    @Test("A machine that cannot be read", arguments: ["plan", "apply", "off", "status"])
    func unreadable(command: String) throws {
        try FileManager.default.removeItem(atPath: board.root + "/proc/meminfo")
        try FileManager.default.removeItem(atPath: board.root + "/proc/swaps")
        let run = run([command, "--json"])
        #expect(run.status == .error)
        try members(run, command)
    }

    @Test("A wrong command line", arguments: [["plan", "--json", "--nonsense"], ["apply", "--json", "--wait=x"]])
    func usage(arguments: [String]) throws {
        let run = run(arguments)
        #expect(run.status == .usage)
        #expect(try members(run, arguments[0])["command"] as? String == arguments[0])
    }

    @Test("check has a report of its own, and the same object where it comes to none")
    func check() throws {
        let run = run(["check", "--json", "/nowhere/profile.yaml"])
        #expect(run.status == .error)
        #expect(try members(run, "plan")["command"] as? String == "check")
    }

    @Test("The plans and the states of all copied machines", arguments: try Fixtures.names())
    func fixtures(name: String) throws {
        let root = Fixtures.path(name)
        try members(run(["status", "--json", "--root", root]), "status")
        for profile in ["board-1g", "board-512m", "desktop", "emmc-swap-file", "router-64m"] {
            let path = Self.profiles.appending(path: profile + ".yaml").path
            try members(run(["plan", "--json", "--root", root, path]), "plan")
        }
    }

    @Test("The schemas reject what lacks a member, and what has one that they do not know")
    func schemaBites() throws {
        for command in ["plan", "apply", "off", "status", "validate"] {
            let run = run([command, "--json"])
            let value = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            let validator = try Self.schema(command)
            for name in value.keys {
                var less = value
                less[name] = nil
                #expect(try !validator.accepts(JSONLike(less)), "\(command) without \(name)")
            }
            #expect(try !validator.accepts(JSONLike(value.merging(["more": 1]) { $1 })), "\(command)")
        }
    }
}
