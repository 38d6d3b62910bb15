import Kernel
import System
import Text

extension MachineState {
    /// Reads what a plan that takes swap away must know besides: what each cgroup has in memory and swap.
    ///
    /// - Throws: when something is there that cannot be read.
    package mutating func readCharges(root: Root) throws(SystemError) {
        let reader = CgroupReader(root: root, mounts: try MountTable(root), pageSize: pageSize, kernel: kernel)
        charges = try reader.charges()
    }
}

extension CgroupReader {
    /// All groups of the hierarchy that has the memory controller; nil when none has it.
    fileprivate func charges() throws(SystemError) -> CgroupCharges? {
        var charges: CgroupCharges
        switch try controller().0 {
        case .v2(let mountPoint): charges = CgroupCharges(mountPoint: mountPoint, groups: [])
        case .v1(let mountPoint, _): charges = CgroupCharges(mountPoint: mountPoint, isV1: true, groups: [])
        case .none: return nil
        }
        var pending = try children(charges.mountPoint, "")
        while let path = pending.popLast() {
            // One that is gone by now has nothing any more.
            guard let folder = try root.folder(charges.mountPoint + "/" + path) else { continue }
            if let charge = try charge(path, folder, charges.isV1 ? .v1 : .v2) { charges.groups.append(charge) }
            // A folder has two names, and one more for each in it.
            if folder.status()?.links != 2 { pending += try children(charges.mountPoint, path) }
        }
        return charges
    }

    private func children(_ mountPoint: String, _ path: String) throws(SystemError) -> [String] {
        let folder = path.isEmpty ? mountPoint : mountPoint + "/" + path
        var paths: [String] = []
        for name in try root.entries(folder) {
            guard (try? root.status(folder + "/" + name, followLinks: false))?.kind == .folder else { continue }
            paths.append(path.isEmpty ? name : path + "/" + name)
        }
        return paths
    }

    /// nil for one without the controller.
    private func charge(
        _ path: String, _ folder: borrowing Folder, _ files: ChargeFiles
    ) throws(SystemError) -> CgroupCharge? {
        guard let limit = try limitValue(folder, files.limit), let memory = try bytes(folder, files.memory) else {
            return nil
        }
        var swap = try bytes(folder, files.swap)
        if let both = swap, files.countsBoth { swap = both - min(both, memory) }
        return CgroupCharge(
            path: path, limit: limit, memory: memory, cache: try cache(folder, files), swap: swap,
            swapLimit: try limitValue(folder, files.swapLimit) ?? .max)
    }

    private func bytes(_ folder: borrowing Folder, _ file: String) throws(SystemError) -> UInt64? {
        // Far beyond all memory, and small enough to be added to another.
        try folder.read(file)?.leadingNumber.map { min($0, 1 << 62) }
    }

    private func limitValue(_ folder: borrowing Folder, _ file: String) throws(SystemError) -> LimitValue? {
        try folder.read(file).flatMap { LimitValue(limit: $0, pageSize: pageSize) }
    }

    /// The two lists of memory.stat on which the cache of files stands; tmpfs is not among them.
    private func cache(_ folder: borrowing Folder, _ files: ChargeFiles) throws(SystemError) -> UInt64 {
        guard let bytes = try folder.read("memory.stat", limit: 65536) else { return 0 }
        var sum: UInt64 = 0
        var scanner = TextScanner(bytes)
        while let line = scanner.line() {
            var fields = TextScanner(bytes, line)
            guard let name = fields.field(), files.caches.contains(where: { bytes.isText($0, in: name) }),
                let value = fields.field().flatMap({ bytes.number($0) })
            else { continue }
            sum += min(value, 1 << 61)
        }
        return sum
    }
}

/// The names of a version's files.
private struct ChargeFiles {
    let limit: String
    let memory: String
    let swap: String
    let swapLimit: String
    /// Whether what is said of swap counts memory too.
    let countsBoth: Bool
    let caches: [String]

    static let v2 = ChargeFiles(
        limit: "memory.max", memory: "memory.current", swap: "memory.swap.current", swapLimit: "memory.swap.max",
        countsBoth: false, caches: ["inactive_file", "active_file"])
    static let v1 = ChargeFiles(
        limit: "memory.limit_in_bytes", memory: "memory.usage_in_bytes", swap: "memory.memsw.usage_in_bytes",
        swapLimit: "memory.memsw.limit_in_bytes", countsBoth: true,
        caches: ["total_inactive_file", "total_active_file"])
}
