import Planning
import SwapFormat
import Text

/// Steps as data: `operation` says what is done, the other members depend on it. Sizes are bytes.
package enum StepJSON {
    /// - Parameter number: the step's place in the plan, from 1; nil leaves it out.
    package static func value(_ step: Step, number: Int? = nil) -> JSONValue {
        var object = JSONObject()
        if let number { object.add("number", number) }
        switch step {
        case .loadModule(let name, let arguments):
            object.add("operation", "load_module")
            object.add("module", name)
            object.add("arguments", .strings(arguments))
        case .addZram(let number):
            object.add("operation", "add_zram")
            object.add("path", "/sys/class/zram-control/hot_add")
            object.add("device", number)
        case .removeZram(let number):
            object.add("operation", "remove_zram")
            object.add("path", "/sys/class/zram-control/hot_remove")
            object.add("device", number)
        case .resetZram(let number, _):
            object.add("operation", "write")
            object.add("path", .joining("/sys/block/zram", number.description, "/reset"))
            object.add("value", "1")
            object.add("read_back", .null)
        case .write(let write):
            object.add("operation", "write")
            object.add("path", write.path)
            object.add("value", write.value)
            object.add("read_back", value(write))
        case .formatSwap(let format):
            object.add("operation", "format_swap")
            object.add("path", format.path)
            object.add("size", format.size)
            object.add("label", format.label.isEmpty ? nil : format.label)
            object.add("uuid", format.uuid?.text)
            object.add("overwrites", format.overwrites)
        case .restoreContent(let path, _):
            object.add("operation", "restore_content")
            object.add("path", path)
        case .placeSwapFile(let creation):
            object.add("operation", "place_swap_file")
            add(creation, to: &object)
        case .putBackSwapFile(let creation):
            object.add("operation", "put_back_swap_file")
            add(creation, to: &object)
        case .createSwapFile(let creation):
            object.add("operation", "create_swap_file")
            object.add("path", creation.path)
            object.add("temporary_path", creation.temporaryPath)
            object.add("size", creation.size)
            object.add("replaces", creation.replaces)
        case .removeFile(let path):
            object.add("operation", "remove_file")
            object.add("path", path)
        case .swapOn(let path, let priority, let discard):
            object.add("operation", "swapon")
            object.add("path", path)
            object.add("priority", value(priority))
            object.add("discard", discard.rawValue)
        case .swapOff(let path, let used, _):
            object.add("operation", "swapoff")
            object.add("path", path)
            object.add("used", used)
        case .makeCgroup(let path):
            object.add("operation", "make_cgroup")
            object.add("path", path)
        case .removeCgroup(let path, _):
            object.add("operation", "remove_cgroup")
            object.add("path", path)
        }
        return .object(object)
    }

    private static func add(_ creation: SwapFileCreation, to object: inout JSONObject) {
        object.add("path", creation.path)
        object.add("temporary_path", creation.temporaryPath)
        object.add("kept_path", creation.keptPath)
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
        var object = JSONObject()
        var path = write.path
        let (form, shown): (String, String)
        switch write.readBack {
        case .none: return .null
        case .text(let text): (form, shown) = ("text", text)
        case .selected(let word): (form, shown) = ("selected", word)
        case .word(let word): (form, shown) = ("word", word)
        case .column(let file, let index, let value):
            object.add("column", index)
            path = file
            (form, shown) = ("column", value)
        }
        object.add("path", path)
        object.add("form", form)
        object.add("value", shown)
        return .object(object)
    }
}
