import Text
import SwapFormat
import Support
import System
import Testing

@testable import LiveState

@Suite("An area's content")
struct AreaContentTests {
    private let folder: TemporaryFolder
    private let uuid: UUID

    init() throws {
        folder = try TemporaryFolder()
        uuid = try #require(UUID(bytes: [UInt8](repeating: 5, count: 16)))
    }

    private func content(
        _ bytes: [UInt8], pageSize: UInt64 = 4096, _ scrutiny: AreaContent.Scrutiny
    ) throws -> AreaContent {
        try folder.plant("area", bytes)
        return AreaContent.read(try Root().open(folder["area"]), pageSize: pageSize, scrutiny)
    }

    private func swap(pageSize: UInt64 = 4096) -> (header: SwapHeader, bytes: [UInt8]) {
        let header = SwapHeader(pageSize: pageSize, lastPage: 63, uuid: uuid, label: "area")
        return (header, header.encoded() + [UInt8](repeating: 0, count: Int(pageSize) * 63))
    }

    @Test(
        "A swap header is recognized at any scrutiny",
        arguments: [.header, .content, .everything] as [AreaContent.Scrutiny])
    func plainSwap(scrutiny: AreaContent.Scrutiny) throws {
        let area = swap()
        #expect(try content(area.bytes, scrutiny) == .swap(area.header))
    }

    @Test(
        "An area of another page size than the kernel's is reported with its own",
        arguments: [4096, 8192, 16384, 32768, 65536] as [UInt64], [4096, 16384, 65536] as [UInt64])
    func pageSizes(made: UInt64, kernel: UInt64) throws {
        let area = swap(pageSize: made)
        #expect(try content(area.bytes, pageSize: kernel, .content) == .swap(area.header))
    }

    @Test("A partition table before the header is reported where everything is looked at")
    func partitionTable() throws {
        var area = swap()
        area.bytes.replaceSubrange(446..<462, with: [0, 0, 9, 0, 0x83, 0, 17, 0, 8, 0, 0, 0, 8, 0, 0, 0])
        area.bytes.replaceSubrange(510..<512, with: [0x55, 0xaa])
        #expect(try content(area.bytes, .header) == .swap(area.header))
        #expect(try content(area.bytes, .everything) == .foreign("swap and dos"))
    }

    @Test("A hibernation image is never taken for swap")
    func hibernation() throws {
        var area = swap()
        area.bytes.replaceSubrange(4086..<4096, with: Array("S1SUSPEND\0".utf8))
        for scrutiny in [AreaContent.Scrutiny.header, .content, .everything] {
            #expect(try content(area.bytes, scrutiny) == .hibernation("S1SUSPEND"))
        }
    }

    @Test("Nothing is empty, however short")
    func empty() throws {
        for count in [0, 1, 4095, 4096, 4097, 65536, 1 << 20] {
            for scrutiny in [AreaContent.Scrutiny.header, .content, .everything] {
                #expect(try content([UInt8](repeating: 0, count: count), scrutiny) == .empty)
            }
        }
    }

    @Test("The old swap format, which no kernel takes any more, is foreign")
    func oldSwap() throws {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.replaceSubrange(4086..<4096, with: Array("SWAP-SPACE".utf8))
        #expect(try content(bytes, .content) == .foreign("swap of an unknown version"))
    }

    @Test("What cannot be read is unknown, with the reason")
    func unreadable() throws {
        folder.makeFolder("folder")
        let folderContent = AreaContent.read(try Root().open(folder["folder"]), pageSize: 4096, .content)
        #expect(folderContent == .unknown("read \(folder["folder"]): Is a directory (EISDIR)"))
    }
}
