import Kernel
import SwapFormat
import Text

/// What a machine has now, as /proc, /sys and its devices show it. A value: read once, planned against, thrown away.
package struct MachineState: Equatable, Sendable {
    /// nil when its release cannot be read or understood.
    package var kernel: KernelVersion?
    /// The whole release string, which names the folder below /lib/modules; empty when it cannot be read.
    package var kernelRelease: String = ""
    /// In bytes: the running kernel's. Of a copied state, that of an active area's header, else 4096.
    package var pageSize: UInt64 = 4096
    /// nil where the query leaves it out.
    package var memory: MemoryInfo?
    /// vm.overcommit_memory: 0 heuristic, 1 always, 2 never beyond the commit limit, which swapoff(2) then obeys too. Looked
    /// at where an area is active.
    package var overcommitMode: Int = 0
    /// Whether the kernel can swap at all (CONFIG_SWAP): /proc/swaps is there.
    package var supportsSwap: Bool = true
    /// The rows of /proc/swaps in its order.
    package var swaps: [ActiveSwap] = []
    package var zram = ZramSubsystem()
    package var cgroups = CgroupHierarchy()
    /// What all cgroups have in memory and swap; nil until it is read, and without a memory controller.
    package var charges: CgroupCharges?
    /// The swap files that the query named, in its order.
    package var files: [SwapFileState] = []
    /// The devices that the query named, in its order.
    package var devices: [SwapDeviceState] = []
    /// The settings that the query named, in its order.
    package var settings: [SettingState] = []
    /// The kind of container that this runs in (`docker`, `lxc`, …); nil on a real or virtual machine.
    package var container: String?
    /// Whether there is a sysfs on /sys.
    package var hasSys: Bool = true
    /// Whether it is mounted read-only, as in most containers.
    package var isSysReadOnly: Bool = false
    /// Whether zswap compresses too, in front of all swap (/sys/module/zswap/parameters/enabled).
    package var isZswapEnabled: Bool = false

    package init() {}
}

/// What to look at beyond the parts that every machine has.
package struct StateQuery: Equatable, Sendable {
    /// Absolute paths of swap files.
    package var files: [String] = []
    package var devices: [DeviceReference] = []
    /// Relative to the hierarchy's root, without a leading slash.
    package var cgroups: [String] = []
    /// Absolute paths of settings of the kernel.
    package var settings: [String] = []
    /// Whether the machine's memory is read where no area is active; with one it is always read.
    package var memory: Bool

    package init(
        files: [String] = [], devices: [DeviceReference] = [], cgroups: [String] = [], memory: Bool = true
    ) {
        self.files = files
        self.devices = devices
        self.cgroups = cgroups
        self.memory = memory
    }
}

/// The lines of /proc/meminfo that matter here, in bytes (proc(5); the file itself is in KiB).
package struct MemoryInfo: Equatable, Sendable {
    /// MemTotal
    package var total: UInt64 = 0
    /// MemAvailable
    package var available: UInt64 = 0
    /// SwapTotal
    package var swapTotal: UInt64 = 0
    /// SwapFree
    package var swapFree: UInt64 = 0
    /// CommitLimit
    package var commitLimit: UInt64 = 0
    /// Committed_AS
    package var committed: UInt64 = 0

    package init(
        total: UInt64 = 0, available: UInt64 = 0, swapTotal: UInt64 = 0, swapFree: UInt64 = 0,
        commitLimit: UInt64 = 0, committed: UInt64 = 0
    ) {
        self.total = total
        self.available = available
        self.swapTotal = swapTotal
        self.swapFree = swapFree
        self.commitLimit = commitLimit
        self.committed = committed
    }
}

/// A row of /proc/swaps.
package struct ActiveSwap: Equatable, Sendable {
    /// The kernel's two kinds.
    package enum Kind: String, Sendable {
        case partition
        case file
    }

    package var area: SwapArea
    /// The name that swapoff(2) would need is gone.
    package var isDeleted: Bool
    /// In bytes, without the header page.
    package var size: UInt64
    /// In bytes.
    package var used: UInt64
    package var priority: SwapPriority

    package init(
        path: String, isDeleted: Bool = false, kind: Kind, size: UInt64, used: UInt64 = 0, priority: SwapPriority
    ) {
        area = kind == .file ? .file(path) : SwapArea(node: path)
        self.isDeleted = isDeleted
        self.size = size
        self.used = used
        self.priority = priority
    }

    /// Unescaped, without the ` (deleted)` that the kernel appends.
    package var path: String { area.path }

    package var kind: Kind {
        guard case .file = area else { return .partition }
        return .file
    }
}

/// What the first bytes of a device or file hold.
package enum AreaContent: Equatable, Sendable {
    /// Could not be read; the text says why.
    case unknown(String)
    /// Could not be read for want of rights; the text says what was tried.
    case denied(String)
    /// No signature that libblkid knows.
    case empty
    case swap(SwapHeader)
    /// The text is the image's magic, as `S1SUSPEND`.
    case hibernation(String)
    /// A file system, RAID, LVM, LUKS or a partition table, in libblkid's words: `ext4`, `crypto_LUKS`, `dos`. Several
    /// signatures are all named: `swap and dos`.
    case foreign(String)
}
