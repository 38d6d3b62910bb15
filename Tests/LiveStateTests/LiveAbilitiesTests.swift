import Support
import System
import Testing

@testable import LiveState

@Suite("A running kernel's abilities")
struct LiveAbilitiesTests {
    private func machine(_ files: [String: String]) throws -> LiveAbilities {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.plant(name, text) }
        return LiveAbilities.read(Root(folder: folder.path))
    }

    @Test("Nothing is known of a machine that shows nothing")
    func nothing() throws {
        #expect(try machine(["etc/hostname": "board"]) == LiveAbilities())
    }

    @Test("zram's algorithms are those that a device lists, and no device is created")
    func zram() throws {
        let control = ["sys/class/zram-control/hot_add": "never read"]
        let none = try machine(control)
        #expect(none.zramPlace == "/sys/class/zram-control" && none.zramAlgorithms == nil)
        let listed = try machine(
            control.merging(
                ["sys/block/zram1/comp_algorithm": "lzo-rle [lz4] zstd \n", "sys/block/zramx/comp_algorithm": "bad"]) {
                    $1
                })
        #expect(listed.zramPlace == "/sys/class/zram-control" && listed.zramAlgorithms == ["lzo-rle", "lz4", "zstd"])
        let old = try machine(["sys/block/zram0/comp_algorithm": "[lzo] \0\0\n"])
        #expect(old.zramPlace == "/sys/block/zram0" && old.zramAlgorithms == ["lzo"])
    }

    @Test("Modules are those of the release, below /lib or /usr/lib", arguments: ["lib", "usr/lib"])
    func modules(folder: String) throws {
        let abilities = try machine([
            "proc/sys/kernel/osrelease": "6.12.1-board\n", "proc/cmdline": "quiet swapaccount=0 \n",
            "\(folder)/modules/6.12.1-board/modules.dep":
                "kernel/drivers/block/zram/zram.ko.xz: kernel/lib/lz4.ko.xz\n",
            "\(folder)/modules/6.12.1-board/modules.builtin": "kernel/crypto/crypto_null.ko\nkernel/mm/zsmalloc.ko\n",
            "\(folder)/modules/6.12.2/modules.dep": "kernel/other.ko:\n",
            "proc/modules": "lzo_rle 16384 0 - Live 0x0\nzram 49152 1 lzo_rle, Live 0x0\n",
        ])
        #expect(abilities.release == "6.12.1-board" && abilities.bootParameters == "quiet swapaccount=0")
        #expect(abilities.modules.isKnown && abilities.modules.loadable("zram") && !abilities.modules.builtIn("zram"))
        #expect(abilities.modules.builtIn("crypto-null") && !abilities.modules.loadable("zsmalloc"))
        #expect(!abilities.modules.loadable("other") && abilities.zramPlace == nil && abilities.loader == .unknown)
        #expect(abilities.modules.loaded("lzo-rle") && !abilities.modules.loaded("lzo"))
    }

    @Test("The cgroup hierarchies show where the memory controller is")
    func cgroups() throws {
        let v2 = "24 1 0:22 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
        let unified = try machine([
            "proc/self/mountinfo": v2, "sys/fs/cgroup/cgroup.controllers": "cpu memory pids\n",
        ])
        #expect(unified.cgroupControllers == ["cpu", "memory", "pids"])
        #expect(unified.hasMemoryV2 && unified.memoryV1 == nil)
        let hybrid = try machine([
            "proc/self/mountinfo": "30 1 0:30 / /sys/fs/cgroup/memory rw - cgroup none rw,memory\n" + v2,
            "sys/fs/cgroup/cgroup.controllers": "\n", "sys/fs/cgroup/memory/memory.memsw.limit_in_bytes": "0\n",
        ])
        #expect(hybrid.cgroupControllers == [] && !hybrid.hasMemoryV2)
        #expect(hybrid.memoryV1 == LiveAbilities.MemoryV1(countsSwap: true))
        let v1 = try machine(["proc/self/mountinfo": "30 1 0:30 / /sys/fs/cgroup/cpu rw - cgroup none rw,cpu\n"])
        #expect(v1.cgroupControllers == nil && v1.memoryV1 == nil)
    }
}
