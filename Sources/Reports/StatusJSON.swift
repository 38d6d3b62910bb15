import LiveState
import Model

/// What a machine has now, as data. Sizes are bytes.
package enum StatusJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// - Parameter cgroups: the paths of the cgroups to show; nil when nobody named any.
    package static func render(_ state: MachineState, cgroups: [String]?) -> String {
        JSONWriter.text(of: [
            "format_version": .integer(formatVersion),
            "kernel": .optional(state.kernel?.text),
            "memory": [
                "total": .unsigned(state.memory.total), "available": .unsigned(state.memory.available),
                "swap_total": .unsigned(state.memory.swapTotal), "swap_free": .unsigned(state.memory.swapFree),
            ],
            "zram": .list(state.zram.devices, value),
            "swap": .list(state.swaps, value),
            "cgroups": cgroups.map { .list($0) { value($0, in: state.cgroups) } } ?? .null,
        ])
    }

    private static func value(_ device: ZramDevice) -> JSONValue {
        let usage = device.isInitialized ? device.usage : nil
        return [
            "name": .string(device.name),
            "path": .string(device.path),
            "size": .unsigned(device.size),
            "algorithm": .optional(device.algorithm),
            "algorithms": .list(device.algorithms) { .string($0) },
            "data": .optional(usage?.original),
            "compressed": .optional(usage?.compressed),
            "ratio": usage.flatMap(StatusText.ratio).map { .hundredths($0) } ?? .null,
            "memory": .optional(usage?.memoryUsed),
            "memory_limit": device.memoryLimit > 0 ? .unsigned(device.memoryLimit) : .null,
            "label": .optional(StatusText.label(device)),
            "mount_point": .optional(device.mountPoint),
            "active": .bool(device.active != nil),
            "priority": device.active.map { StepJSON.value($0.priority) } ?? .null,
        ]
    }

    private static func value(_ swap: ActiveSwap) -> JSONValue {
        [
            "path": .string(swap.path),
            "deleted": .bool(swap.isDeleted),
            "kind": .string(swap.kind.rawValue),
            "size": .unsigned(swap.size),
            "used": .unsigned(swap.used),
            "priority": StepJSON.value(swap.priority),
        ]
    }

    private static func value(_ path: String, in hierarchy: CgroupHierarchy) -> JSONValue {
        let group = hierarchy.group(path)
        return [
            "path": .string(path),
            "exists": .bool(group?.exists ?? false),
            "usage": .optional(group?.usage),
            "limits": .list(group?.limits ?? []) { limit in
                ["file": .string(limit.file), "value": value(limit.value)]
            },
        ]
    }

    /// Bytes, `"max"`, or true and false.
    private static func value(_ limit: LimitValue) -> JSONValue {
        switch limit {
        case .bytes(let count): .unsigned(count)
        case .max: "max"
        case .flag(let isSet): .bool(isSet)
        }
    }
}
