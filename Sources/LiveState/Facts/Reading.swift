import Kernel
import SwapFormat
import System
import Text

extension MachineState {
    /// Reads the state of the machine, or of a copy of its /proc, /sys and /etc.
    ///
    /// Opens nothing for writing, and nothing whose reading has an effect.
    ///
    /// - Throws: when /proc itself is not there, and when something is there that cannot be read: what it says is unknown,
    ///   and nothing must be done on the belief that it is not there. What is missing is part of the state.
    package static func read(root: Root, query: StateQuery) throws(SystemError) -> MachineState {
        var state = MachineState()
        // It has a line for every mount, which takes the kernel longer than all else here.
        let needsMounts = !root.isLive || !query.files.isEmpty || !query.devices.isEmpty || !query.cgroups.isEmpty
        let needsMemory = query.memory || needsMounts
        if needsMemory { state.memory = MemoryInfo(meminfo: try meminfo(root)) }
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
        // Without /proc/swaps it tells whether there is a /proc at all.
        if !needsMemory, procSwaps == nil || !state.swaps.isEmpty {
            state.memory = MemoryInfo(meminfo: try meminfo(root))
        }
        // It matters to a swapoff alone.
        if !state.swaps.isEmpty, let mode = root.readIfPresent("/proc/sys/vm/overcommit_memory")?.leadingNumber {
            state.overcommitMode = Int(clamping: mode)
        }
        let swaps = try SwapTable(rows: state.swaps, root: root)
        if !root.isLive { state.pageSize = copiedPageSize(state.swaps, root) ?? state.pageSize }

        let zram = ZramReader(
            root: root, swaps: swaps, mounts: mounts, pageSize: state.pageSize, release: state.kernelRelease,
            kernel: state.kernel)
        state.zram = try zram.subsystem()
        // Where nothing was read there is nothing to look up in it.
        let readMounts = mounts ?? MountTable(mountinfo: [])
        let cgroups = CgroupReader(root: root, mounts: readMounts, pageSize: state.pageSize, kernel: state.kernel)
        state.cgroups = try cgroups.hierarchy(of: query.cgroups)
        var files = SwapFileReader(root: root, swaps: swaps, mounts: readMounts, pageSize: state.pageSize)
        for path in query.files { state.files.append(files.file(path)) }
        let devices = SwapDeviceReader(root: root, swaps: swaps, mounts: readMounts, pageSize: state.pageSize)
        for reference in query.devices { state.devices.append(devices.device(reference)) }
        return state
    }

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
