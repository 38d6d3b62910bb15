import Kernel
import Testing

@Suite("Choices in brackets")
struct BracketedChoiceTests {
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
        let choice = BracketedChoice(Array(listing.text.utf8))
        #expect(choice.names == listing.names)
        #expect(choice.selected == listing.selected)
    }
}
