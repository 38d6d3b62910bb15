import LiveState
import Support
import System
import Testing
import Text

@Suite("What cgroups have in memory and swap")
struct CgroupChargeTests {
    private func charges(_ mount: String, _ files: [String: String]) throws -> CgroupCharges? {
        let folder = try TemporaryFolder()
        try folder.plant("proc/meminfo", "MemTotal: 524288 kB\nMemAvailable: 262144 kB\n")
        try folder.plant("proc/self/mountinfo", mount)
        for (path, text) in files { try folder.plant("sys/fs/cgroup/" + path, text) }
        let root = Root(folder: folder.path)
        var state = try MachineState.read(root: root, query: StateQuery())
        #expect(state.charges == nil)
        try state.readCharges(root: root)
        state.charges?.groups.sort { $0.path < $1.path }
        return state.charges
    }

    @Test("v2, at every depth")
    func version2() throws {
        let found = try charges(
            "2 1 0:20 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
            [
                "cgroup.controllers": "memory\n", "a/cgroup.procs": "", "a/b/c/memory.max": "25165824\n",
                "a/b/c/memory.current": "25161728\n", "a/b/c/memory.swap.current": "40960\n",
                "a/b/c/memory.swap.max": "81920\n",
                "a/b/c/memory.stat": "anon 1\nfile 9\ninactive_file 4096\nactive_file 8192\n", "d/memory.max": "max\n",
                "d/memory.current": "4096\n",
            ])
        #expect(
            found
                == CgroupCharges(
                    mountPoint: "/sys/fs/cgroup",
                    groups: [
                        CgroupCharge(
                            path: "a/b/c", limit: .bytes(25_165_824), memory: 25_161_728, cache: 12288, swap: 40960,
                            swapLimit: .bytes(81920)),
                        CgroupCharge(path: "d", memory: 4096, swap: nil),
                    ]))
    }

    @Test("v1, where swap is what is left without memory")
    func version1() throws {
        let found = try charges(
            "2 1 0:20 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n",
            [
                "memory/a/memory.limit_in_bytes": "25165824\n", "memory/a/memory.usage_in_bytes": "8192\n",
                "memory/a/memory.memsw.usage_in_bytes": "20480\n", "memory/a/memory.memsw.limit_in_bytes": "28672\n",
                "memory/a/memory.stat": "inactive_file 1\ntotal_inactive_file 4096\n",
            ])
        #expect(
            found
                == CgroupCharges(
                    mountPoint: "/sys/fs/cgroup/memory", isV1: true,
                    groups: [
                        CgroupCharge(
                            path: "a", limit: .bytes(25_165_824), memory: 8192, cache: 4096, swap: 12288,
                            swapLimit: .bytes(28672))
                    ]))
    }

    @Test("Nothing without a memory controller")
    func none() throws {
        #expect(try charges("2 1 0:20 / / rw - ext4 /dev/vda rw\n", [:]) == nil)
    }

    @Test("Another controller on the way to a cgroup shows that it may be someone else's")
    func others() throws {
        let folder = try TemporaryFolder()
        try folder.plant("proc/meminfo", "MemTotal: 524288 kB\nMemAvailable: 262144 kB\n")
        try folder.plant("proc/self/mountinfo", "2 1 0:20 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        try folder.plant("sys/fs/cgroup/cgroup.controllers", "memory pids\n")
        for (path, controllers) in [("a", "memory pids\n"), ("a/x", "pids\n"), ("b", "memory\n"), ("b/x", "pids\n")] {
            try folder.plant("sys/fs/cgroup/\(path)/cgroup.controllers", controllers)
        }
        let state = try MachineState.read(root: Root(folder: folder.path), query: StateQuery(cgroups: ["a/x", "b/x"]))
        #expect(state.cgroups.groups.filter(\.isOthers).map(\.path) == ["a"])
    }
}
