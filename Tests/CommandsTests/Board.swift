import Foundation
import Support
import SwapFormat
import Text

/// A copy of a board's /proc, /sys and /etc, in sync with its profile: a zram device, a swap file, a cgroup.
final class Board {
    static let profile = """
        version: 1
        zram:
          zram0:
            size: 256M
            algorithm: lz4
            swap: { priority: 100 }
        swap_files:
          /var/swap: { size: 64M, priority: 10 }
        cgroups:
          app: { memory.max: 128M, memory.swap.max: 64M }

        """

    private let folder: TemporaryFolder
    var root: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
        try write("etc/zramctl-swift/profile.yaml", Board.profile)
        try write(
            "proc/meminfo", "MemTotal: 524288 kB\nMemAvailable: 262144 kB\nSwapTotal: 327672 kB\nSwapFree: 327672 kB\n")
        try write(
            "proc/swaps",
            """
            Filename				Type		Size		Used		Priority
            /dev/zram0                              partition	262140		0		100
            /var/swap                               file		65532		0		10

            """)
        try write(
            "proc/self/mountinfo",
            """
            1 0 179:2 / / rw - ext4 /dev/mmcblk0p2 rw
            2 1 0:20 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw

            """)
        try write("proc/sys/kernel/osrelease", "6.12.107\n")
        try write("sys/class/zram-control/hot_remove")
        try write("sys/block/zram0/disksize", "268435456\n")
        try write("sys/block/zram0/comp_algorithm", "lzo-rle [lz4] zstd \n")
        try write("sys/block/zram0/algorithm_params")
        try write(
            "sys/block/zram0/mm_stat",
            "    4096       74    12288        0    12288        0        0        0        0\n")
        try writeHeader("dev/zram0", pages: 65536, label: "zram0")
        try writeHeader("var/swap", pages: 16384, label: "")
        try write("sys/fs/cgroup/cgroup.controllers", "memory\n")
        try write("sys/fs/cgroup/cgroup.subtree_control", "memory\n")
        try write("sys/fs/cgroup/app/cgroup.controllers", "memory\n")
        try write("sys/fs/cgroup/app/memory.max", "134217728\n")
        try write("sys/fs/cgroup/app/memory.swap.max", "67108864\n")
        try write("sys/fs/cgroup/app/memory.current", "1048576\n")
    }

    /// - Parameter path: relative to the board's root.
    @discardableResult
    func write(_ path: String, _ text: String = "") throws -> String {
        let file = URL(filePath: folder[path])
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        return try folder.write(path, text)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: folder[path])
    }

    /// The profile with a part of it changed.
    func change(_ part: String, to other: String) throws {
        try write("etc/zramctl-swift/profile.yaml", Board.profile.replacing(part, with: other))
    }

    private func writeHeader(_ path: String, pages: UInt32, label: String) throws {
        guard let uuid = SwapFormat.UUID(text: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6") else { return }
        let header = SwapHeader(pageSize: 4096, lastPage: pages - 1, uuid: uuid, label: label)
        try write(path)
        try Data(header.encoded()).write(to: URL(filePath: folder[path]))
    }
}
