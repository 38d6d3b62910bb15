import Foundation
import Support
import System
import Testing

@Suite("Unpacking gzip")
struct InflaterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        try folder.plant("plain", bytes)
        try Tool.run("/usr/bin/env", ["gzip", "-f", "-k", folder["plain"]])
        return try folder.bytes("plain.gz")
    }

    /// Bytes that shrink a little, so that the window and more than one block are used.
    private let sample = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7 ^ $0 >> 3) }

    @Test("The same comes out in whatever pieces it goes in", arguments: [1, 7, 1000, 1 << 20])
    func pieces(size: Int) throws {
        let packed = try gzip(sample) + [1, 2, 3]
        var inflater = try Inflater()
        var output: [UInt8] = []
        var position = 0
        while !inflater.hasEnded {
            let end = min(position + size, packed.count)
            output += try inflater.next(packed, &position, upTo: end, capacity: 5000)
        }
        #expect(output == sample && position == packed.count - 3)
        #expect(try inflater.next(packed, &position, upTo: packed.count) == [])
    }

    @Test("A size in the stream that lies changes nothing but the error", arguments: [0, 1, 0xff] as [UInt8])
    func size(lie: UInt8) throws {
        var packed = try gzip(sample)
        #expect(try Inflater.unpack(packed, limit: 200_000) == sample)
        #expect(throws: Inflater.Failure.tooLong) { _ = try Inflater.unpack(packed, limit: 199_999) }
        for index in packed.count - 4..<packed.count { packed[index] = lie }
        #expect(throws: Inflater.Failure.corrupt) { _ = try Inflater.unpack(packed, limit: 200_000) }
    }

    @Test("Nothing, no gzip, half of it and more than it are distinguished")
    func errors() throws {
        let packed = try gzip(sample)
        #expect(throws: Inflater.Failure.truncated) { _ = try Inflater.unpack([], limit: 10) }
        #expect(throws: Inflater.Failure.corrupt) { _ = try Inflater.unpack(Array("text".utf8), limit: 10) }
        #expect(throws: Inflater.Failure.truncated) { _ = try Inflater.unpack(packed.dropLast(1), limit: 1 << 20) }
        #expect(throws: Inflater.Failure.trailingGarbage(at: packed.count)) {
            _ = try Inflater.unpack(packed + [0], limit: 1 << 20)
        }
    }
}
