import Model
import Planning

/// Steps as data: `operation` says what is done, the other members depend on it. Sizes are bytes.
package enum StepJSON {
    /// - Parameter number: the step's place in the plan, from 1; nil leaves it out.
    package static func value(_ step: Step, number: Int? = nil) -> JSONValue {
        var members: [JSONValue.Member] = []
        if let number { members.append(.init("number", .integer(number))) }
        func add(_ name: String, _ value: JSONValue) { members.append(.init(name, value)) }
        switch step {
        case .loadModule(let name, let arguments):
            add("operation", "load_module")
            add("module", .string(name))
            add("arguments", .list(arguments) { .string($0) })
        case .addZram(let number):
            add("operation", "add_zram")
            add("path", "/sys/class/zram-control/hot_add")
            add("device", .integer(number))
        case .removeZram(let number):
            add("operation", "remove_zram")
            add("path", "/sys/class/zram-control/hot_remove")
            add("device", .integer(number))
        case .write(let write):
            add("operation", "write")
            add("path", .string(write.path))
            add("value", .string(write.value))
            add("read_back", value(write))
        case .formatSwap(let format):
            add("operation", "format_swap")
            add("path", .string(format.path))
            add("size", .optional(format.size))
            add("label", format.label.isEmpty ? .null : .string(format.label))
            add("uuid", .optional(format.uuid?.text))
            add("overwrites", .optional(format.overwrites))
        case .createSwapFile(let creation):
            add("operation", "create_swap_file")
            add("path", .string(creation.path))
            add("temporary_path", .string(creation.temporaryPath))
            add("size", .unsigned(creation.size))
            add("replaces", .bool(creation.replaces))
        case .removeFile(let path):
            add("operation", "remove_file")
            add("path", .string(path))
        case .swapOn(let path, let priority, let discard):
            add("operation", "swapon")
            add("path", .string(path))
            add("priority", value(priority))
            add("discard", .string(discard.rawValue))
        case .swapOff(let path, let used):
            add("operation", "swapoff")
            add("path", .string(path))
            add("used", .unsigned(used))
        case .makeCgroup(let path):
            add("operation", "make_cgroup")
            add("path", .string(path))
        case .removeCgroup(let path):
            add("operation", "remove_cgroup")
            add("path", .string(path))
        }
        return .object(members)
    }

    /// The number, or null for the kernel's own.
    static func value(_ priority: SwapPriority) -> JSONValue {
        switch priority {
        case .fixed(let number): .integer(number)
        case .automatic: .null
        }
    }

    /// Which file must show what after the write; null when nothing shows it.
    private static func value(_ write: AttributeWrite) -> JSONValue {
        switch write.readBack {
        case .none:
            .null
        case .text(let text):
            ["path": .string(write.path), "form": "text", "value": .string(text)]
        case .selected(let word):
            ["path": .string(write.path), "form": "selected", "value": .string(word)]
        case .word(let word):
            ["path": .string(write.path), "form": "word", "value": .string(word)]
        case .column(let path, let index, let value):
            [
                "path": .string(path), "form": "column", "column": .integer(index), "value": .string(value),
            ]
        }
    }
}
