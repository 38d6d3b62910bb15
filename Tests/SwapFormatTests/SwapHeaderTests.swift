import SwapFormat
import Testing
import Text

@Suite("Swap header")
struct SwapHeaderTests {
    struct Area: Sendable, CustomTestStringConvertible {
        var size: UInt64
        var pageSize: UInt64 = 4096
        var uuid = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"
        var label = ""

        var testDescription: String { "\(size) bytes, pages of \(pageSize), label \"\(label)\"" }
    }

    static let areas = [
        Area(size: 40960),
        Area(size: 1 << 20, label: "zram0"),
        Area(size: 256 << 20, label: "123456789012345"),
        Area(size: (1 << 20) + 1000, label: "not whole pages"),
        Area(size: 8 << 30, uuid: "00000000-0000-8000-8000-000000000001", label: "größer"),
        Area(size: 1 << 20, pageSize: 8192, label: "8K"),
        Area(size: 1 << 20, pageSize: 16384),
        Area(size: 1 << 20, pageSize: 32768, label: "32K"),
        Area(size: 4 << 20, pageSize: 65536, label: "64K"),
    ]

    @Test("Is byte for byte what mkswap writes", arguments: areas)
    func encoding(area: Area) throws {
        let header = SwapHeader(
            pageSize: area.pageSize, lastPage: UInt32(area.size / area.pageSize) - 1,
            uuid: try #require(UUID(text: area.uuid)), label: area.label)
        let real = try Mkswap.firstBytes(
            size: area.size, pageSize: area.pageSize, uuid: area.uuid, label: area.label)
        #expect(firstDifference(header.encoded(), real) == nil)
    }

    @Test("Is read back from what mkswap writes", arguments: areas)
    func decoding(area: Area) throws {
        let real = try Mkswap.firstBytes(
            size: area.size, pageSize: area.pageSize, uuid: area.uuid, label: area.label, count: 65536)
        let header = try #require(SwapHeader(firstBytes: real, pageSize: area.pageSize))
        #expect(header.label == area.label)
        #expect(header.uuid.text == area.uuid)
        #expect(header.pageSize == area.pageSize)
        #expect(header.badPages == 0)
        #expect(!header.isByteSwapped)
        #expect(header.areaBytes == area.size / area.pageSize * area.pageSize)
        #expect(SwapSignature(firstBytes: real) == .swap(header))
    }

    @Test("Of the other byte order has every number swapped and nothing else")
    func byteOrder() throws {
        let uuid = try #require(UUID(text: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"))
        let little = SwapHeader(pageSize: 4096, lastPage: 0x0102_0304, badPages: 7, uuid: uuid, label: "x")
        var big = little
        big.isByteSwapped = true
        let bytes = big.encoded()
        #expect(Array(bytes[1024..<1036]) == [0, 0, 0, 1, 1, 2, 3, 4, 0, 0, 0, 7])
        #expect(firstDifference(Array(bytes[1036...]), Array(little.encoded()[1036...])) == nil)
        #expect(SwapHeader(firstBytes: bytes, pageSize: 4096) == big)
    }

    @Test("Cuts a label that is too long to the 15 bytes that the field has")
    func longLabel() throws {
        let uuid = try #require(UUID(bytes: [UInt8](repeating: 1, count: 16)))
        let bytes = SwapHeader(pageSize: 4096, lastPage: 9, uuid: uuid, label: "1234567890123456").encoded()
        #expect(bytes[1052 + 14] == UInt8(ascii: "5"))
        #expect(bytes[1052 + 15] == 0)
        #expect(SwapHeader(firstBytes: bytes, pageSize: 4096)?.label == "123456789012345")
    }

    @Test("Is not there without the magic, with another version, or in too few bytes")
    func rejection() throws {
        let uuid = try #require(UUID(bytes: [UInt8](repeating: 1, count: 16)))
        let good = SwapHeader(pageSize: 4096, lastPage: 9, uuid: uuid, label: "").encoded()
        var noMagic = good
        noMagic[4095] = UInt8(ascii: "1")
        #expect(SwapHeader(firstBytes: noMagic, pageSize: 4096) == nil)
        var version2 = good
        version2[1024] = 2
        #expect(SwapHeader(firstBytes: version2, pageSize: 4096) == nil)
        #expect(SwapHeader(firstBytes: Array(good.dropLast()), pageSize: 4096) == nil)
        #expect(SwapHeader(firstBytes: good, pageSize: 8192) == nil)
        #expect(SwapHeader(firstBytes: [], pageSize: 4096) == nil)
    }
}
