import Foundation
import Text
import SwapFormat
import Support
import System
import Testing

@testable import LiveState

/// What stands at the path of a swap file, on the machine itself.
@Suite("A swap file's path")
struct LiveFileTests {
    private let folder: TemporaryFolder
    private let header: SwapHeader

    init() throws {
        folder = try TemporaryFolder()
        header = SwapHeader(
            pageSize: 4096, lastPage: 15, uuid: try #require(UUID(bytes: [UInt8](repeating: 9, count: 16))),
            label: "board")
    }

    private func file(_ name: String) throws -> SwapFileState {
        let state = try MachineState.read(root: Root(), query: StateQuery(files: [folder[name]]))
        return try #require(state.files.first)
    }

    @Test("A complete swap file")
    func swapFile() throws {
        try folder.plant("swap", header.encoded() + [UInt8](repeating: 0, count: 15 * 4096))
        #expect(chmod(folder["swap"], 0o600) == 0)
        let state = try file("swap")
        #expect(state.kind == .regular)
        #expect(state.size == 65536)
        #expect(state.allocated >= 65536)
        #expect(state.mode == 0o600)
        #expect(state.owner == getuid())
        #expect(state.links == 1)
        #expect(state.content == .swap(header))
        #expect(state.active == nil)
        #expect(state.hasFolder)
        #expect(state.folderMode == 0o700)
        #expect(state.folderOwner == getuid())
        #expect(state.fileSystem != nil)
        #expect(state.freeSpace ?? 0 > 0)
    }

    @Test("A link or a folder of another user on the way is reported with its path")
    func obstacles() throws {
        try folder.plant("real/own/swap", [])
        try folder.plant("open/own/swap", [])
        #expect(symlink("real", folder["link"]) == 0)
        #expect(chmod(folder["open"], 0o777) == 0)
        #expect(try file("real/own/swap").folderObstacle == nil)
        #expect(try file("link/own/swap").folderObstacle == "\(folder["link"]): a symbolic link is not followed here")
        #expect(
            try file("open/own/swap").folderObstacle
                == "\(folder["open"]): others than its owner may write to this directory")
    }

    @Test("A file with holes shows how little is allocated")
    func holes() throws {
        try folder.plant("swap", header.encoded())
        #expect(truncate(folder["swap"], 1 << 20) == 0)
        let state = try file("swap")
        #expect(state.size == 1 << 20)
        #expect(state.allocated < 1 << 20)
    }

    @Test("Nothing, in a folder and without one")
    func missing() throws {
        let state = try file("nothing")
        #expect(state.kind == .missing)
        #expect(state.content == .empty)
        #expect(state.hasFolder)
        let deeper = try file("no/such/folder")
        #expect(deeper.kind == .missing)
        #expect(!deeper.hasFolder)
        #expect(deeper.freeSpace == nil)
        try folder.plant("file", "x")
        #expect(try file("file/swap").kind == .missing)
        #expect(try !file("file/swap").hasFolder)
    }

    @Test("What is no regular file is named and never opened")
    func others() throws {
        folder.makeFolder("folder")
        #expect(try file("folder").kind == .other("directory"))
        #expect(mkfifo(folder["fifo"], 0o600) == 0)
        #expect(try file("fifo").kind == .other("FIFO"))
        try folder.link("dangling", to: "nothing")
        let link = try file("dangling")
        #expect(link.kind == .other("symbolic link"))
        #expect(link.content == .unknown("a symbolic link, not a regular file"))
    }

    @Test("A file that holds something else is not taken for swap")
    func foreign() throws {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.replaceSubrange(0..<8, with: Array("LUKS".utf8) + [0xba, 0xbe, 0, 1])
        try folder.plant("image", bytes)
        #expect(try file("image").content == .foreign("crypto_LUKS"))
        try folder.plant("text", "notes\n")
        #expect(try file("text").content == .empty)
    }
}
