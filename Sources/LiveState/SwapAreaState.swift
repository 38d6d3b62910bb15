import Model

/// What stands at the path of a swap file.
package struct SwapFileState: Equatable, Sendable {
    /// The kind of thing at the path.
    package enum Kind: Equatable, Sendable {
        case missing
        case regular
        /// `directory`, `symbolic link`, `block device`, …
        case other(String)
    }

    /// As the query named it.
    package var path: String
    package var kind: Kind
    /// In bytes.
    package var size: UInt64
    /// What the file system allocated, in bytes; less than the size means holes.
    package var allocated: UInt64
    /// The permission bits.
    package var mode: UInt32
    package var owner: UInt32
    package var content: AreaContent
    package var active: ActiveSwap?
    /// Whether the folder that holds it exists.
    package var hasFolder: Bool
    /// The type of the file system below it, from mountinfo: `ext4`; nil when unknown.
    package var fileSystem: String?
    /// In bytes, for root; nil when unknown, as always for a copied state.
    package var freeSpace: UInt64?

    package init(
        path: String, kind: Kind = .missing, size: UInt64 = 0, allocated: UInt64 = 0, mode: UInt32 = 0,
        owner: UInt32 = 0,
        content: AreaContent = .empty, active: ActiveSwap? = nil, hasFolder: Bool = true, fileSystem: String? = nil,
        freeSpace: UInt64? = nil
    ) {
        self.path = path
        self.kind = kind
        self.size = size
        self.allocated = allocated
        self.mode = mode
        self.owner = owner
        self.content = content
        self.active = active
        self.hasFolder = hasFolder
        self.fileSystem = fileSystem
        self.freeSpace = freeSpace
    }
}

/// A block device that the profile names.
package struct SwapDeviceState: Equatable, Sendable {
    package var reference: DeviceReference
    /// The device node, symbolic links resolved; nil when there is no such device.
    package var path: String?
    /// In bytes; nil when it could not be read, as for most copied states.
    package var size: UInt64?
    package var isReadOnly: Bool
    package var content: AreaContent
    package var mountPoint: String?
    package var active: ActiveSwap?
    /// Why `path` is nil: no such device, several with this label, not a block device.
    package var problem: String?

    package init(
        reference: DeviceReference, path: String? = nil, size: UInt64? = nil, isReadOnly: Bool = false,
        content: AreaContent = .empty, mountPoint: String? = nil, active: ActiveSwap? = nil, problem: String? = nil
    ) {
        self.reference = reference
        self.path = path
        self.size = size
        self.isReadOnly = isReadOnly
        self.content = content
        self.mountPoint = mountPoint
        self.active = active
        self.problem = problem
    }
}
