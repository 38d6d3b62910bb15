import Text
import Kernel
import Testing

@testable import LiveState

@Suite("cgroup files and what decides about the memory controller")
struct CgroupParserTests {
    @Test(
        "A limit in the words of v2 and v1",
        arguments: [
            ("max\n", 4096, .max), ("0\n", 4096, .bytes(0)), ("268435456\n", 4096, .bytes(256 << 20)),
            ("268435456", 4096, .bytes(256 << 20)),
            // No limit on v1, by page size and by age (LLONG_MAX before 3.19); 2^31-1 pages on 32 bits.
            ("9223372036854771712\n", 4096, .max), ("9223372036854710272\n", 65536, .max),
            ("9223372036854775807\n", 4096, .max), ("8796093018112\n", 4096, .max),
            ("8796093018112\n", 16384, .bytes(8_796_093_018_112)),
            ("", 4096, nil), ("\n", 4096, nil), ("maximum\n", 4096, nil), ("-1\n", 4096, nil), ("1.5G\n", 4096, nil),
            ("99999999999999999999\n", 4096, nil),
        ] as [(String, UInt64, LimitValue?)])
    func limit(text: String, pageSize: UInt64, value: LimitValue?) {
        #expect(LimitValue(limit: Array(text.utf8), pageSize: pageSize) == value)
    }

    @Test(
        "memory.oom.group",
        arguments: [("0\n", .flag(false)), ("1\n", .flag(true)), ("2\n", nil), ("", nil), ("max\n", nil)]
            as [(String, LimitValue?)])
    func flag(text: String, value: LimitValue?) {
        #expect(LimitValue(flag: Array(text.utf8)) == value)
    }

    @Test("The row of /proc/cgroups")
    func row() throws {
        let text = "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t0\t12\t1\nmemory\t4\t13\t1\npids\t0\t12\t1\n"
        let row = try #require(MemoryControllerRow(procCgroups: Array(text.utf8)))
        #expect(row.hierarchy == 4)
        #expect(row.isEnabled)
        #expect(MemoryControllerRow(procCgroups: Array("memory\t0\t1\t0\n".utf8))?.isEnabled == false)
        for wrong in ["", "memory", "memory 4", "memory x 1 1", "cpu 1 1 1", "memoryx 1 1 1"] {
            #expect(MemoryControllerRow(procCgroups: Array(wrong.utf8)) == nil)
        }
    }

    @Test("Every cgroup is read once, after those above it")
    func ancestors() {
        #expect(CgroupReader.withAncestors(["app"]) == ["", "app"])
        #expect(
            CgroupReader.withAncestors(["a/b/c", "z", "a-x", "a/b", "a/d"])
                == ["", "a", "a-x", "a/b", "a/b/c", "a/d", "z"])
    }

    @Test("A cgroup is found in a sorted list and in any other")
    func lookup() {
        let groups = ["b", "", "a/b", "a"].map { CgroupState(path: $0) }
        for hierarchy in [
            CgroupHierarchy(groups: groups), CgroupHierarchy(groups: groups.sorted { $0.path < $1.path }),
        ] {
            for group in groups { #expect(hierarchy.group(group.path) == group) }
            #expect(hierarchy.group("c") == nil)
        }
    }
}
