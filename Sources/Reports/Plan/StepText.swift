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
        case .addZram(let number):
            text.add("read /sys/class/zram-control/hot_add, which adds zram")
            text.add(number)
        case .removeZram(let number):
            text.add("write \"")
            text.add(number, "\" to /sys/class/zram-control/hot_remove")
        case .resetZram(let number, _):
            text.add("write \"1\" to /sys/block/zram")
            text.add(number, "/reset")
        case .write(let write):
            text.add(
                "write \"", Printable.text(write.value), "\" to ", Printable.text(write.path), inUnits(write.value))
        case .formatSwap(let format):
            describe(format, into: &text)
        case .restoreContent(let path, _):
            text.add("write back what stood on ", Printable.text(path), " before the swap header")
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
        case .swapOn(let path, let priority, let discard):
            text.add("swapon ", Printable.text(path), ", priority ", priority.text)
            if discard != .none { text.add(", discard ", discard.rawValue) }
        case .swapOff(let path, let used, _):
            text.add("swapoff ", Printable.text(path))
            if used > 0 { text.add(" (", BinaryUnits.rounded(used), " in use)") }
        case .makeCgroup(let path):
            text.add("mkdir ", Printable.text(path))
        case .removeCgroup(let path, _):
            text.add("rmdir ", Printable.text(path))
        }
        return text
    }

    private static func describe(_ format: SwapFormat, into text: inout String) {
        text.add("write a swap header to ", Printable.text(format.path))
        var details = ""
        func separator() -> String { details.isEmpty ? " (" : ", " }
        if let size = format.size { details.add(separator(), BinaryUnits.exact(size)) }
        if !format.label.isEmpty { details.add(separator(), "label ", Printable.text(format.label)) }
        if let uuid = format.uuid { details.add(separator(), "UUID ", uuid.text) }
        if !details.isEmpty { text.add(details, ")") }
        if let victim = format.overwrites { text.add(", which destroys the ", victim, " there") }
    }

    /// ` (512M)` after a number of bytes that reads better so.
    private static func inUnits(_ value: String) -> String {
        guard value.utf8.count >= 4, let number = UInt64(value) else { return "" }
        let exact = BinaryUnits.exact(number)
        guard exact.utf8.count < value.utf8.count else { return "" }
        var text = ""
        text.add(" (", exact, ")")
        return text
    }
}
