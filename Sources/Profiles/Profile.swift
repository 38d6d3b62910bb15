import Kernel
import SwapFormat
import Text

/// What a machine should have, as its owner wrote it: every value with the place where it stands.
///
/// Sizes are still expressions here, since they depend on the machine; the planner evaluates them.
package struct Profile: Equatable, Sendable {
    /// In the order of the file, like all the lists below.
    package var zram: [ZramEntry] = []
    package var swapFiles: [SwapFileEntry] = []
    package var swapDevices: [SwapDeviceEntry] = []
    package var cgroups: [CgroupEntry] = []
    package var unmanaged: UnmanagedPolicy = .keep
    /// What `check` holds a kernel against, beside what the other sections need; a machine is not planned by it.
    package var kernel = KernelSection()
    /// The file, for messages that show a line of it.
    package var source: SourceText

    package init(source: SourceText) { self.source = source }
}

/// What to do with active swap that the profile does not name.
package enum UnmanagedPolicy: String, Sendable, CaseIterable {
    /// Show it, never touch it.
    case keep
    /// Switch it off; files and partitions stay as they are, a zram device is reset.
    case remove
}

/// How an area is switched on.
package struct SwapOptions: Equatable, Sendable {
    /// 0…32767; nil leaves it to the kernel, below every fixed one.
    package var priority: Located<Int>?
    /// nil is the kernel's default, none.
    package var discard: Located<DiscardPolicy>?

    package init(priority: Located<Int>? = nil, discard: Located<DiscardPolicy>? = nil) {
        self.priority = priority
        self.discard = discard
    }
}

/// A zram device, used as swap.
package struct ZramEntry: Equatable, Sendable {
    /// `zramN` means that very device; any other name, of at most 15 bytes, is the user's own and is found again by the
    /// label in the swap header.
    package var name: Located<String>
    /// The uncompressed capacity, `disksize`.
    package var size: Located<SizeExpression>
    /// nil keeps the kernel's default.
    package var algorithm: Located<Algorithm>?
    /// The most memory that the compressed data may take; nil for no limit.
    package var memoryLimit: Located<SizeExpression>?
    package var swap: SwapOptions
    /// Whether a device that holds something else than this program's swap may be reset.
    package var overwrite: Bool

    package init(
        name: Located<String>, size: Located<SizeExpression>, algorithm: Located<Algorithm>? = nil,
        memoryLimit: Located<SizeExpression>? = nil, swap: SwapOptions = SwapOptions(), overwrite: Bool = false
    ) {
        self.name = name
        self.size = size
        self.algorithm = algorithm
        self.memoryLimit = memoryLimit
        self.swap = swap
        self.overwrite = overwrite
    }

    /// N when the name is `zramN`, nil when it is the user's own.
    package var deviceNumber: Int? { ZramName(name.value)?.number }

    /// No profile names a device of a higher number.
    package static let highestNumber = 9999
}

/// A swap file.
package struct SwapFileEntry: Equatable, Sendable {
    /// Absolute, without `.` and `..` and double or final slashes.
    package var path: Located<String>
    package var size: Located<SizeExpression>
    package var swap: SwapOptions
    /// Whether an existing file that is not swap may be replaced.
    package var overwrite: Bool

    package init(
        path: Located<String>, size: Located<SizeExpression>, swap: SwapOptions = SwapOptions(), overwrite: Bool = false
    ) {
        self.path = path
        self.size = size
        self.swap = swap
        self.overwrite = overwrite
    }
}

/// A swap partition or another whole block device.
package struct SwapDeviceEntry: Equatable, Sendable {
    package var device: Located<DeviceReference>
    package var swap: SwapOptions
    /// Whether a device without a swap header gets one.
    package var format: Bool
    /// Whether formatting may destroy a file system, RAID, LVM, LUKS or partition table found there.
    package var overwrite: Bool

    package init(
        device: Located<DeviceReference>, swap: SwapOptions = SwapOptions(), format: Bool = false,
        overwrite: Bool = false
    ) {
        self.device = device
        self.swap = swap
        self.format = format
        self.overwrite = overwrite
    }
}

/// A cgroup and the memory limits that it should have.
package struct CgroupEntry: Equatable, Sendable {
    /// Relative to the root of the hierarchy, without a leading slash: `app`, `system.slice/app.service`.
    package var path: Located<String>
    /// Only these are managed; in the order of the file.
    package var limits: [CgroupLimit]

    package init(path: Located<String>, limits: [CgroupLimit]) {
        self.path = path
        self.limits = limits
    }
}

/// One limit of a cgroup.
package struct CgroupLimit: Equatable, Sendable {
    /// What the profile says.
    package enum Value: Equatable, Sendable {
        case max
        case size(SizeExpression)
        /// For memory.oom.group.
        case flag(Bool)
    }

    package var attribute: Located<CgroupAttribute>
    package var value: Located<Value>

    package init(attribute: Located<CgroupAttribute>, value: Located<Value>) {
        self.attribute = attribute
        self.value = value
    }

    /// Whether it asks for what a new cgroup has anyway.
    package var asksForDefault: Bool {
        switch (value.value, attribute.value.defaultValue) {
        case (.max, .max), (.flag(false), .flag(false)): true
        case (.size(.number(let bytes)), .bytes(0)): bytes == 0
        default: false
        }
    }
}
