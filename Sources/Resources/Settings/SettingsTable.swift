import Kernel
import Profiles

// A new setting is one line here.

extension Settings {
    private static func v(_ major: Int, _ minor: Int) -> KernelVersion { KernelVersion(major, minor) }

    /// Documentation/admin-guide/sysctl/vm.rst; the bounds are those of mm/ and kernel/sysctl.c.
    static let vm = [
        Setting(
            "swappiness", (0, 200), earlier: (100, v(5, 8)), "How readily memory is swapped out rather than files."),
        Setting("page-cluster", (0, 31), "Pages read ahead from swap, as a power of two; zram reads none ahead."),
        Setting(
            "watermark_boost_factor", (0, 999_999_999), since: v(5, 0), "Reclaim after fragmentation, in 1/10,000."),
        Setting(
            "watermark_scale_factor", (1, 3000), since: v(4, 6), "How early reclaim begins, in 1/10,000 of memory."),
        Setting("vfs_cache_pressure", (0, 999_999_999), "How readily directory and inode caches are reclaimed."),
        Setting("min_free_kbytes", (0, 999_999_999), "The memory that the kernel keeps free, in KiB."),
    ]
}
