import LiveState
import Text
import Kernel
import Testing

@testable import LiveState

/// Whatever a broken copy or a hostile container may hold: nothing crashes. The bytes are the same in every run.
@Suite("Malformed input")
struct MalformedInputTests {
    private static let texts = [
        "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/zram0\\040(deleted) partition\t262140\t\t1024\t\t-2\n",
        "MemTotal:         496932 kB\nMemAvailable:     434908 kB\nSwapFree: 1 kB\nCommitted_AS: 2 kB\n",
        "22 1 254:0 / /a\\040b rw shared:1 - cgroup /dev/vda rw,memory\n23 1 0:2 / / rw - cgroup2 none rw\n",
        "lzo [lzo-rle] lz4 \n", "10543104  2874302  3203072  8388608  3203072      255        0\n",
        "9223372036854771712\n", "max\n", "quiet cgroup_disable=memory,pids --\n", "memory\t4\t13\t1\n",
        "kernel/drivers/block/zram/zram.ko.xz: x\n", "container=lxc\0TERM=linux\0", "254:0\n",
    ]

    /// A small generator with a fixed seed (xorshift).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    private func parseEverything(_ bytes: [UInt8]) {
        _ = ActiveSwap.rows(procSwaps: bytes)
        _ = MemoryInfo(meminfo: bytes)
        let mounts = MountTable(mountinfo: bytes)
        _ = mounts.mount(holding: "/a b/c")
        _ = mounts.mountPoint(of: .init(major: 254, minor: 0), node: "/dev/vda")
        _ = mounts.first(" - cgroup") { mounts.hasOption("memory", in: $0.superOptions) }
        _ = mounts.mount(at: "/")
        _ = BracketedChoice(bytes)
        _ = MemoryStatistics(mmStat: bytes)
        _ = LimitValue(limit: bytes, pageSize: 4096)
        _ = LimitValue(flag: bytes)
        _ = MemoryControllerBoot(KernelCommandLine(bytes))
        _ = MemoryControllerRow(procCgroups: bytes)
        _ = ModuleIndex.lists(bytes, "zram")
        _ = Container.name(inEnvironment: bytes)
        _ = bytes.firstLine
    }

    @Test("Any text cut anywhere", arguments: texts)
    func truncated(text: String) {
        let bytes = Array(text.utf8)
        for end in 0...bytes.count { parseEverything(Array(bytes[..<end])) }
    }

    @Test("Any text with bytes changed, doubled and lost", arguments: texts)
    func mutated(text: String) {
        var generator = Generator(state: 0x5eed_5eed_5eed_5eed)
        let special = Array("\0\n\t \\/:-[]09=,".utf8) + [0x80, 0xff]
        for _ in 0..<400 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[index] = special.randomElement(using: &generator) ?? 0
                case 1: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
                default: bytes.remove(at: index)
                }
            }
            parseEverything(bytes)
        }
    }
}
