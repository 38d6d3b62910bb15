import KernelConfigs
import Testing

@Suite("The beginning of an image")
struct ImageHeaderTests {
    @Test(
        "Compressions are known by all that their formats fix",
        arguments: [
            ([0x1f, 0x8b, 0x08, 0x00], .gzip), ([0x1f, 0x8b, 0x08, 0x20], nil), ([0x1f, 0x8b, 0x07, 0x00], nil),
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], .xz), ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 1, 0], nil),
            ([0x28, 0xb5, 0x2f, 0xfd], .zstd), ([0x89, 0x4c, 0x5a, 0x4f, 0, 13, 10, 26, 10], .lzo),
            ([0x89, 0x4c, 0x5a, 0x4f], nil), (Array("BZh91AY&SY".utf8), .bzip2), (Array("BZh9xxxxxx".utf8), nil),
            ([2, 0x21, 0x4c, 0x18, 1, 0, 0, 0], .lz4), ([2, 0x21, 0x4c, 0x18, 0, 0, 0, 0], nil),
            ([2, 0x21, 0x4c, 0x18, 0, 0, 0, 1], nil), ([2, 0x21, 0x4c, 0x18], nil), ([4, 0x22, 0x4d, 0x18], .lz4),
            ([], nil), ([0x1f], nil),
        ] as [([UInt8], Compression?)])
    func compression(bytes: [UInt8], compression: Compression?) {
        #expect(Compression.at(0, in: bytes) == compression)
        #expect(Compression.at(3, in: [1, 2, 3] + bytes) == compression)
        #expect(Compression.at(1, in: bytes) == nil || bytes.count > 1)
    }

    private static let unknownSize = [UInt8](repeating: 255, count: 8)
    private static let halfMegabyte: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0]

    @Test(
        "Every LZMA header that a packer writes is found, whatever lc, lp, pb and the dictionary are",
        arguments: 0..<225 as Range<UInt8>)
    func lzma(properties: UInt8) {
        let isForXz = properties % 9 + properties / 9 % 5 <= 4
        for dictionary in [[0, 16, 0, 0], [0, 0, 1, 0], [0, 0, 128, 0], [0, 0, 0, 4], [0, 0, 0, 96]] as [[UInt8]] {
            for size in [Self.unknownSize, Self.halfMegabyte] {
                let header = [properties] + dictionary + size + [0]
                #expect(Compression.at(0, in: header) == (isForXz ? .lzma : nil))
                #expect(Compression.at(0, in: header, isBeginning: true) == .lzma)
                #expect(Compression.at(2, in: [9, 9] + header) == (isForXz ? .lzma : nil))
                #expect(Compression.at(0, in: Array(header.dropLast())) == nil)
            }
        }
    }

    @Test(
        "What is no LZMA header is not taken for one",
        arguments: [
            ([0xe1, 0, 0, 0, 4] + unknownSize + [0], false, false),
            ([0x5d, 0, 0, 0, 4] + unknownSize + [1], false, false),
            ([0x5d, 0, 0, 0, 0] + unknownSize + [0], false, false),
            ([0x5d, 0, 0, 0, 4, 0, 0, 8, 0, 0, 0, 0, 1, 0], false, false),
            ([0x5d, 0, 0, 0, 4, 255, 255, 0, 0, 0, 0, 0, 0, 0], false, false),
            ([0x5d, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0], true, true),
            ([0x5d, 0, 0, 0, 4, 0, 0, 0, 0x40, 0, 0, 0, 0, 0], true, true),
            ([0x5d, 0, 0, 0, 4, 1, 0, 0, 0x40, 0, 0, 0, 0, 0], false, false),
            // A dictionary that no packer chooses counts only where something packed is expected.
            ([0x5d, 0, 0, 1, 4] + unknownSize + [0], false, true),
            ([0x5d, 7, 0, 0, 0] + unknownSize + [0], false, true),
            ([0x5d, 0, 8, 0, 0] + unknownSize + [0], false, true),
            ([0x5d, 0, 0, 0, 0x80] + unknownSize + [0], false, true),
            ([0x5d, 0, 0, 0, 4], false, false),
        ] as [([UInt8], Bool, Bool)])
    func noLZMA(bytes: [UInt8], anywhere: Bool, atTheBeginning: Bool) {
        #expect((Compression.at(0, in: bytes) == .lzma) == anywhere)
        #expect((Compression.at(0, in: bytes, isBeginning: true) == .lzma) == atTheBeginning)
    }

    private static let marks: [(Int, [UInt8], ImageHeader.Kind)] = [
        (0, [0x7f, 0x45, 0x4c, 0x46, 2, 1], .elf), (0, [0x7f, 0x45, 0x4c, 0x46, 1, 2], .elf),
        (0x202, Array("HdrS".utf8), .bzImage), (4, Array("zimg".utf8), .zboot), (0, [0x27, 0x05, 0x19, 0x56], .uImage),
        (0, [0xd0, 0x0d, 0xfe, 0xed], .fit), (0, Array("ANDROID!".utf8), .android),
        (0, Array("VNDRBOOT".utf8), .android),
        (0x38, Array("ARMd".utf8), .image), (0x38, [0x52, 0x53, 0x43, 5], .image),
        (0x38, [0xcd, 0x23, 0x82, 0x81], .image), (0x24, [0x18, 0x28, 0x6f, 0x01], .zImage),
        (0x24, [0x01, 0x6f, 0x28, 0x18], .zImage), (0, [0x4d, 0x5a], .pe),
        (0, [0x1f, 0x8b, 8, 0], .packed(.gzip)),
    ]

    @Test(
        "A header is known as soon as its mark is there, and its figures stay within what they can say",
        arguments: [0x00, 0x7f, 0xff] as [UInt8])
    func hostile(filler: UInt8) {
        for (offset, mark, kind) in Self.marks {
            var bytes = [UInt8](repeating: filler, count: ImageHeader.size)
            bytes.replace(offset, with: mark)
            for length in 0...bytes.count {
                let header = ImageHeader(Array(bytes.prefix(length)))
                // What follows four bytes of ELF's is no part of the mark.
                let isThere = length >= offset + (kind == .elf ? 4 : mark.count)
                #expect((header.kind == kind) == isThere, "\(kind) with \(length) bytes")
                // Three figures of 32 bits at most are added up.
                #expect(0...3 << 32 ~= header.expectedSize || filler == 0x7f && kind == .elf)
                #expect(header.part.map { $0.offset >= 0 && $0.length ?? 0 >= 0 } ?? true)
            }
        }
    }

    @Test("Big-endian headers are read as such: a zImage's end, an ELF file's sections")
    func bigEndian() {
        var zImage = [UInt8](repeating: 0, count: ImageHeader.size)
        zImage.replace(0x24, with: [0x01, 0x6f, 0x28, 0x18, 0, 0, 0x10, 0, 0, 1, 0x20, 0])
        #expect(ImageHeader(zImage).expectedSize == 0x1_1000)
        zImage.replace(0x24, with: [0x18, 0x28, 0x6f, 0x01, 0, 0x10, 0, 0, 0, 0x20, 1, 0])
        #expect(ImageHeader(zImage).expectedSize == 0x1_1000)
        var elf = [UInt8](repeating: 0, count: ImageHeader.size)
        elf.replace(0, with: [0x7f, 0x45, 0x4c, 0x46, 1, 2])
        elf.replace(0x20, with: [0, 1, 0, 0])
        elf.replace(0x2e, with: [0, 40, 0, 3])
        #expect(ImageHeader(elf).expectedSize == 0x1_0000 + 120)
        elf[5] = 1
        #expect(ImageHeader(elf).expectedSize == 0)
        elf.replace(0x2e, with: [40, 0, 3, 0])
        #expect(ImageHeader(elf).expectedSize == 0x100 + 120)
    }

    @Test("A bzImage of a boot protocol without a payload's place has none, and 0 setup sectors stand for 4")
    func oldProtocol() {
        var bytes = [UInt8](repeating: 1, count: ImageHeader.size)
        bytes.replaceSubrange(0x202..<0x208, with: Array("HdrS".utf8) + [7, 2])
        #expect(ImageHeader(bytes).kind == .bzImage && ImageHeader(bytes).part == nil)
        bytes[0x206] = 8
        #expect(ImageHeader(bytes).part == ImagePart(2 * 512 + 0x0101_0101, 0x0101_0101))
        bytes[0x1f1] = 0
        #expect(ImageHeader(bytes).part?.offset == 5 * 512 + 0x0101_0101)
        #expect(ImageHeader(bytes).expectedSize == 5 * 512 + 0x0202_0202)
        #expect(ImageHeader(bytes).unpackedSize == 5 * 512 + 0x0202_0202 - 4)
    }

    @Test(
        "A uImage's type and compression are those of its header",
        arguments: [
            (2, 0, nil, .none), (2, 1, nil, .named(.gzip)), (2, 2, nil, .named(.bzip2)), (2, 3, nil, .named(.lzma)),
            (2, 4, nil, .named(.lzo)), (2, 5, nil, .named(.lz4)), (2, 6, nil, .named(.zstd)), (2, 7, nil, .other("7")),
            (14, 1, nil, .named(.gzip)), (3, 1, "a ramdisk", .named(.gzip)), (6, 0, "a script", .none),
            (5, 0, "firmware", .none), (7, 0, "a file system", .none), (8, 0, "a device tree", .none),
        ] as [(UInt8, UInt8, String?, ImagePart.Packing)])
    func uImage(type: UInt8, compression: UInt8, contents: String?, packing: ImagePart.Packing) {
        var bytes = [UInt8](repeating: 0, count: 128)
        bytes.replace(0, with: [0x27, 0x05, 0x19, 0x56])
        bytes.replace(12, with: [0, 0, 1, 0])
        bytes[30] = type
        bytes[31] = compression
        let header = ImageHeader(bytes)
        #expect(header.contents == contents && header.part == ImagePart(64, 256, packing) && header.expectedSize == 320)
    }

    @Test("Nothing after the first sixteen candidates is kept, and that there were more is known")
    func search() {
        var search = PayloadSearch()
        let zstd = [0x28, 0xb5, 0x2f, 0xfd] as [UInt8]
        search.search((0..<16).flatMap { _ in zstd }, upTo: 64, at: 1000)
        #expect(search.candidates.map(\.offset) == (0..<16).map { 1000 + 4 * $0 } && !search.isFull)
        // LZMA, which is a guess, takes no place of the others.
        search.search([0x5d, 0, 0, 0, 4] + Self.unknownSize + [0], upTo: 1, at: 2000)
        #expect(search.candidates.count == 17 && !search.isFull)
        search.search(zstd, upTo: 4, at: 3000)
        #expect(search.candidates.count == 17 && search.isFull)
        #expect(search.byLikelihood.last?.compression == .lzma)
    }
}
