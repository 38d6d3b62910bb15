import Profiles
import Resources
import Testing
import Text

@Suite("What hardly anybody means in a profile")
struct ProfileWarningTests {
    private func warnings(_ body: String) throws -> [String] {
        let profile = try Profile.parse(SourceText(name: "p", text: "version: 1\n" + body + "\n"))
        return profile.warnings().map {
            "\($0.location?.position.line ?? 0):\($0.location?.position.column ?? 0): \($0.summary) | \($0.help ?? "")"
        }
    }

    @Test(
        "is warned of, with its place",
        arguments: [
            (
                "zram: { zram0: { size: 512 } }",
                "2:24: 512 without a unit is a size in bytes | write `512M` if MiB are meant, as in zram-generator.conf, or `512K` for KiB"
            ),
            (
                "swap_files: { /var/swap: { size: 64 } }",
                "2:34: 64 without a unit is a size in bytes | write `64M` if MiB are meant, as in zram-generator.conf, or `64K` for KiB"
            ),
            (
                "cgroups: { app: { memory.max: 256 } }",
                "2:31: 256 without a unit is a size in bytes | write `256M` if MiB are meant, as in zram-generator.conf, or `256K` for KiB"
            ),
            (
                "zram: { zram0: { size: 1K } }",
                "2:24: a swap area of less than 10 pages (40K) has no room for anything | write a share of RAM: `size: 50%`"
            ),
            (
                "swap_files: { /var/swap: { size: 39K } }",
                "2:34: a swap area of less than 10 pages (40K) has no room for anything | write a share of RAM: `size: 50%`"
            ),
            (
                "zram: { zram0: { size: 50%, mem_limit: 60% } }",
                "2:40: `mem_limit` is above `size` on every machine, and limits nothing | write a share of `size`, or remove the line"
            ),
            (
                "zram: { zram0: { size: 300%, mem_limit: 150% } }",
                "2:41: `mem_limit` is above RAM on every machine, and limits nothing | write a share of RAM: `mem_limit: 50%`"
            ),
            (
                "cgroups: { app: { memory.high: 80%, memory.max: 50% } }",
                "2:32: `memory.high` is above `memory.max` on every machine, and is never reached | write a smaller `memory.high`, or remove the line"
            ),
            (
                "cgroups: { app: { memory.min: 65M, memory.max: 64M } }",
                "2:31: `memory.min` is above `memory.max` on every machine, and protects no more than that | write a smaller `memory.min`, or remove the line"
            ),
            (
                "cgroups: { app: { memory.swap.high: 65M, memory.swap.max: 64M } }",
                "2:37: `memory.swap.high` is above `memory.swap.max` on every machine, and is never reached | write a smaller `memory.swap.high`, or remove the line"
            ),
        ])
    func warned(body: String, warning: String) throws {
        #expect(try warnings(body) == [warning])
    }

    @Test(
        "is no warning where it may be meant on some machine",
        arguments: [
            "zram: { zram0: { size: 512M } }", "zram: { zram0: { size: 524288K, mem_limit: 512M } }",
            "zram: { zram0: { size: 1048576 } }", "zram: { zram0: { size: 40K } }",
            // Above it on small machines only.
            "zram: { zram0: { size: 50%, mem_limit: 256M } }", "zram: { zram0: { size: 100%, mem_limit: 100% } }",
            "swap_files: { /var/swap: { size: disk_free / 2 } }", "swap_files: { /var/swap: { size: 40960K } }",
            "cgroups: { app: { memory.high: 80%, memory.max: 512M } }",
            "cgroups: { app: { memory.high: 64M, memory.max: 64M } }", "cgroups: { app: { memory.max: max } }",
            "cgroups: { app: { memory.high: 1G, memory.max: max, memory.swap.max: 0 } }",
        ])
    func quiet(body: String) throws {
        #expect(try warnings(body) == [])
    }
}
