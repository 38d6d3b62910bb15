import Kernel
import Planning
import SwapFormat
import Text

/// Steps for a person: what is written where, or which system call.
package enum StepText {
    /// One line without a line end; each begins with the command or system call that does the same.
    package static func describe(_ step: Step) -> String {
        var text = ""
        switch step {
        case .loadModule(let name, let arguments):
            text.add("modprobe ", name)
            for argument in arguments { text.add(" ", argument) }
        case .addZram(let name):
            text.add("read /sys/class/zram-control/hot_add, which adds ", name.text)
        case .removeZram(let name):
            text.add("write \"")
            text.add(name.number, "\" to /sys/class/zram-control/hot_remove")
        case .resetZram(let name, _):
            describe(AttributeWrite(.zram(name, .reset), .flag(true)), into: &text)
        case .write(let write):
            describe(write, into: &text)
        case .recordOriginal(let write):
            text.add("record the original \"", Printable.text(write.text), "\" of ", write.attribute.path)
        case .forgetOriginal(let write):
            text.add("remove the record of the original of ", write.attribute.path)
        case .formatSwap(let format):
            describe(format, into: &text)
        case .restoreContent(let area, _):
            text.add("write back what stood on ", Printable.text(area.path), " before the swap header")
        case .createSwapFile(let creation):
            let path = creation.replaces ? creation.temporaryPath : creation.path
            text.add("create swap file ", Printable.text(path), " (", BinaryUnits.exact(creation.size), ", mode 0600)")
        case .placeSwapFile(let creation):
            text.add("rename ", Printable.text(creation.temporaryPath), " to ", Printable.text(creation.path))
            text.add(", and the old one to ", Printable.text(creation.keptPath))
        case .putBackSwapFile(let creation):
            text.add("rename ", Printable.text(creation.keptPath), " to ", Printable.text(creation.path))
        case .removeFile(let path):
            text.add("unlink ", Printable.text(path))
        case .swapOn(let area, let priority, let discard):
            text.add("swapon ", Printable.text(area.path), ", priority ", priority.text)
            if discard != .none { text.add(", discard ", discard.rawValue) }
        case .swapOff(let area, let used, _):
            text.add("swapoff ", Printable.text(area.path))
            if used > 0 { text.add(" (", BinaryUnits.rounded(used), " in use)") }
        case .makeCgroup(let folder):
            text.add("mkdir ", Printable.text(folder.path))
        case .removeCgroup(let folder, _):
            text.add("rmdir ", Printable.text(folder.path))
        }
        return text
    }

    private static func describe(_ format: SwapFormat, into text: inout String) {
        text.add("write a swap header to ", Printable.text(format.area.path))
        var details = ""
        func separator() -> String { details.isEmpty ? " (" : ", " }
        if let size = format.size { details.add(separator(), BinaryUnits.exact(size)) }
        if !format.label.isEmpty { details.add(separator(), "label ", Printable.text(format.label)) }
        if let uuid = format.uuid { details.add(separator(), "UUID ", uuid.text) }
        if !details.isEmpty { text.add(details, ")") }
        if let victim = format.overwrites { text.add(", which destroys the ", victim, " there") }
    }

    private static func describe(_ write: AttributeWrite, into text: inout String) {
        text.add("write \"", Printable.text(write.text), "\" to ", Printable.text(write.attribute.path))
        guard case .bytes(let bytes) = write.value, bytes >= 1000 else { return }
        let exact = BinaryUnits.exact(bytes)
        if exact.utf8.count < write.text.utf8.count { text.add(" (", exact, ")") }
    }
}
