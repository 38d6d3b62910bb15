import Foundation
import Support
import SwapFormat
import System
import Testing
import Text

@Suite("What libblkid reads in a file")
struct BlkidProbeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func probe(_ bytes: [UInt8]) throws -> BlkidProbe.Finding {
        try folder.plant("image", bytes)
        return try BlkidProbe.probe(Root().open(folder["image"]))
    }

    /// Zeros with these bytes in them; libblkid looks less closely at what fits on a floppy disk.
    private func image(_ parts: [(offset: Int, bytes: [UInt8])]) -> [UInt8] {
        var image = [UInt8](repeating: 0, count: 2 << 20)
        for part in parts { image.replaceSubrange(part.offset..<part.offset + part.bytes.count, with: part.bytes) }
        return image
    }

    private let luks: (Int, [UInt8]) = (0, Array("LUKS".utf8) + [0xba, 0xbe, 0, 1])
    /// One Linux partition from sector 8 on.
    private let partitionTable: (Int, [UInt8]) = (
        446, [0, 0, 9, 0, 0x83, 0, 17, 0, 8, 0, 0, 0, 8, 0, 0, 0] + [UInt8](repeating: 0, count: 48) + [0x55, 0xaa]
    )

    private func swapHeader() throws -> (Int, [UInt8]) {
        let uuid = try #require(UUID(bytes: [UInt8](repeating: 7, count: 16)))
        return (1024, Array(SwapHeader(pageSize: 4096, lastPage: 255, uuid: uuid, label: "x").encoded()[1024...]))
    }

    @Test("Zeros, text, and a file too small for anything are nothing")
    func nothing() throws {
        #expect(try probe(image([])) == .nothing)
        #expect(try probe(Array("#!/bin/sh\n".utf8)) == .nothing)
        #expect(try probe([]) == .nothing)
        #expect(try probe(Array(image([]).prefix(1024))) == .nothing)
    }

    @Test("Encryption, a partition table and swap have libblkid's names")
    func found() throws {
        #expect(try probe(image([luks])) == .found(["crypto_LUKS"]))
        #expect(try probe(image([partitionTable])) == .found(["dos"]))
        #expect(try probe(image([swapHeader()])) == .found(["swap"]))
        #expect(try probe(image([(4086, Array("S1SUSPEND".utf8))])) == .found(["swsuspend"]))
    }

    @Test("Swap on a disk with a partition table names both")
    func both() throws {
        #expect(try probe(image([swapHeader(), partitionTable])) == .found(["swap", "dos"]))
    }

    @Test("A GPT is found without the MBR that protects it")
    func partitionTableWithoutMBR() throws {
        var header = Array("EFI PART".utf8) + [0, 0, 1, 0, 92, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
        // This header, the other one, the first and the last sector for partitions, the disk, 128 entries from sector 2.
        for sector in [UInt64(1), 4095, 34, 4062] { header += bytes(sector) }
        header += [UInt8](repeating: 7, count: 16) + bytes(UInt64(2)) + bytes(UInt32(128)) + bytes(UInt32(128))
        header += bytes(checksum([UInt8](repeating: 0, count: 16384)))
        header.replaceSubrange(16..<20, with: bytes(checksum(header)))
        #expect(try probe(image([(512, header)])) == .found(["gpt"]))
    }

    private func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    /// CRC-32.
    private func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
        }
    }

    @Test("Encryption outranks the swap header that is left after it")
    func encrypted() throws {
        #expect(try probe(image([luks, swapHeader()])) == .found(["crypto_LUKS"]))
    }

    @Test("What cannot be read is not taken for wiped")
    func unreadable() throws {
        try folder.plant("image", image([luks]))
        let file = try FileDescriptor.open(folder["image"], O_WRONLY)
        let error = try #require(throws: SystemError.self) {
            try BlkidProbe.wipe(file) { (_, _) throws(SystemError) in }
        }
        #expect(error.text == "wipe \(folder["image"]): libblkid could not read it")
    }

    @Test("Signatures that exclude each other are ambivalent, and all of them named")
    func ambivalent() throws {
        let squashfs: (Int, [UInt8]) = (0, Array("hsqs".utf8) + [UInt8](repeating: 0, count: 24) + [4, 0, 0, 0])
        #expect(try probe(image([squashfs])) == .found(["squashfs"]))
        #expect(try probe(image([squashfs, swapHeader()])) == .ambivalent(["swap", "squashfs"]))
    }
}
