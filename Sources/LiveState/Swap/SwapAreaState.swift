import Kernel
import Text

/// What stands at the path of a swap file.
package struct SwapFileState: Equatable, Sendable {
    /// The kind of thing at the path.
    package enum Kind: Equatable, Sendable {
        case missing
        case regular
        /// `directory`, `symbolic link`, `block device`, …
        case other(String)

        /// Not even stat(2) answers; the content says why.
        package static let inaccessible = Kind.other("inaccessible file")
    }

    /// As the query named it.
    package var path: String
    /// Of the last component itself: a symbolic link is `other`, and yet `active` when what it leads to is.
    package var kind: Kind
    /// In bytes.
    package var size: UInt64
    /// What the file system allocated, in bytes; less than the size means holes.
    package var allocated: UInt64
    /// The permission bits.
    package var mode: UInt32
    package var owner: UInt32
    /// How many names the file has; more than one means that another path leads to it too.
    package var links: UInt64
    package var content: AreaContent
    package var active: ActiveSwap?
    /// Whether the folder that holds it exists.
    package var hasFolder: Bool
    /// The folder's permission bits and owner; nil when unknown, as always for a copied state.
    package var folderMode: UInt32?
    package var folderOwner: UInt32?
    /// What on the way to the folder is not to be trusted, with its path: a symbolic link, a folder that others may write
    /// to; nil when nothing is, and for a copied state.
    package var folderObstacle: String?
    /// The type of the file system below it, from mountinfo: `ext4`; nil when unknown.
    package var fileSystem: String?
    /// Whether that file system, or this mount of it, is read-only.
    package var isReadOnly: Bool
    /// On how many devices a btrfs lies, which may hold swap only with one; nil on others and for a copied state.
    package var fileSystemDevices: Int?
    /// In bytes, without what is reserved for root; nil when unknown, as always for a copied state.
    package var freeSpace: UInt64?
    /// The same number for files that share one free space; nil when unknown.
    package var fileSystemID: UInt64?
    /// What stands beside it under the names that an interrupted run leaves.
    package var leftovers: [Leftover] = []

    /// A file that an interrupted run left, or what took its name.
    package struct Leftover: Equatable, Sendable {
        package var path: String
        /// In bytes: what the file system gets back with it.
        package var allocated: UInt64
        /// Why it is not one of this program's and must stay: `a symbolic link`, `a file of user 1000`; nil when it is.
        package var stranger: String?

        package init(path: String, allocated: UInt64, stranger: String? = nil) {
            self.path = path
            self.allocated = allocated
            self.stranger = stranger
        }
    }

    package init(
        path: String, kind: Kind = .missing, size: UInt64 = 0, allocated: UInt64 = 0, mode: UInt32 = 0,
        owner: UInt32 = 0, links: UInt64 = 1, content: AreaContent = .empty, active: ActiveSwap? = nil,
        hasFolder: Bool = true, folderMode: UInt32? = nil, folderOwner: UInt32? = nil, fileSystem: String? = nil,
        isReadOnly: Bool = false, fileSystemDevices: Int? = nil, freeSpace: UInt64? = nil,
        fileSystemID: UInt64? = nil
    ) {
        self.path = path
        self.kind = kind
        self.size = size
        self.allocated = allocated
        self.mode = mode
        self.owner = owner
        self.links = links
        self.content = content
        self.active = active
        self.hasFolder = hasFolder
        self.folderMode = folderMode
        self.folderOwner = folderOwner
        self.fileSystem = fileSystem
        self.isReadOnly = isReadOnly
        self.fileSystemDevices = fileSystemDevices
        self.freeSpace = freeSpace
        self.fileSystemID = fileSystemID
    }
}

/// A block device that the profile names.
package struct SwapDeviceState: Equatable, Sendable {
    package var reference: DeviceReference
    /// The device by its node, symbolic links resolved; nil when there is no such device.
    package var area: SwapArea?
    /// In bytes; nil when it could not be read, as for most copied states.
    package var size: UInt64?
    package var isReadOnly: Bool
    package var content: AreaContent
    package var mountPoint: String?
    package var active: ActiveSwap?
    /// What is built on the device (device mapper, md), by name: `dm-0`.
    package var holders: [String]
    /// Of a loop device that is not active itself: the active swap that its file is, as /proc/swaps has it.
    package var activeBacking: String?
    /// Why `area` is nil: no such device, several with this label, not a block device.
    package var problem: String?

    package init(
        reference: DeviceReference, path: String? = nil, size: UInt64? = nil, isReadOnly: Bool = false,
        content: AreaContent = .empty, mountPoint: String? = nil, active: ActiveSwap? = nil,
        holders: [String] = [], problem: String? = nil
    ) {
        self.reference = reference
        area = path.map { SwapArea(node: $0) }
        self.size = size
        self.isReadOnly = isReadOnly
        self.content = content
        self.mountPoint = mountPoint
        self.active = active
        self.holders = holders
        self.problem = problem
    }

    package var path: String? { area?.path }
}
