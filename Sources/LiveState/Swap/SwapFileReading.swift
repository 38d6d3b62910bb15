import SwapFormat
import System
import Text

/// Reads what stands at the paths of swap files.
struct SwapFileReader {
    let root: Root
    let swaps: SwapTable
    let mounts: MountTable
    let pageSize: UInt64
    /// The last folder; many swap files share one.
    private var folder: Folder?

    init(root: Root, swaps: SwapTable, mounts: MountTable, pageSize: UInt64) {
        self.root = root
        self.swaps = swaps
        self.mounts = mounts
        self.pageSize = pageSize
    }

    mutating func file(_ path: String) -> SwapFileState {
        var state = SwapFileState(path: path)
        if root.isLive { readLive(&state) } else { readCopy(&state) }
        describeFolder(&state)
        for name in [SwapFileNames.temporary(of: path), SwapFileNames.kept(of: path)] {
            if let leftover = leftover(name) { state.leftovers.append(leftover) }
        }
        return state
    }

    // MARK: The file

    private func readLive(_ state: inout SwapFileState) {
        let status: FileStatus
        do {
            status = try root.status(state.path, followLinks: false)
        } catch {
            guard error.code != Errno.noEntry, error.code != Errno.notFolder else { return }
            state.kind = .inaccessible
            state.content = AreaContent(unreadable: error)
            state.active = swaps.row(state.path, nil)
            return
        }
        state.mode = status.mode
        state.owner = status.owner
        state.links = status.links
        guard status.kind == .regular else {
            state.kind = .other(status.kind.text)
            state.content = .unknown("a " + status.kind.text + ", not a regular file")
            if let target = try? root.status(state.path) { state.active = swaps.row(state.path, target) }
            return
        }
        state.kind = .regular
        state.size = status.size
        state.allocated = status.allocated
        state.active = swaps.row(state.path, status)
        state.content = content(state)
    }

    private func leftover(_ path: String) -> SwapFileState.Leftover? {
        guard let status = try? root.status(path, followLinks: false) else { return nil }
        var stranger: String?
        if status.kind != .regular {
            stranger = "a " + status.kind.text
        } else if root.isLive, !FileTrust.isTrusted(owner: status.owner) {
            stranger = "a file of user " + status.owner.description
        } else if status.links != 1 {
            stranger = "a file with " + status.links.description + " names"
        } else if swaps.row(path, status) != nil {
            stranger = "a file that is in use as swap"
        }
        return SwapFileState.Leftover(path: path, allocated: status.allocated, stranger: stranger)
    }

    /// A copy's files have the sizes, owners and modes of the copy; what the kernel and the header say is believed.
    private func readCopy(_ state: inout SwapFileState) {
        let resolved = (try? root.resolved(state.path)) ?? state.path
        state.active = swaps.row(resolved, nil)
        let status = try? root.status(state.path, followLinks: false)
        if let status, status.kind != .regular {
            state.kind = .other(status.kind.text)
            state.content = .unknown("a " + status.kind.text + ", not a regular file")
            return
        }
        guard status != nil || state.active != nil else { return }
        state.kind = .regular
        state.mode = 0o600
        state.content = content(state)
        state.size = status?.size ?? 0
        if let active = state.active {
            state.size = active.size + pageSize
        } else if case .swap(let header) = state.content {
            state.size = max(state.size, header.areaBytes)
        }
        state.allocated = state.size
    }

    private func content(_ state: SwapFileState) -> AreaContent {
        do {
            let file = try root.open(state.path, followLinks: false)
            return AreaContent.read(file, pageSize: pageSize, state.active == nil ? .content : .header)
        } catch {
            return AreaContent(unreadable: error)
        }
    }

    // MARK: The folder

    /// What all the files of a folder share.
    private struct Folder {
        var path: String
        var exists = true
        var status: FileStatus?
        var obstacle: String?
        var fileSystem: String?
        var isReadOnly = false
        var devices: Int?
        var freeSpace: UInt64?
        var fileSystemID: UInt64?
    }

    private mutating func describeFolder(_ state: inout SwapFileState) {
        let path = state.path.parentFolder
        let folder = self.folder?.path == path ? self.folder ?? readFolder(path) : readFolder(path)
        self.folder = folder
        state.hasFolder = folder.exists
        state.folderMode = folder.status?.mode
        state.folderOwner = folder.status?.owner
        state.folderObstacle = folder.obstacle
        state.fileSystem = folder.fileSystem
        state.isReadOnly = folder.isReadOnly
        state.fileSystemDevices = folder.devices
        state.freeSpace = folder.freeSpace
        state.fileSystemID = folder.fileSystemID
    }

    private func readFolder(_ path: String) -> Folder {
        var folder = Folder(path: path)
        if root.isLive {
            folder.status = try? root.status(path)
            folder.exists = folder.status?.kind == .folder
            guard folder.exists else { return folder }
            folder.freeSpace = try? FreeSpace.available(at: path)
            folder.obstacle = TrustedFolder.obstacle(path)
        }
        guard let mount = mount(of: folder) else { return folder }
        let type = mounts.text(mount.type)
        folder.fileSystem = type
        folder.fileSystemID = UInt64(mount.device.major) << 32 | UInt64(mount.device.minor)
        // A file system may be mounted in several places, each of its own kind.
        folder.isReadOnly = root.isLive ? root.isReadOnly(path) : mounts.isReadOnly(mount)
        guard type == "btrfs" else { return folder }
        if root.isLive, let opened = try? root.open(path) { folder.devices = opened.btrfsDeviceCount() }
        return folder
    }

    private func mount(of folder: Folder) -> Mount? {
        // btrfs gives each subvolume a number that mountinfo does not show.
        if let status = folder.status, let mount = mounts.mount(of: status.device, holding: folder.path) {
            return mount
        }
        return mounts.mount(holding: (try? root.resolved(folder.path)) ?? folder.path)
    }
}
