import Kernel
import SwapFormat
import System
import Text

/// What reading a machine's state fails with.
package typealias ReadingError = SystemError

/// The reading of a machine's state, or of a copy of its /proc, /sys and /etc.
///
/// It begins with the facts that every machine has; each kind of resource then reads its own part. Nothing is opened for
/// writing, and nothing whose reading has an effect.
package struct StateReading: ~Copyable {
    /// As far as it has been read.
    private var state = MachineState()
    private let root: Root
    private let query: StateQuery
    private let swaps: SwapTable
    /// nil where the query needs none.
    private let mounts: MountTable?

    /// Reads the facts.
    ///
    /// - Throws: when /proc itself is missing, and when something is there that cannot be read: its contents are unknown,
    ///   and nothing must be done in the belief that it is missing. What is missing is part of the state.
    package init(root: Root, query: StateQuery) throws(ReadingError) {
        var state = MachineState()
        // It has a line for every mount, which takes the kernel longer than all else here.
        let needsMounts = !root.isLive || !query.files.isEmpty || !query.devices.isEmpty || !query.cgroups.isEmpty
        let needsMemory = query.memory || needsMounts
        if needsMemory { state.memory = MemoryInfo(meminfo: try StateReading.meminfo(root)) }
        state.kernelRelease = KernelRelease.read(root) ?? ""
        state.kernel = KernelVersion(release: state.kernelRelease)
        if root.isLive { state.pageSize = PageSize.current }
        state.isZswapEnabled = root.readIfPresent("/sys/module/zswap/parameters/enabled")?.first == UInt8(ascii: "Y")
        state.container = Container.kind(root)

        let mounts = needsMounts ? try MountTable(root) : nil
        if root.isLive {
            state.hasSys = root.exists("/sys/block")
            state.isSysReadOnly = root.isReadOnly("/sys")
        } else if let mounts, let sys = mounts.mount(at: "/sys") {
            state.isSysReadOnly = mounts.hasOption("ro", in: sys.options)
        } else {
            state.hasSys = root.exists("/sys/block")
        }
        let procSwaps = try root.readUnlessAbsent("/proc/swaps")
        // Where no area is active there is still its first line.
        if root.isLive, procSwaps?.isEmpty == true {
            throw SystemError("read", "/proc/swaps", code: 0, detail: "it is empty")
        }
        state.supportsSwap = procSwaps != nil
        state.swaps = ActiveSwap.rows(procSwaps: procSwaps ?? [])
        // Without /proc/swaps it shows whether there is a /proc at all.
        if !needsMemory, procSwaps == nil || !state.swaps.isEmpty {
            state.memory = MemoryInfo(meminfo: try StateReading.meminfo(root))
        }
        // It matters to a swapoff alone.
        if !state.swaps.isEmpty, let mode = root.readIfPresent("/proc/sys/vm/overcommit_memory")?.leadingNumber {
            state.overcommitMode = Int(clamping: mode)
        }
        let swaps = try SwapTable(rows: state.swaps, root: root)
        if !root.isLive { state.pageSize = StateReading.copiedPageSize(state.swaps, root) ?? state.pageSize }
        self.state = state
        self.root = root
        self.query = query
        self.swaps = swaps
        self.mounts = mounts
    }

    /// The state as it was read; the reading ends with it, so that nothing is copied.
    package consuming func finish() -> MachineState { state }

    // MARK: Kinds of resources

    package mutating func readZram() throws(ReadingError) {
        let reader = ZramReader(
            root: root, swaps: swaps, mounts: mounts, pageSize: state.pageSize, release: state.kernelRelease,
            kernel: state.kernel)
        state.zram = try reader.subsystem()
    }

    package mutating func readSwapFiles() {
        var reader = SwapFileReader(root: root, swaps: swaps, mounts: knownMounts, pageSize: state.pageSize)
        for path in query.files { state.files.append(reader.file(path)) }
    }

    package mutating func readSwapDevices() {
        let reader = SwapDeviceReader(root: root, swaps: swaps, mounts: knownMounts, pageSize: state.pageSize)
        for reference in query.devices { state.devices.append(reader.device(reference)) }
    }

    package mutating func readCgroups() throws(ReadingError) {
        let reader = CgroupReader(root: root, mounts: knownMounts, pageSize: state.pageSize, kernel: state.kernel)
        state.cgroups = try reader.hierarchy(of: query.cgroups)
    }

    package mutating func readSettings() throws(ReadingError) {
        state.settings = try SettingReader(root: root).settings(query.settings)
    }

    /// Where none were read there is nothing to look up in them.
    private var knownMounts: MountTable { mounts ?? MountTable(mountinfo: []) }

    // MARK: Facts

    private static func meminfo(_ root: Root) throws(SystemError) -> [UInt8] {
        do {
            return try root.read("/proc/meminfo")
        } catch {
            var error = error
            if error.code == Errno.noEntry {
                // Mounted with subset=pid it has processes and nothing else (Documentation/filesystems/proc.rst).
                let hasProcesses = root.exists("/proc/self")
                error.detail =
                    !root.isLive
                    ? "a copied state needs the machine's /proc and /sys"
                    : hasProcesses
                        ? "/proc shows processes alone (subset=pid), as in some containers and services"
                        : "is /proc mounted?"
            }
            throw error
        }
    }

    /// What an active area was made for is what the kernel uses.
    private static func copiedPageSize(_ rows: [ActiveSwap], _ root: Root) -> UInt64? {
        for row in rows {
            guard let file = try? root.open(row.path) else { continue }
            // One read of the largest page shows headers of all sizes.
            if case .swap(let header) = AreaContent.read(file, pageSize: 65536, .header) { return header.pageSize }
        }
        return nil
    }
}
