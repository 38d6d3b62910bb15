import Kernel
import LiveState
import Support
import SwapFormat
import Text

/// The UUID of areas that somebody else made.
let someUUID = UUID(text: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6")

extension AreaContent {
    /// A swap header for an area of that size.
    static func swap(
        _ bytes: UInt64, label: String = "", pageSize: UInt64 = 4096, discard: DiscardPolicy = .none,
        parameters: [Algorithm.Parameter] = []
    ) -> AreaContent {
        let fingerprint = SettingsFingerprint(parameters: parameters, discard: discard)
        let isDefault = parameters.isEmpty && discard == .none
        guard let uuid = isDefault ? someUUID : fingerprint.uuid(random: Array(repeating: 7, count: 16)) else {
            return .empty
        }
        return .swap(
            SwapHeader(
                pageSize: pageSize, lastPage: UInt32(clamping: bytes / pageSize - 1), uuid: uuid, label: label))
    }
}

extension SimulatedKernel {
    /// A zram device, in use when it has a priority.
    mutating func addZram(
        _ number: Int, size: UInt64, content: AreaContent, algorithm: String = "lz4", priority: SwapPriority? = nil,
        used: UInt64 = 0
    ) {
        var device = SimulatedZram(algorithm: algorithm)
        device.size = size
        device.content = content
        var devices = zram ?? [:]
        devices[number] = device
        zram = devices
        if let priority { use("/dev/zram\(number)", .partition, size, priority, used) }
    }

    /// Devices without a size.
    mutating func addBareZram(_ numbers: Int...) {
        var devices = zram ?? [:]
        for number in numbers { devices[number] = SimulatedZram(algorithm: algorithms[0]) }
        zram = devices
    }

    /// A swap file, in use when it has a priority.
    mutating func addFile(
        _ path: String, size: UInt64, content: AreaContent, priority: SwapPriority? = nil, used: UInt64 = 0
    ) {
        files[path] = SimulatedFile(size: size, content: content)
        if let priority { use(path, .file, size, priority, used) }
    }

    /// A partition, in use when it has a priority.
    mutating func addDevice(
        _ path: String, size: UInt64, content: AreaContent = .empty, references: [DeviceReference] = [],
        priority: SwapPriority? = nil, used: UInt64 = 0
    ) {
        blockDevices[path] = SimulatedBlockDevice(size: size, content: content, references: references)
        if let priority { use(path, .partition, size, priority, used) }
    }

    private mutating func use(
        _ path: String, _ kind: ActiveSwap.Kind, _ size: UInt64, _ priority: SwapPriority, _ used: UInt64
    ) {
        areas.append(
            SimulatedArea(path: path, kind: kind, size: size - pageSize, used: used, priority: priority))
    }
}

/// Binary units in tests.
let mebibyte: UInt64 = 1 << 20
