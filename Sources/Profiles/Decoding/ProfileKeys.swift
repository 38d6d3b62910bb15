import Kernel
import Text

/// A key that a mapping of the profile may have: one row of a table.
package struct ProfileKey: Sendable {
    package var word: Word
    package var type: ProfileValueType
    package var isRequired: Bool

    /// A key that may be left out unless it is required.
    package init(_ word: Word, _ type: ProfileValueType, isRequired: Bool = false) {
        self.word = word
        self.type = type
        self.isRequired = isRequired
    }

    /// As it stands in the file.
    package var name: String { word.name }

    /// The words that are keys, each once although several mappings may have it.
    package enum Word: Sendable {
        case version, zram, swapFiles, swapDevices, cgroups, unmanaged, kernel
        case size, algorithm, memoryLimit, swap, overwrite, priority, discard, format
        case require, recommend, forbid, features, waive
        case memoryMin, memoryLow, memoryHigh, memoryMax, swapHigh, swapMax, oomGroup

        /// As it stands in the file.
        package var name: String { text.withUTF8Buffer { unsafe String(decoding: $0, as: UTF8.self) } }

        var text: StaticString {
            switch self {
            case .version: "version"
            case .zram: "zram"
            case .swapFiles: "swap_files"
            case .swapDevices: "swap_devices"
            case .cgroups: "cgroups"
            case .unmanaged: "unmanaged"
            case .kernel: "kernel"
            case .require: "require"
            case .recommend: "recommend"
            case .forbid: "forbid"
            case .features: "features"
            case .waive: "waive"
            case .size: "size"
            case .algorithm: "algorithm"
            case .memoryLimit: "mem_limit"
            case .swap: "swap"
            case .overwrite: "overwrite"
            case .priority: "priority"
            case .discard: "discard"
            case .format: "format"
            case .memoryMin: "memory.min"
            case .memoryLow: "memory.low"
            case .memoryHigh: "memory.high"
            case .memoryMax: "memory.max"
            case .swapHigh: "memory.swap.high"
            case .swapMax: "memory.swap.max"
            case .oomGroup: "memory.oom.group"
            }
        }

        /// The file of a cgroup that it names.
        var attribute: CgroupAttribute? {
            switch self {
            case .memoryMin: .memoryMin
            case .memoryLow: .memoryLow
            case .memoryHigh: .memoryHigh
            case .memoryMax: .memoryMax
            case .swapHigh: .swapHigh
            case .swapMax: .swapMax
            case .oomGroup: .oomGroup
            default: nil
            }
        }
    }
}

/// What a key's value must be.
package enum ProfileValueType: Equatable, Sendable {
    /// 1
    case version
    /// Named entries, each a mapping; nothing at all is as good as none.
    case entries
    /// Options: a mapping with keys of its own.
    case options
    case size(SizeUse)
    case algorithm
    /// 0…32767
    case priority
    case discard
    case unmanaged
    /// `true` or `false`
    case boolean
    /// `true`, `false`, `1` or `0`, as in the kernel's file.
    case bit
    /// Symbols of the kernel's configuration, each with the values that are meant.
    case kernelOptions
    /// A list of words.
    case features
    /// Rules of the kernel checker, each with a reason.
    case waivers

    /// Whether it is more than a single value.
    var isStructure: Bool {
        switch self {
        case .entries, .options, .kernelOptions, .features, .waivers: true
        default: false
        }
    }
}

/// Every key of the format: the decoder reads by these tables, and the JSON Schema is held against them.
package enum ProfileKeys {
    /// The document.
    package static let document = [
        ProfileKey(.version, .version, isRequired: true), ProfileKey(.zram, .entries),
        ProfileKey(.swapFiles, .entries), ProfileKey(.swapDevices, .entries), ProfileKey(.cgroups, .entries),
        ProfileKey(.unmanaged, .unmanaged), ProfileKey(.kernel, .options),
    ]
    /// A device under `zram`.
    package static let zram = [
        ProfileKey(.size, .size(.device), isRequired: true), ProfileKey(.algorithm, .algorithm),
        ProfileKey(.memoryLimit, .size(.device)), ProfileKey(.swap, .options), ProfileKey(.overwrite, .boolean),
    ]
    /// `swap` of a zram device.
    package static let swap = [ProfileKey(.priority, .priority), ProfileKey(.discard, .discard)]
    /// A file under `swap_files`.
    package static let swapFile = [
        ProfileKey(.size, .size(.file), isRequired: true), ProfileKey(.priority, .priority),
        ProfileKey(.discard, .discard), ProfileKey(.overwrite, .boolean),
    ]
    /// A device under `swap_devices`.
    package static let swapDevice = [
        ProfileKey(.priority, .priority), ProfileKey(.discard, .discard), ProfileKey(.format, .boolean),
        ProfileKey(.overwrite, .boolean),
    ]
    /// `kernel`: what is asked of the kernel itself.
    package static let kernel = [
        ProfileKey(.require, .kernelOptions), ProfileKey(.recommend, .kernelOptions),
        ProfileKey(.forbid, .kernelOptions), ProfileKey(.features, .features), ProfileKey(.waive, .waivers),
    ]
    /// A cgroup: the names of `CgroupAttribute`.
    package static let cgroup = [
        ProfileKey(.memoryMin, .size(.limit)), ProfileKey(.memoryLow, .size(.limit)),
        ProfileKey(.memoryHigh, .size(.limit)), ProfileKey(.memoryMax, .size(.limit)),
        ProfileKey(.swapHigh, .size(.limit)), ProfileKey(.swapMax, .size(.limit)),
        ProfileKey(.oomGroup, .bit),
    ]
}
