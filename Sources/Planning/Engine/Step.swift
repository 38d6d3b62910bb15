import Kernel
import SwapFormat
import Text

/// One thing that the applier does to the machine. Every path is concrete, so that a plan shows exactly what would happen.
package enum Step: Equatable, Sendable {
    /// modprobe NAME ARGUMENT…
    case loadModule(name: String, arguments: [String])
    /// Reads /sys/class/zram-control/hot_add, which must answer this number: the kernel gives out the lowest free one.
    case addZram(ZramName)
    /// Writes the number to /sys/class/zram-control/hot_remove.
    case removeZram(ZramName)
    /// Writes 1 to zramN's reset; `was` is what sets the device up again as it is now.
    case resetZram(ZramName, was: ZramConfiguration = ZramConfiguration())
    /// Writes one value into one file of sysfs, of a cgroup or of /proc/sys.
    case write(AttributeWrite)
    /// Records the value that an attribute has before this program changes it; the first record of a boot remains.
    case recordOriginal(AttributeWrite)
    /// Removes the record of that value.
    case forgetOriginal(AttributeWrite)
    /// Writes a swap header onto a block device, or a new one into a swap file.
    case formatSwap(SwapFormat)
    /// Writes back what a header was written over.
    case restoreContent(SwapArea, [SavedBytes])
    /// Makes a complete, synced swap file under a temporary name, and renames it to its own unless a file is there.
    case createSwapFile(SwapFileCreation)
    /// Gives the file that was made its name; the old one takes `keptPath`, until the new one is in use.
    case placeSwapFile(SwapFileCreation)
    /// Rolls `placeSwapFile` back: the old file has its name again, and the new one is gone.
    case putBackSwapFile(SwapFileCreation)
    case removeFile(path: String)
    /// swapon(2)
    case swapOn(SwapArea, priority: SwapPriority, discard: DiscardPolicy)
    /// swapoff(2); `used` bytes must find room elsewhere. `was` is how it is switched on again.
    case swapOff(SwapArea, used: UInt64, was: SwapActivation = SwapActivation())
    /// mkdir(2) of a cgroup.
    case makeCgroup(CgroupFolder)
    /// rmdir(2) of a cgroup; `was` are the values that make another one like it.
    case removeCgroup(CgroupFolder, was: [AttributeWrite] = [])
}

extension Step {
    /// The zram device that it sets up or uses; nil for a step that adds or removes one, and for all others.
    package var zram: ZramName? {
        switch self {
        case .write(let write): write.attribute.zram
        case .resetZram(let name, _): name
        case .formatSwap(let format): format.area.zram
        case .swapOn(let area, _, _), .swapOff(let area, _, _): area.zram
        default: nil
        }
    }

    /// The swap area that it cannot do its work on while that is in use; nil for others.
    package var restingArea: SwapArea? {
        switch self {
        case .swapOn(let area, _, _), .swapOff(let area, _, _), .restoreContent(let area, _): area
        case .formatSwap(let format): format.area
        case .placeSwapFile(let creation), .putBackSwapFile(let creation): .file(creation.path)
        case .removeFile(let path): .file(path)
        case .removeZram(let name), .resetZram(let name, _): .zram(name)
        case .write(let write):
            switch write.attribute {
            case .zram(_, .memoryLimit), .cgroup, .sysctl: nil
            case .zram(let name, _): .zram(name)
            }
        default: nil
        }
    }

    /// The cgroup that it makes or changes; nil for others.
    package var cgroup: CgroupFolder? {
        switch self {
        case .write(let write): write.attribute.cgroup
        case .makeCgroup(let folder): folder
        default: nil
        }
    }
}

/// A swap header for a block device or a swap file.
package struct SwapFormat: Equatable, Sendable {
    package var area: SwapArea
    /// The area's size in bytes with the header page, for the message; nil for the whole device as found when writing.
    package var size: UInt64?
    /// At most 15 bytes; empty for none.
    package var label: String
    /// What the random UUID shall remember.
    package var fingerprint: SettingsFingerprint
    /// The UUID to keep, when an existing area is set up again.
    package var uuid: UUID?
    /// What libblkid may find there and is to be overwritten: the type, or nil when anything found must stop the step.
    package var overwrites: String?

    package init(
        area: SwapArea, size: UInt64?, label: String, fingerprint: SettingsFingerprint, uuid: UUID? = nil,
        overwrites: String? = nil
    ) {
        self.area = area
        self.size = size
        self.label = label
        self.fingerprint = fingerprint
        self.uuid = uuid
        self.overwrites = overwrites
    }
}

/// A swap file to make.
package struct SwapFileCreation: Equatable, Sendable {
    /// Its final path. While it is made it stands beside it, under `temporaryPath`.
    package var path: String
    /// In bytes, a whole number of pages, with the header page.
    package var size: UInt64
    package var fingerprint: SettingsFingerprint
    /// Whether something stands at the path that is to be replaced.
    package var replaces: Bool

    package init(path: String, size: UInt64, fingerprint: SettingsFingerprint, replaces: Bool) {
        self.path = path
        self.size = size
        self.fingerprint = fingerprint
        self.replaces = replaces
    }

    /// In bytes: what must be left on its file system beside it.
    package var reserve: UInt64 { max(4 << 20, size / 32) }

    /// Where it is made.
    package var temporaryPath: String { SwapFileNames.temporary(of: path) }

    /// Where the file that is replaced stands until the new one is in use.
    package var keptPath: String { SwapFileNames.kept(of: path) }
}

/// How an area is in use.
package struct SwapActivation: Equatable, Sendable {
    package var priority: SwapPriority
    /// The kernel does not show it: as the header or the profile says; nil when they do not.
    package var discard: DiscardPolicy?

    package init(priority: SwapPriority = .automatic, discard: DiscardPolicy? = DiscardPolicy.none) {
        self.priority = priority
        self.discard = discard
    }
}

/// Bytes of a device and where they stand.
package struct SavedBytes: Equatable, Sendable {
    /// In bytes.
    package var offset: UInt64
    package var bytes: [UInt8]

    package init(offset: UInt64, bytes: [UInt8]) {
        self.offset = offset
        self.bytes = bytes
    }
}

/// What a reset takes from a zram device, beside the data.
package struct ZramConfiguration: Equatable, Sendable {
    /// In bytes; 0 for a device that is not worth making again.
    package var size: UInt64 = 0
    package var algorithm: String?
    /// nil when they are not known: no file shows them.
    package var parameters: [Algorithm.Parameter]?
    /// In bytes; 0 for none.
    package var memoryLimit: UInt64 = 0
    package var header: SwapHeader?
    /// What is on it and is no swap, as `ext4`: it does not come back.
    package var lost: String?

    package init() {}
}
