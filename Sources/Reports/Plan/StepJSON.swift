import Kernel
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
        case .addZram(let name):
            object.add("operation", "add_zram")
            object.add("path", "/sys/class/zram-control/hot_add")
            object.add("device", name.number)
        case .removeZram(let name):
            object.add("operation", "remove_zram")
            object.add("path", "/sys/class/zram-control/hot_remove")
            object.add("device", name.number)
        case .resetZram(let name, _):
            add(AttributeWrite(.zram(name, .reset), .flag(true)), to: &object)
        case .write(let write):
            add(write, to: &object)
        case .recordOriginal(let write):
            object.add("operation", "record_original")
            object.add("path", write.attribute.path)
            object.add("value", write.text)
        case .forgetOriginal(let write):
            object.add("operation", "forget_original")
            object.add("path", write.attribute.path)
            object.add("value", write.text)
        case .formatSwap(let format):
            object.add("operation", "format_swap")
            object.add("path", format.area.path)
            object.add("size", format.size)
            object.add("label", format.label.isEmpty ? nil : format.label)
            object.add("uuid", format.uuid?.text)
            object.add("overwrites", format.overwrites)
        case .restoreContent(let area, _):
            object.add("operation", "restore_content")
            object.add("path", area.path)
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
        case .swapOn(let area, let priority, let discard):
            object.add("operation", "swapon")
            object.add("path", area.path)
            object.add("priority", value(priority))
            object.add("discard", discard.rawValue)
        case .swapOff(let area, let used, _):
            object.add("operation", "swapoff")
            object.add("path", area.path)
            object.add("used", used)
        case .makeCgroup(let folder):
            object.add("operation", "make_cgroup")
            object.add("path", folder.path)
        case .removeCgroup(let folder, _):
            object.add("operation", "remove_cgroup")
            object.add("path", folder.path)
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

    private static func add(_ write: AttributeWrite, to object: inout JSONObject) {
        object.add("operation", "write")
        object.add("path", write.attribute.path)
        object.add("value", write.text)
        object.add("read_back", readBack(write))
    }

    /// Which file must show what after the write; null when nothing shows it.
    private static func readBack(_ write: AttributeWrite) -> JSONValue {
        guard let readBack = write.attribute.readBack, let expected = write.expected else { return .null }
        var object = JSONObject()
        let form: String
        switch readBack.form {
        case .text: form = "text"
        case .selected: form = "selected"
        case .word: form = "word"
        case .column(let index):
            object.add("column", index)
            form = "column"
        }
        object.add("path", readBack.attribute.path)
        object.add("form", form)
        object.add("value", expected)
        return .object(object)
    }
}
