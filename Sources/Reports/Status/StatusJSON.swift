import Kernel
import LiveState
import Text

/// What a machine has now, as data; profiles/status.schema.json describes it. Sizes are bytes.
package enum StatusJSON {
    /// Raised when a member goes away or changes its meaning; new members leave it as it is.
    package static let formatVersion = 1

    /// - Parameter cgroups: the paths of the cgroups to show; nil when nobody named any.
    package static func document(_ state: MachineState, cgroups: [String]?) -> JSONObject {
        var memory = JSONObject()
        memory.add("total", state.memory.total)
        memory.add("available", state.memory.available)
        memory.add("swap_total", state.memory.swapTotal)
        memory.add("swap_free", state.memory.swapFree)

        var document = JSONObject()
        document.add("format_version", formatVersion)
        document.add("kernel", state.kernel?.text)
        document.add("memory", .object(memory))
        document.add("zram", .list(state.zram.devices, value))
        document.add("swap", .list(state.swaps, value))
        document.add("cgroups", cgroups.map { .list($0) { value($0, in: state.cgroups) } } ?? .null)
        return document
    }

    private static func value(_ device: ZramDevice) -> JSONValue {
        let usage = device.isInitialized ? device.usage : nil
        var object = JSONObject()
        object.add("name", device.name.text)
        object.add("path", device.path)
        object.add("size", device.size)
        object.add("algorithm", device.algorithm)
        object.add("algorithms", .strings(device.algorithms))
        object.add("data", usage?.original)
        object.add("compressed", usage?.compressed)
        object.add("ratio", usage.flatMap(StatusText.ratio).map { .hundredths($0) } ?? .null)
        object.add("memory", usage?.memoryUsed)
        object.add("memory_limit", device.memoryLimit > 0 ? device.memoryLimit : nil)
        object.add("label", StatusText.label(device))
        object.add("mount_point", device.mountPoint)
        object.add("active", device.active != nil)
        object.add("priority", device.active.map { StepJSON.value($0.priority) } ?? .null)
        return .object(object)
    }

    private static func value(_ swap: ActiveSwap) -> JSONValue {
        var object = JSONObject()
        object.add("path", swap.path)
        object.add("deleted", swap.isDeleted)
        object.add("kind", swap.kind.rawValue)
        object.add("size", swap.size)
        object.add("used", swap.used)
        object.add("priority", StepJSON.value(swap.priority))
        return .object(object)
    }

    private static func value(_ path: String, in hierarchy: CgroupHierarchy) -> JSONValue {
        let group = hierarchy.group(path)
        var object = JSONObject()
        object.add("path", path)
        object.add("exists", group?.exists ?? false)
        object.add("usage", group?.usage)
        object.add(
            "limits",
            .list(group?.limits ?? []) { limit in
                var object = JSONObject()
                object.add("file", limit.file.name)
                object.add("value", value(limit.value))
                return .object(object)
            })
        return .object(object)
    }

    /// Bytes, `"max"`, or true and false.
    private static func value(_ limit: LimitValue) -> JSONValue {
        switch limit {
        case .bytes(let count): .unsigned(count)
        case .max: .string("max")
        case .flag(let isSet): .bool(isSet)
        }
    }
}
