import KernelConfigs
import Testing

@Suite("The beginning of an image")
struct ImageHeaderTests {
    @Test(
        "Compressions are told by all that their formats fix",
        arguments: [
            ([0x1f, 0x8b, 0x08, 0x00], .gzip), ([0x1f, 0x8b, 0x08, 0x20], nil), ([0x1f, 0x8b, 0x07, 0x00], nil),
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], .xz), ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 1, 0], nil),
            ([0x28, 0xb5, 0x2f, 0xfd], .zstd), ([0x89, 0x4c, 0x5a, 0x4f, 0, 13, 10, 26, 10], .lzo),
            ([0x89, 0x4c, 0x5a, 0x4f], nil), (Array("BZh91AY&SY".utf8), .bzip2), (Array("BZh9xxxxxx".utf8), nil),
            ([2, 0x21, 0x4c, 0x18, 1, 0, 0, 0], .lz4), ([2, 0x21, 0x4c, 0x18, 0, 0, 0, 0], nil),
            ([2, 0x21, 0x4c, 0x18, 0, 0, 0, 1], nil), ([2, 0x21, 0x4c, 0x18], nil), ([4, 0x22, 0x4d, 0x18], .lz4),
            ([0x5d, 0, 0, 0, 4] + [UInt8](repeating: 255, count: 8), .lzma),
            ([0x5d, 0, 0, 0, 4, 0, 0, 8, 0, 0, 0, 0, 0], .lzma), ([0x5d, 0, 0, 0, 4, 0, 0, 8, 0, 0, 0, 0, 1], nil),
            ([0x5d, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0], nil),
            ([0x5d, 0, 0, 1, 4] + [UInt8](repeating: 255, count: 8), nil), ([0x5d, 0, 0, 0, 4], nil), ([], nil),
            ([0x1f], nil),
        ] as [([UInt8], Compression?)])
    func compression(bytes: [UInt8], compression: Compression?) {
        #expect(Compression.at(0, in: bytes) == compression)
        #expect(Compression.at(3, in: [1, 2, 3] + bytes) == compression)
        #expect(Compression.at(1, in: bytes) == nil || bytes.count > 1)
    }

    @Test(
        "A header cut off anywhere, or full of the greatest numbers, does no harm",
        arguments: [0x00, 0x7f, 0xff] as [UInt8])
    func hostile(filler: UInt8) {
        let marks: [(Int, [UInt8])] = [
            (0, [0x7f, 0x45, 0x4c, 0x46, 2, 1]), (0, [0x7f, 0x45, 0x4c, 0x46, 1, 2]), (0x202, Array("HdrS".utf8)),
            (4, Array("zimg".utf8)), (0, [0x27, 0x05, 0x19, 0x56]), (0x38, Array("ARMd".utf8)),
            (0x24, [0x18, 0x28, 0x6f, 0x01]), (0x24, [0x01, 0x6f, 0x28, 0x18]),
        ]
        for (offset, mark) in marks {
            var bytes = [UInt8](repeating: filler, count: ImageHeader.size)
            bytes.replaceSubrange(offset..<offset + mark.count, with: mark)
            #expect(ImageHeader(bytes).kind != .unknown)
            for length in 0..<bytes.count { #expect(ImageHeader(Array(bytes.prefix(length))).expectedSize >= 0) }
        }
    }

    @Test("A bzImage of a boot protocol without a payload's place has none")
    func oldProtocol() {
        var bytes = [UInt8](repeating: 1, count: ImageHeader.size)
        bytes.replaceSubrange(0x202..<0x208, with: Array("HdrS".utf8) + [7, 2])
        #expect(ImageHeader(bytes).kind == .bzImage && ImageHeader(bytes).payload == nil)
        bytes[0x206] = 8
        #expect(ImageHeader(bytes).payload == 2 * 512 + 0x0101_0101)
    }

    @Test("Nothing after the first sixteen candidates is kept")
    func search() {
        var search = PayloadSearch()
        search.search((0..<40).flatMap { _ in [0x28, 0xb5, 0x2f, 0xfd] as [UInt8] }, upTo: 160, at: 1000)
        #expect(search.candidates.map(\.offset) == (0..<16).map { 1000 + 4 * $0 })
    }
}
