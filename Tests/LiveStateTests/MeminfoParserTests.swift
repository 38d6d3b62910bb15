import LiveState
import Testing

@Suite("/proc/meminfo")
struct MeminfoParserTests {
    @Test("The first lines of a 6.12 kernel's")
    func modern() {
        let text = """
            MemTotal:         496932 kB
            MemFree:          412676 kB
            MemAvailable:     434908 kB
            Buffers:             508 kB
            Cached:            38896 kB
            SwapCached:            0 kB
            SwapTotal:        393204 kB
            SwapFree:         392180 kB
            Zswap:                 0 kB
            Dirty:                 0 kB
            CommitLimit:      641668 kB
            Committed_AS:      12340 kB
            VmallocTotal:   34359738367 kB
            HugePages_Total:       0

            """
        #expect(
            MemoryInfo(meminfo: Array(text.utf8))
                == MemoryInfo(
                    total: 496_932 << 10, available: 434_908 << 10, swapTotal: 393_204 << 10,
                    swapFree: 392_180 << 10, commitLimit: 641_668 << 10, committed: 12340 << 10))
    }

    @Test("MemFree stands in for MemAvailable, which kernels before 3.14 lack")
    func old() {
        let text = "MemTotal:       61604 kB\nMemFree:         3280 kB\nCached:         9000 kB\n"
        #expect(MemoryInfo(meminfo: Array(text.utf8)) == MemoryInfo(total: 61604 << 10, available: 3280 << 10))
    }

    @Test(
        "A key counts only at the beginning of a line, a value only as a number",
        arguments: [
            "", "\n\n", "MemTotal:", "MemTotal: \n", "MemTotal: x kB\n", "XMemTotal: 5 kB\n", "MemTotal 5 kB\n",
            "MemTotal: 99999999999999999999 kB", "MemTotal: -5 kB", "MemTotal:\u{0}",
        ])
    func malformed(text: String) {
        #expect(MemoryInfo(meminfo: Array(text.utf8)).total == 0)
    }

    @Test("A decoy before the real line does not hide it")
    func decoy() {
        #expect(MemoryInfo(meminfo: Array("XMemTotal: 5 kB\nMemTotal: 7 kB\n".utf8)).total == 7 << 10)
    }
}
