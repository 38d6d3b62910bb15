import CommandLine
import Commands
import Foundation
import System
import Testing
import Text

@Suite("Commands on a board")
struct CommandTests {
    private let board: Board

    init() throws { board = try Board() }

    private func run(_ arguments: String..., user: UInt32 = 1000, input: String = "") -> Run {
        Run(arguments, .init(input: input, user: user, root: board.root))
    }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    // MARK: plan

    @Test("A board that is in sync has a plan of nothing", arguments: [[], ["--detailed-exitcode"]])
    func inSync(options: [String]) {
        let run = Run(["plan"] + options, .init(root: board.root))
        #expect(run.status == .done)
        #expect(run.errors == "")
        #expect(
            run.output == """
                  = zram.zram0: in sync
                  = swap_files./var/swap: in sync
                  = cgroups.app: in sync

                Plan: 0 to create, 0 to change, 0 to replace, 0 to remove, 3 in sync.

                """)
    }

    @Test("A change is shown with its steps; only --detailed-exitcode shows it in the exit status")
    func change() throws {
        try board.change("priority: 10 }", to: "priority: 20 }")
        let plain = run("plan")
        #expect(plain.status == .done)
        #expect(
            plain.output == """
                  = zram.zram0: in sync
                  ~ swap_files./var/swap: change in place
                    priority: 10 -> 20
                    1. swapoff /var/swap
                    2. swapon /var/swap, priority 20
                  = cgroups.app: in sync

                Plan: 0 to create, 1 to change, 0 to replace, 0 to remove, 2 in sync.

                """)
        #expect(run("plan", "--detailed-exitcode").status == .changes)
    }

    @Test("--root reads another machine, and its profile where none is named")
    func otherRoot() throws {
        let elsewhere = Run(["plan", "--root", board.root])
        #expect(elsewhere.status == .done)
        #expect(elsewhere.output == run("plan").output)
        #expect(Run(["plan", "--root", board.root + "/"]).output == elsewhere.output)
        let missing = Run(["plan", "--root", board.root + "/var", board.root + "/etc/zramctl-swift/profile.yaml"])
        #expect(missing.status == .error)
        #expect(missing.output == "")
        #expect(missing.errors.hasPrefix("zramctl-swift: error: open \(board.root)/var/proc/meminfo: No such file"))
    }

    @Test(
        "A /proc that is not there comes with what to do, and other trouble does not", arguments: [true, false])
    func unreadable(isMissing: Bool) throws {
        try board.remove("proc/meminfo")
        if !isMissing { try board.write("proc/meminfo/file") }
        let run = run("plan")
        #expect(run.status == .error)
        #expect(run.errors.contains("zramctl-swift: error: "))
        #expect(run.errors.contains("mount a whole one") == isMissing)
    }

    @Test("Figures beyond all bounds are no reason to end", arguments: [Self.profileOfMuch, Self.profileOfNothing])
    func hugeFigures(profile: String) throws {
        try board.write("etc/zramctl-swift/profile.yaml", profile)
        let most = UInt64.max
        try board.write(
            "proc/meminfo",
            "MemTotal: \(most) kB\nMemAvailable: \(most) kB\nCommitLimit: 1 kB\nCommitted_AS: \(most) kB\n")
        try board.write("proc/sys/vm/overcommit_memory", "2\n")
        try board.write("sys/block/zram0/mm_stat", "\(most) \(most) \(most) 0 0 0 0 0 0\n")
        let areas = ["/dev/zram0", "/var/swap"] + (0..<99).map { "/x\($0)" }
        try board.write(
            "proc/swaps",
            "Filename Type Size Used Priority\n"
                + areas.map { "\($0) partition \(most) \($0 == "/var/swap" ? most : 0) -2\n" }.joined())
        for command in ["plan", "status"] { #expect(run(command).output != "") }
    }

    private static let profileOfMuch = "version: 1\nunmanaged: remove\nswap_files: { /var/swap: { size: 1M } }\n"
    private static let profileOfNothing = "version: 1\nunmanaged: remove\n"

    @Test("What cannot be done is shown at the profile's line, and the status is 1")
    func blocked() throws {
        try board.change("algorithm: lz4", to: "algorithm: lz4hc")
        let plain = run("plan", "--detailed-exitcode")
        #expect(plain.status == .error)
        #expect(plain.errors == "")
        #expect(plain.output.contains("  ! zram.zram0: blocked\n"))
        #expect(plain.output.contains("    \(board.root)/etc/zramctl-swift/profile.yaml:5:16: error: "))
        #expect(plain.output.contains("        5 |     algorithm: lz4hc\n          |                ^\n"))
        #expect(plain.output.contains("\nBlocked: 1 cannot be done here: zram.zram0.\nPlan: 0 to create, "))

        let data = run("plan", "--json")
        #expect(data.status == .error)
        #expect(data.errors.hasPrefix("\(board.root)/etc/zramctl-swift/profile.yaml:5:16: error: "))
        #expect((try json(data.output)["summary"] as? [String: Any])?["blocked"] as? Int == 1)
    }

    @Test("With --json there is nothing but JSON on standard output")
    func planJSON() throws {
        try board.change("size: 64M", to: "size: 32M")
        let run = run("plan", "--json", "--detailed-exitcode")
        #expect(run.status == .changes)
        #expect(run.errors == "")
        let resources = try #require(try json(run.output)["resources"] as? [[String: Any]])
        #expect(resources.map { $0["name"] as? String } == ["zram0", "/var/swap", "app"])
        #expect(resources[1]["actions"] as? [String] == ["delete", "create"])
    }

    @Test("The same input gives the same bytes")
    func stable() throws {
        try board.change("size: 64M", to: "size: 32M")
        #expect(run("plan").output == run("plan").output)
        #expect(run("plan", "--json").output == run("plan", "--json").output)
    }

    // MARK: profiles

    @Test(
        "A wrong profile: all errors on standard error, nothing done",
        arguments: [["plan"], ["apply"], ["off"], ["plan", "--json"], ["apply", "-n"], ["validate"]])
    func wrongProfile(command: [String]) throws {
        let profile = "version: 1\nzram:\n  zram0: { size: 1X, algoritm: lz4 }\n"
        try board.write("etc/zramctl-swift/profile.yaml", profile)
        let run = Run(command, .init(user: 0, root: board.root))
        #expect(run.status == .error)
        // With --json the same stands in an object; see JSONOutputTests.
        #expect(run.output.isEmpty != command.contains("--json"))
        let file = "\(board.root)/etc/zramctl-swift/profile.yaml"
        #expect(run.errors.contains("\(file):3:19: error: "))
        #expect(run.errors.contains("\(file):3:22: error: "))
        let isChange = command == ["apply"] || command == ["off"]
        #expect(run.errors.hasSuffix("zramctl-swift: 2 errors in \(file)\(isChange ? "; nothing was changed" : "")\n"))
    }

    @Test("A profile can come from standard input")
    func standardInput() {
        #expect(run("plan", "-", input: Board.profile).output == run("plan").output)
        let wrong = run("plan", "-", input: "version: 2\n")
        #expect(wrong.status == .error)
        #expect(wrong.errors.hasPrefix("<stdin>:1:10: error: "))
    }

    @Test("A missing profile is named, with what to do about the default one")
    func missingProfile() throws {
        try board.remove("etc/zramctl-swift/profile.yaml")
        let file = "\(board.root)/etc/zramctl-swift/profile.yaml"
        let run = run("plan")
        #expect(run.status == .error)
        #expect(
            run.errors == """
                zramctl-swift: error: open \(file): No such file or directory (ENOENT)
                    help: begin with an example: cp /usr/share/doc/zramctl-swift/examples/board-512m.yaml /etc/zramctl-swift/profile.yaml

                """)
        #expect(
            self.run("plan", "/nowhere/p").errors
                == "zramctl-swift: error: open /nowhere/p: No such file or directory (ENOENT)\n"
                + "    help: examples are in /usr/share/doc/zramctl-swift/examples/\n")
        #expect(
            self.run("plan", "/").errors == "zramctl-swift: error: read /: Is a directory (EISDIR)\n")
    }

    // MARK: validate

    @Test("validate says that a profile is right, as text and as data")
    func validate() throws {
        let file = "\(board.root)/etc/zramctl-swift/profile.yaml"
        let plain = run("validate")
        #expect(plain.status == .done)
        #expect(plain.output == "\(file): valid\n")
        #expect(plain.errors == "")
        let data = try json(run("validate", "--json").output)
        #expect(data["valid"] as? Bool == true)
        #expect(data["file"] as? String == file)
    }

    @Test("validate gives the errors as data, and as prose on standard error")
    func validateWrong() throws {
        let run = run("validate", "--json", "-", input: "version: 1\nzran: {}\n")
        #expect(run.status == .error)
        #expect(run.errors.hasPrefix("<stdin>:2:1: error: "))
        let data = try json(run.output)
        #expect(data["valid"] as? Bool == false)
        let location = (data["diagnostics"] as? [[String: Any]])?.first?["location"] as? [String: Any]
        #expect(location?["line"] as? Int == 2)
    }

    // MARK: status

    @Test("status shows the devices, the areas and the profile's cgroups")
    func status() {
        let run = run("status")
        #expect(run.status == .done)
        #expect(run.errors == "")
        #expect(
            run.output == """
                Memory: 512M, 256M available

                ZRAM   SIZE  ALGORITHM  DATA  COMPRESSED  RATIO  MEMORY  LIMIT  PRIORITY  LABEL
                zram0  256M  lz4          4K          74  55.35     12K      -       100  zram0

                SWAP        SIZE  USED  PRIORITY
                /dev/zram0  256M     0       100
                /var/swap    64M     0        10

                CGROUP  USED  LIMIT            VALUE
                app       1M  memory.max        128M
                              memory.swap.max    64M

                """)
    }

    @Test("status without a profile shows the rest; a wrong one is reported besides")
    func statusWithoutProfile() throws {
        try board.remove("etc/zramctl-swift/profile.yaml")
        let without = run("status")
        #expect(without.status == .done)
        #expect(without.errors == "")
        #expect(without.output.contains("/var/swap") && !without.output.contains("CGROUP"))
        #expect(try json(run("status", "--json").output)["cgroups"] is NSNull)

        let wrong = run("status", "-", input: "version: 2\n")
        #expect(wrong.status == .error)
        #expect(wrong.output == without.output)
        #expect(wrong.errors.hasPrefix("<stdin>:1:10: error: "))
        #expect(run("status", "/nowhere/p").status == .error)
    }

    // MARK: apply and off

    @Test("Changing the machine takes root; showing what would change does not", arguments: ["apply", "off"])
    func root(command: String) throws {
        let run = run(command)
        #expect(run.status == .error)
        #expect(run.output == "")
        #expect(
            run.errors == """
                zramctl-swift: error: \(command) must run as root: it changes swap and writes to /sys
                    help: run it as root; \(command) --dry-run shows what it would do

                """)
        #expect(self.run(command, "--dry-run").status == .done)
    }

    @Test(
        "Without the right to swap nothing is begun",
        arguments: [
            (
                Rights.noAdministration,
                """
                zramctl-swift: error: apply runs as root without CAP_SYS_ADMIN, and only with it swap can be changed
                    help: run it outside of containers, and see what takes capabilities away (in a systemd unit CapabilityBoundingSet=)

                """
            ),
            (
                .userNamespace,
                """
                zramctl-swift: error: apply runs as root of a user namespace, which must not change the machine's swap
                    help: run it as root on the host

                """
            ),
        ])
    func rights(_ rights: Rights, _ errors: String) throws {
        // In sync there is nothing that it would have to do.
        #expect(Run(["apply"], .init(user: 0, root: board.root, rights: rights)).status == .done)
        try board.change("priority: 100", to: "priority: 90")
        let run = Run(["apply"], .init(user: 0, root: board.root, rights: rights))
        #expect(run.status == .error)
        #expect(run.output == "")
        #expect(run.errors == errors)
    }

    @Test("In a container nothing is begun", arguments: [[], ["--log=console"], ["--quiet"]])
    func container(options: [String]) throws {
        try board.change("priority: 100", to: "priority: 90")
        try board.write("run/.containerenv")
        let run = Run(["apply"] + options, .init(user: 0, root: board.root))
        #expect(run.status == .error)
        #expect(run.output == "")
        #expect(run.errors.contains("error: this runs in a container (podman)"))
        #expect(!run.errors.contains("swapoff"))
        #expect(Run(["apply", "--force"], .init(user: 0, root: board.root)).output.contains("swapoff"))
    }

    @Test("--strict is not named where the machine cannot be changed at all")
    func strictInContainer() throws {
        try board.change("priority: 100", to: "priority: 90")
        try board.write("run/.containerenv")
        let run = Run(["apply", "--strict"], .init(user: 0, root: board.root))
        #expect(run.status == .error)
        #expect(run.errors.hasSuffix("zramctl-swift: nothing was changed: this machine cannot be changed from here\n"))
        // Where only limits change the container is a warning.
        try board.change("memory.max: 128M", to: "memory.max: 96M")
        let strict = Run(["apply", "--strict"], .init(user: 0, root: board.root))
        #expect(strict.errors.hasSuffix("zramctl-swift: nothing was changed: --strict was given\n"))
    }

    @Test("Signals end a run that waits for another one, and none that has begun", arguments: [true, false])
    func signals(isLocked: Bool) throws {
        let places = RuntimePlaces(object: nil, folders: [board.root])
        let lock = isLocked ? try MachineLock.take(places) : nil
        var noted = 0
        let run = Run(["apply"], .init(user: 0, root: board.root, places: places, noteSignals: { noted += 1 }))
        #expect(run.status == (isLocked ? .error : .done))
        #expect(noted == (isLocked ? 0 : 1))
        _ = consume lock
    }

    @Test("apply --dry-run is plan")
    func dryRun() throws {
        try board.change("priority: 10 }", to: "priority: 20 }")
        #expect(run("apply", "--dry-run").output == run("plan").output)
        #expect(run("apply", "-n", "--json").output == run("plan", "--json").output)
    }

    @Test("apply on a board that is in sync does nothing")
    func applyInSync() throws {
        let run = run("apply", user: 0)
        #expect(run.status == .done)
        #expect(run.errors == "")
        #expect(run.output == "Done: 0 created, 0 changed, 0 replaced, 0 removed, 3 in sync.\n")
    }

    @Test("apply shows each step, what failed and what to do, and goes on")
    func applyFailure() throws {
        try board.change("priority: 10 }", to: "priority: 20 }")
        let plain = run("apply", user: 0)
        #expect(plain.status == .error)
        #expect(plain.output.hasPrefix("[1/2] swap_files./var/swap: swapoff /var/swap\n"))
        #expect(
            plain.output.contains("swap_files./var/swap: error: swapoff /var/swap: Operation not permitted (EPERM)\n"))
        #expect(plain.output.contains("    done: nothing\n    not done: swapoff /var/swap\n"))
        #expect(
            plain.output.hasSuffix(
                "\n1 of 3 failed: swap_files./var/swap; 2 in sync.\n"))
        #expect(plain.errors == "")

        let data = run("apply", "--json", user: 0)
        #expect(data.status == .error)
        #expect(data.errors == plain.output)
        #expect((try json(data.output)["failed"] as? [[String: Any]])?.count == 1)
    }

    @Test("off takes down what the profile names, in reverse; swap files can stay")
    func off() throws {
        let run = run("off", "--dry-run")
        #expect(run.status == .done)
        let app = try #require(run.output.range(of: "cgroups.app"))
        let file = try #require(run.output.range(of: "swap_files./var/swap"))
        let zram = try #require(run.output.range(of: "zram.zram0"))
        #expect(app.lowerBound < file.lowerBound && file.lowerBound < zram.lowerBound)
        #expect(run.output.contains("unlink /var/swap\n"))
        #expect(!self.run("off", "--dry-run", "--keep-files").output.contains("unlink"))
    }
}
