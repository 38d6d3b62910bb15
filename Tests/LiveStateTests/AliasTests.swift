import Foundation
import Text
import Support
import System
import Testing

@testable import LiveState

/// On the machine itself an active area is found by what it is, whatever it is called.
@Suite("Active areas under other names")
struct AliasTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.plant("swap", "x")
        try folder.plant("other", "x")
        try folder.link("folder", to: folder.path)
        try folder.link("soft", to: "swap")
        try folder.link("chain", to: folder["folder/soft"])
        try FileManager.default.linkItem(atPath: folder["swap"], toPath: folder["hard"])
    }

    private func row(_ path: String, isDeleted: Bool = false, kind: ActiveSwap.Kind = .file) -> ActiveSwap {
        ActiveSwap(path: path, isDeleted: isDeleted, kind: kind, size: 4096, priority: .automatic)
    }

    private func reader(_ rows: [ActiveSwap]) throws -> SwapFileReader {
        let root = Root()
        return SwapFileReader(
            root: root, swaps: try SwapTable(rows: rows, root: root), mounts: MountTable(mountinfo: []), pageSize: 4096)
    }

    @Test(
        "A file is found through symbolic links, hard links and linked folders",
        arguments: ["swap", "hard", "soft", "chain", "folder/swap", "folder/hard"], ["swap", "hard"])
    func file(name: String, activeName: String) throws {
        let active = row(folder[activeName])
        var reader = try reader([row("/nowhere"), active, row(folder["other"])])
        let state = reader.file(folder[name])
        #expect(state.active == active)
        #expect(state.kind == (["soft", "chain"].contains(name) ? .other("symbolic link") : .regular))
        #expect(state.links == (state.kind == .regular ? 2 : 1))
    }

    @Test("Another file is not it")
    func otherFile() throws {
        var reader = try reader([row(folder["swap"])])
        #expect(reader.file(folder["other"]).active == nil)
        #expect(reader.file(folder["nothing"]).active == nil)
    }

    @Test("A file that took the place of a removed one is not the active one")
    func replaced() throws {
        var reader = try reader([row(folder["swap"], isDeleted: true)])
        #expect(reader.file(folder["swap"]).active == nil)
    }

    @Test(
        "A device is found by its number, whatever its node is called",
        .enabled(if: getuid() == 0, "making a device node requires root privileges"))
    func device() throws {
        // A number that no driver has: the nodes are never opened.
        let number: dev_t = 0xfe_00fa
        for name in ["one", "two"] { try #require(mknod(folder[name], S_IFBLK | 0o600, number) == 0) }
        try #require(mknod(folder["three"], S_IFBLK | 0o600, number + 1) == 0)
        let active = row(folder["one"], kind: .partition)
        let root = Root()
        let swaps = try SwapTable(rows: [active], root: root)
        #expect(swaps.row(folder["two"], try root.status(folder["two"])) == active)
        #expect(swaps.row(folder["three"], try root.status(folder["three"])) == nil)
        #expect(swaps.row(ofDevice: try root.status(folder["two"]).node) == active)
        #expect(swaps.row(named: folder["one"]) == active)
        #expect(swaps.row(named: folder["two"]) == nil)
    }

    @Test("A removed device node is still found by its path")
    func removedNode() throws {
        let active = row("/dev/zram7", isDeleted: true, kind: .partition)
        let swaps = try SwapTable(rows: [active], root: Root())
        #expect(swaps.row(named: "/dev/zram7") == active)
    }

    @Test("An active area that cannot be looked at leaves nobody in the belief that its file is unused")
    func unreadable() throws {
        try folder.link("loop", to: "loop")
        let error = #expect(throws: SystemError.self) { try SwapTable(rows: [row(folder["loop"])], root: Root()) }
        #expect(error?.text == "stat \(folder["loop"]): Too many levels of symbolic links (ELOOP)")
        #expect(try SwapTable(rows: [row(folder["nothing"])], root: Root()).row(named: folder["nothing"]) != nil)
    }

    @Test("A device that cannot be looked at is not one that is missing")
    func unreadableDevice() throws {
        try folder.link("loop", to: "loop")
        let reader = SwapDeviceReader(
            root: Root(), swaps: try SwapTable(rows: [], root: Root()), mounts: MountTable(mountinfo: []),
            pageSize: 4096)
        let loop = reader.device(.path(folder["loop"]))
        #expect(loop.problem == "stat \(folder["loop"]): Too many levels of symbolic links (ELOOP)")
        #expect(loop.content == .unknown(loop.problem ?? ""))
        let missing = reader.device(.path(folder["nothing"]))
        #expect(missing.problem == "there is no " + folder["nothing"] && missing.content == .empty)
    }

    @Test("A thousand areas are distinguished")
    func many() throws {
        let rows = (0..<1000).map { row("/swap/\($0)") }
        let swaps = try SwapTable(rows: rows, root: Root(folder: folder.path))
        for row in rows { #expect(swaps.row(named: row.path) == row) }
        #expect(swaps.row(named: "/swap/1000") == nil)
    }

    @Test("A loop device over an active swap file is recognised")
    func loopOverSwap() throws {
        let machine = try TemporaryFolder()
        try machine.plant("proc/meminfo", "MemTotal: 524288 kB\nMemAvailable: 262144 kB\n")
        try machine.plant(
            "proc/swaps", "Filename Type Size Used Priority\n/var/swap file 65532 0 10\n")
        try machine.plant("var/swap", "")
        try machine.plant("sys/block/loop0/loop/backing_file", "/var/swap\n")
        try machine.plant("sys/class/block/loop0/size", "131072\n")
        let state = try MachineState.read(
            root: Root(folder: machine.path), query: StateQuery(devices: [.path("/dev/loop0")]))
        #expect(state.devices[0].active == nil && state.devices[0].activeBacking == "/var/swap")
    }
}
