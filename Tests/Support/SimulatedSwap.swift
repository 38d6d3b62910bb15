import Kernel
import LiveState
import Planning
import SwapFormat
import System
import Text

/// An active swap area.
package struct SimulatedArea: Equatable, Sendable {
    package var path: String
    package var kind: ActiveSwap.Kind
    /// In bytes, without the header page.
    package var size: UInt64
    package var used: UInt64
    package var priority: SwapPriority
    package var discard: DiscardPolicy
    package var isDeleted = false

    package var area: SwapArea { kind == .file ? .file(path) : SwapArea(node: path) }

    package init(
        path: String, kind: ActiveSwap.Kind, size: UInt64, used: UInt64 = 0, priority: SwapPriority = .automatic,
        discard: DiscardPolicy = .none, isDeleted: Bool = false
    ) {
        self.path = path
        self.kind = kind
        self.size = size
        self.used = used
        self.priority = priority
        self.discard = discard
        self.isDeleted = isDeleted
    }
}

/// A file system, as far as swap files see it.
package struct SimulatedFileSystem: Equatable, Sendable {
    package var type = "ext4"
    /// In bytes.
    package var free: UInt64 = 8 << 30
    /// The permission bits of its folders.
    package var folderMode: UInt32 = 0o755

    package init(type: String = "ext4", free: UInt64 = 8 << 30, folderMode: UInt32 = 0o755) {
        self.type = type
        self.free = free
        self.folderMode = folderMode
    }

    /// On FAT every file has the mount's bits.
    var fileMode: UInt32 { type == "vfat" ? folderMode : 0o600 }
}

/// What stands at a path.
package struct SimulatedFile: Equatable, Sendable {
    package var kind = SwapFileState.Kind.regular
    package var size: UInt64
    package var allocated: UInt64
    package var mode: UInt32 = 0o600
    package var owner: UInt32 = 0
    package var content: AreaContent

    package init(size: UInt64, allocated: UInt64? = nil, content: AreaContent) {
        self.size = size
        self.allocated = allocated ?? size
        self.content = content
    }

    /// Whether an applier may make swap of it: root's own, and closed to others.
    var isTrusted: Bool { owner == 0 && mode & 0o077 == 0 }
}

/// A disk or partition.
package struct SimulatedBlockDevice: Equatable, Sendable {
    package var size: UInt64
    package var isReadOnly = false
    package var content: AreaContent
    package var mountPoint: String?
    /// What it is found by beside its path and its swap header.
    package var references: [DeviceReference] = []
    /// Why not even its node can be looked at; nil when it can.
    package var problem: String?

    package init(size: UInt64, content: AreaContent = .empty, references: [DeviceReference] = []) {
        self.size = size
        self.content = content
        self.references = references
    }
}

extension SimulatedKernel {
    func isActive(_ path: String) -> Bool { areas.contains { $0.path == path && !$0.isDeleted } }

    /// - Returns: the kind, the size in bytes and the content.
    private func area(_ area: SwapArea, for operation: String) throws(SystemError) -> (
        ActiveSwap.Kind, UInt64, AreaContent
    ) {
        let path = area.path
        func failure(_ code: Int32) -> SystemError { SystemError(operation, path, code: code) }
        switch area {
        case .zram(let name):
            guard let device = zram?[name.number] else { throw failure(Errno.noEntry) }
            guard device.mountPoint == nil else { throw failure(Errno.busy) }
            guard device.size > 0 else { throw failure(Errno.invalid) }
            return (.partition, device.size, device.content)
        case .device:
            guard let device = blockDevices[path] else { throw failure(Errno.noEntry) }
            guard device.mountPoint == nil else { throw failure(Errno.busy) }
            guard !device.isReadOnly else { throw failure(Errno.readOnly) }
            return (.partition, device.size, device.content)
        case .file:
            guard let file = files[path] else { throw failure(Errno.noEntry) }
            guard file.kind == .regular, file.allocated >= file.size, let fileSystem = fileSystem(of: path),
                !["tmpfs", "overlay", "proc", "nfs"].contains(fileSystem.type)
            else { throw failure(Errno.invalid) }
            return (.file, file.size, file.content)
        }
    }

    package mutating func swapOn(_ area: SwapArea, flags: Int32) throws(SystemError) {
        let path = area.path
        try begin("swapon", path)
        guard flags & ~0x7ffff == 0 else { throw SystemError("swapon", path, code: Errno.invalid) }
        guard !isActive(path) else { throw SystemError("swapon", path, code: Errno.busy) }
        if let file = files[path], !file.isTrusted, switchedOff[path] != file {
            throw SystemError("swapon", path, code: Errno.permission)
        }
        let (kind, size, content) = try self.area(area, for: "swapon")
        guard case .swap(let header) = content, header.pageSize == pageSize, header.lastPage > 0,
            header.areaBytes <= size
        else { throw SystemError("swapon", path, code: Errno.invalid) }
        guard areas.count < slots else { throw SystemError("swapon", path, code: Errno.permission) }
        areas.append(
            SimulatedArea(
                path: path, kind: kind, size: UInt64(header.lastPage) * pageSize,
                priority: flags & 0x8000 != 0 ? .fixed(Int(flags & 0x7fff)) : .automatic,
                discard: DiscardPolicy.allCases.first { $0.flags == flags & 0x70000 } ?? .none))
    }

    package mutating func swapOff(_ area: SwapArea, while goesOn: (UInt64) -> Bool) throws(SystemError) {
        let path = area.path
        try begin("swapoff", path)
        guard goesOn(areas.first { $0.path == path }?.used ?? 0) else {
            throw SystemError("swapoff", path, code: Errno.interrupted)
        }
        guard let index = areas.firstIndex(where: { $0.path == path && !$0.isDeleted }) else {
            let isThere =
                files[path] != nil || blockDevices[path] != nil
                || area.zram.map { zram?[$0.number] != nil } ?? false
            throw SystemError("swapoff", path, code: isThere ? Errno.invalid : Errno.noEntry)
        }
        var rest = areas[index].used
        // The memory that a zram device takes comes back with its pages.
        let number = area.zram?.number
        let back = number.flatMap { zram?[$0]?.original }.map { $0 / 3 } ?? 0
        let room = areas.reduce(memoryAvailable + back) { $0 + $1.size - $1.used } - (areas[index].size - rest)
        guard rest <= room else { throw SystemError("swapoff", path, code: Errno.outOfMemory) }
        areas.remove(at: index)
        switchedOff[path] = files[path]
        memoryAvailable += back
        if let number { zram?[number]?.original = 0 }
        let inMemory = min(rest, memoryAvailable)
        memoryAvailable -= inMemory
        rest -= inMemory
        for other in areas.indices {
            let moved = min(rest, areas[other].size - areas[other].used)
            areas[other].used += moved
            rest -= moved
        }
    }

    package mutating func restoreContent(_ saved: [SavedBytes], of area: SwapArea) throws(SystemError) {
        try begin("write", area.path)
        guard !isActive(area.path) else { throw SystemError("open", area.path, code: Errno.busy) }
        for piece in saved { setContent(savedContents[Int(piece.offset)], of: area) }
    }

    private mutating func setContent(_ content: AreaContent, of area: SwapArea) {
        switch area {
        case .zram(let name): zram?[name.number]?.content = content
        case .device(let path): blockDevices[path]?.content = content
        case .file(let path): files[path]?.content = content
        }
    }

    package mutating func formatSwap(_ format: SwapFormat) throws(SystemError) -> [SavedBytes] {
        try begin("format", format.area.path)
        guard !isActive(format.area.path) else { throw SystemError("open", format.area.path, code: Errno.busy) }
        let (_, size, content) = try area(format.area, for: "open")
        if let file = files[format.area.path], !file.isTrusted {
            throw SystemError("open", format.area.path, code: Errno.permission)
        }
        var found: String?
        switch content {
        case .empty: break
        case .swap: found = "swap"
        case .foreign(let type): found = type
        case .hibernation(let magic): throw SystemError("format", format.area.path, code: 0, detail: "holds " + magic)
        case .unknown(let reason), .denied(let reason):
            throw SystemError("format", format.area.path, code: 0, detail: reason)
        }
        guard found == nil || found == format.overwrites else {
            throw SystemError("format", format.area.path, code: 0, detail: "holds " + (found ?? ""))
        }
        let bytes = format.size ?? size
        guard bytes <= size, bytes / pageSize >= SwapHeader.minimumPages, format.label.utf8.count <= 15 else {
            throw SystemError("format", format.area.path, code: Errno.invalid)
        }
        guard let header = header(format.fingerprint, uuid: format.uuid, label: format.label, bytes: bytes) else {
            throw SystemError("format", format.area.path, code: Errno.invalid)
        }
        savedContents.append(content)
        setContent(.swap(header), of: format.area)
        return [SavedBytes(offset: UInt64(savedContents.count - 1), bytes: [])]
    }

    package mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        func failure(_ code: Int32) -> SystemError { SystemError("create", creation.path, code: code) }
        let folder = SimulatedKernel.folder(of: creation.path)
        func clean() { for leftover in [creation.temporaryPath, creation.keptPath] { delete(leftover) } }
        do throws(SystemError) {
            try begin("create", creation.path)
        } catch {
            // Killed in the middle: the part that is there has the temporary name.
            if isLast { clean() }
            if isLast, let free = folders[folder]?.free, free >= creation.size {
                files[creation.temporaryPath] = SimulatedFile(size: creation.size, content: .empty)
                folders[folder]?.free -= creation.size
            }
            throw error
        }
        clean()
        guard var fileSystem = folders[folder] else { throw failure(Errno.noEntry) }
        let old = files[creation.path]
        guard old == nil || (creation.replaces && old?.kind == .regular) else { throw failure(Errno.exists) }
        guard creation.size % pageSize == 0, creation.size / pageSize >= SwapHeader.minimumPages else {
            throw failure(Errno.invalid)
        }
        // The new file is complete before it takes the place of the old one.
        guard fileSystem.free >= creation.size else { throw failure(Errno.noSpace) }
        guard let header = header(creation.fingerprint, uuid: nil, label: "", bytes: creation.size) else {
            throw failure(Errno.invalid)
        }
        var file = SimulatedFile(size: creation.size, content: .swap(header))
        file.mode = fileSystem.fileMode
        guard file.isTrusted, fileSystem.folderMode & 0o022 == 0 else { throw failure(Errno.permission) }
        fileSystem.free -= creation.size
        folders[folder] = fileSystem
        files[creation.replaces ? creation.temporaryPath : creation.path] = file
    }

    package mutating func placeSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        guard !isActive(creation.path) else {
            throw SystemError("rename to", creation.path, code: Errno.permission)
        }
        guard let new = files[creation.temporaryPath], let old = files[creation.path] else {
            throw SystemError("rename to", creation.path, code: Errno.noEntry)
        }
        do throws(SystemError) {
            try begin("rename to", creation.path)
        } catch {
            // Between the two renames.
            if isLast { (files[creation.path], files[creation.temporaryPath]) = (new, old) }
            throw error
        }
        files[creation.temporaryPath] = nil
        files[creation.path] = new
        files[creation.keptPath] = old
    }

    package mutating func putBackSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        try begin("rename to", creation.path)
        guard !isActive(creation.path), let old = files[creation.keptPath] else {
            throw SystemError("rename to", creation.path, code: Errno.permission)
        }
        delete(creation.path)
        files[creation.keptPath] = nil
        files[creation.path] = old
    }

    private mutating func delete(_ path: String) {
        guard let file = files.removeValue(forKey: path) else { return }
        folders[SimulatedKernel.folder(of: path)]?.free += file.allocated
    }

    package mutating func removeFile(_ path: String) throws(SystemError) {
        try begin("unlink", path)
        guard !isActive(path) else { throw SystemError("unlink", path, code: Errno.permission) }
        delete(path)
    }

    package func fileSystem(of path: String) -> SimulatedFileSystem? { folders[SimulatedKernel.folder(of: path)] }

    static func folder(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }

    private mutating func header(
        _ fingerprint: SettingsFingerprint, uuid: UUID?, label: String, bytes: UInt64
    ) -> SwapHeader? {
        guard let uuid = uuid ?? fingerprint.uuid(random: random.bytes(16)) else { return nil }
        let lastPage = UInt32(clamping: bytes / pageSize - 1)
        return SwapHeader(pageSize: pageSize, lastPage: lastPage, uuid: uuid, label: label)
    }
}
