import Text
import Testing

@testable import LiveState

@Suite("/proc/swaps")
struct SwapsParserTests {
    private static let header = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

    struct Row: Sendable, CustomTestStringConvertible {
        var line: String
        var area: ActiveSwap

        var testDescription: String { line }
    }

    @Test(
        "Rows as kernels print them",
        arguments: [
            Row(
                line: "/dev/zram0                              partition\t262140\t\t1024\t\t100",
                area: ActiveSwap(
                    path: "/dev/zram0", kind: .partition, size: 262_140 * 1024, used: 1 << 20, priority: .fixed(100))),
            Row(
                line: "/var/swap                               file\t\t65532\t\t0\t\t-2",
                area: ActiveSwap(path: "/var/swap", kind: .file, size: 65532 * 1024, priority: .automatic)),
            // From 10,000,000 KiB on there is one tab less.
            Row(
                line: "/dev/nvme0n1p3                          partition\t33554428\t12582912\t-1",
                area: ActiveSwap(
                    path: "/dev/nvme0n1p3", kind: .partition, size: 33_554_428 << 10, used: 12_582_912 << 10,
                    priority: .automatic)),
            // A path of 40 characters and more is followed by a single space.
            Row(
                line: "/media/board/a-rather-long-folder-name/swapfile file\t\t1020\t\t0\t\t0",
                area: ActiveSwap(
                    path: "/media/board/a-rather-long-folder-name/swapfile", kind: .file, size: 1020 << 10,
                    priority: .fixed(0))),
            Row(
                line: "/mnt/a\\040b\\011c\\012d\\134e                 file\t\t1020\t\t0\t\t5",
                area: ActiveSwap(path: "/mnt/a b\tc\nd\\e", kind: .file, size: 1020 << 10, priority: .fixed(5))),
            Row(
                line: "/mnt/#\"'größe                           file\t\t1020\t\t0\t\t5",
                area: ActiveSwap(path: "/mnt/#\"'größe", kind: .file, size: 1020 << 10, priority: .fixed(5))),
            Row(
                line: "/dev/zram1\\040(deleted)                 partition\t1020\t\t0\t\t5",
                area: ActiveSwap(
                    path: "/dev/zram1", isDeleted: true, kind: .partition, size: 1020 << 10, priority: .fixed(5))),
            Row(
                line: "/var/swap\\040(deleted)                  file\t\t1020\t\t0\t\t32767",
                area: ActiveSwap(
                    path: "/var/swap", isDeleted: true, kind: .file, size: 1020 << 10, priority: .fixed(32767))),
            // What looks like an escape and is none; a folder called so.
            Row(
                line: "/a\\9\\08\\400b/(deleted)                   file\t\t1020\t\t0\t\t-1",
                area: ActiveSwap(path: "/a\\9\\08\\400b/(deleted)", kind: .file, size: 1020 << 10, priority: .automatic)
            ),
        ])
    func row(row: Row) {
        #expect(ActiveSwap.rows(procSwaps: Array((Self.header + row.line + "\n").utf8)) == [row.area])
        // Also when the last line end is missing, as in a copy that went through an editor.
        #expect(ActiveSwap.rows(procSwaps: Array((Self.header + row.line).utf8)) == [row.area])
    }

    @Test("The kernel's order is kept")
    func order() {
        let text =
            Self.header + "/dev/zram0                              partition\t1020\t\t0\t\t100\n"
            + "/b                                      file\t\t1020\t\t0\t\t-2\n"
            + "/a                                      file\t\t1020\t\t0\t\t-3\n"
        #expect(ActiveSwap.rows(procSwaps: Array(text.utf8)).map(\.path) == ["/dev/zram0", "/b", "/a"])
    }

    @Test(
        "Lines that are no rows are left out",
        arguments: [
            "", "\n", "Filename", Self.header, "/dev/sda2", "/dev/sda2 partition", "/dev/sda2 partition 1 2",
            "/dev/sda2 something 1 2 3", "/dev/sda2 partition x 2 3", "/dev/sda2 partition 1 2 -",
            "/dev/sda2 partition 1 2 --3", "/dev/sda2 partition 1 2 99999999999999999999",
            "/dev/sda2 partition 99999999999999999999 2 3", "\\", " (deleted)",
        ])
    func malformed(text: String) {
        #expect(ActiveSwap.rows(procSwaps: Array(text.utf8)) == [])
    }

    @Test(
        "A size beyond all bounds is taken for the greatest figure",
        arguments: ["18446744073709551615", "18014398509481984", "70368744177665"])
    func hugeSize(size: String) {
        let rows = ActiveSwap.rows(procSwaps: Array("/x file \(size) \(size) 0".utf8))
        #expect(rows.first?.size == BinaryUnits.most && rows.first?.used == BinaryUnits.most)
    }

    @Test("No more rows are read than any kernel has")
    func manyRows() {
        let text = (0..<1000).map { "/\($0) file 1020 0 0\n" }.joined()
        #expect(ActiveSwap.rows(procSwaps: Array(text.utf8)).count == 64)
    }
}
