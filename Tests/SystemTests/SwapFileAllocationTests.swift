import Foundation
import Support
import System
import Testing

@Suite("The blocks of a swap file")
struct SwapFileAllocationTests {
    private static let size: UInt64 = 1 << 20

    private func file(in folder: TemporaryFolder) throws -> FileDescriptor {
        try TrustedFolder.open(folder.path).createFile("file", mode: 0o600)
    }

    @Test("An allocated file has no holes, on a disk and in memory", arguments: ["/tmp", "/dev/shm"])
    func allocated(place: String) throws {
        let folder = try TemporaryFolder(in: place)
        let file = try file(in: folder)
        try file.disableCopyOnWrite()
        try file.allocate(Self.size)
        try file.sync()
        #expect(try file.swapObstacle(size: Self.size) == nil)
        #expect(try file.status().size == Self.size)
    }

    @Test("A file of written zeros has no holes either", arguments: ["/tmp", "/dev/shm"])
    func written(place: String) throws {
        let folder = try TemporaryFolder(in: place)
        let file = try file(in: folder)
        let size = 2 * Self.size + 4096
        try file.writeZeros(size)
        #expect(try file.status().size == size)
        #expect(try file.swapObstacle(size: size) == nil)
    }

    @Test("A hole is found", arguments: ["/tmp", "/dev/shm"], [0, 8192, (1 << 20) - 4096] as [UInt64])
    func hole(place: String, offset: UInt64) throws {
        let folder = try TemporaryFolder(in: place)
        let file = try file(in: folder)
        let block = [UInt8](repeating: 1, count: 4096)
        for index in 0..<(Self.size / 4096) where index * 4096 != offset { try file.write(block, at: index * 4096) }
        #expect(ftruncate(file.number, off_t(Self.size)) == 0)
        try file.sync()
        #expect(try file.swapObstacle(size: Self.size)?.hasPrefix("it has ") == true)
    }

    @Test("More pieces than the kernel shows at once are all read")
    func manyExtents() throws {
        let folder = try TemporaryFolder()
        let file = try file(in: folder)
        // A hole after every block, but for the first 100, which follow each other.
        let block = [UInt8](repeating: 1, count: 4096)
        for index in 0..<100 as Range<UInt64> { try file.write(block, at: index * 8192) }
        try file.sync()
        #expect(try file.swapObstacle(size: 200 * 4096) == "it has a hole at byte 4096")
        for index in 0..<100 as Range<UInt64> { try file.write(block, at: index * 8192 + 4096) }
        try file.sync()
        #expect(try file.swapObstacle(size: 200 * 4096) == nil)
    }
}
