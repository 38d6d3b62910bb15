import Testing

@testable import LiveState

@Suite("zram's attributes")
struct ZramAttributesTests {
    struct Listing: Sendable, CustomTestStringConvertible {
        var text: String
        var names: [String]
        var selected: String?

        var testDescription: String { text }
    }

    @Test(
        "comp_algorithm as kernels print it",
        arguments: [
            Listing(
                text: "lzo [lzo-rle] lz4 lz4hc zstd \n", names: ["lzo", "lzo-rle", "lz4", "lz4hc", "zstd"],
                selected: "lzo-rle"),
            Listing(text: "[lz4] lz4hc zstd deflate \n", names: ["lz4", "lz4hc", "zstd", "deflate"], selected: "lz4"),
            Listing(
                text: "[lzo-rle] lzo lz4 lz4hc zstd deflate 842 \n",
                names: ["lzo-rle", "lzo", "lz4", "lz4hc", "zstd", "deflate", "842"], selected: "lzo-rle"),
            // 5.10 shows an unlisted algorithm of the crypto API once it is chosen.
            Listing(
                text: "lzo lzo-rle lz4 lz4hc zstd [deflate] \n",
                names: ["lzo", "lzo-rle", "lz4", "lz4hc", "zstd", "deflate"], selected: "deflate"),
            Listing(text: "[lzo] lz4\n", names: ["lzo", "lz4"], selected: "lzo"),
            Listing(text: "", names: [], selected: nil),
            Listing(text: "[]\n", names: ["[]"], selected: nil),
            Listing(text: "[ lz4 ]", names: ["[", "lz4", "]"], selected: nil),
            // Runs of NUL bytes, as 7.2 prints in its sister recomp_algorithm.
            Listing(text: "lzo [zstd] \n\0\0\0\0", names: ["lzo", "zstd"], selected: "zstd"),
        ])
    func algorithms(listing: Listing) {
        let algorithms = CompressionAlgorithms(compAlgorithm: Array(listing.text.utf8))
        #expect(algorithms.names == listing.names)
        #expect(algorithms.selected == listing.selected)
    }

    @Test(
        "mm_stat with the columns of each age",
        arguments: [
            "10543104  2874302  3203072  8388608  3203072      255        0\n",
            "10543104  2874302  3203072  8388608  3203072      255        0        7\n",
            "10543104  2874302  3203072  8388608  3203072      255        0        7        9\n",
            " 10543104 2874302\t3203072 8388608",
        ])
    func statistics(text: String) {
        #expect(
            MemoryStatistics(mmStat: Array(text.utf8))
                == MemoryStatistics(
                    original: 10_543_104, compressed: 2_874_302, memoryUsed: 3_203_072, memoryLimit: 8_388_608))
    }

    @Test(
        "mm_stat with too few columns or other text has no meaning", arguments: ["", "1 2 3\n", "a b c d", "1 2 3 -4"])
    func malformed(text: String) {
        #expect(MemoryStatistics(mmStat: Array(text.utf8)) == nil)
    }

    @Test(
        "Only zramN is a device's name",
        arguments: [
            ("zram0", 0), ("zram12", 12), ("zram", nil), ("zram-control", nil), ("zramx", nil), ("zram01", nil),
            ("zram99999999999", nil), ("loop0", nil),
        ] as [(String, Int?)])
    func name(name: String, number: Int?) {
        #expect(ZramDevice.number(ofName: name) == number)
    }
}
