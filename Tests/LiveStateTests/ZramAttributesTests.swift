import Testing

@testable import LiveState

@Suite("zram's attributes")
struct ZramAttributesTests {
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
}
