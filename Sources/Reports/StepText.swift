import Model
import Planning

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
        case .write(let write):
            text.add(
                "write \"", Printable.text(write.value), "\" to ", Printable.text(write.path), inUnits(write.value))
        case .formatSwap(let format):
            describe(format, into: &text)
        case .createSwapFile(let creation):
            text.add("create swap file ", Printable.text(creation.path), " (", BinaryUnits.exact(creation.size))
            text.add(", mode 0600)", creation.replaces ? " in place of what is there" : "")
        case .removeFile(let path):
            text.add("unlink ", Printable.text(path))
        case .swapOn(let path, let priority, let discard):
            text.add("swapon ", Printable.text(path), ", priority ", priority.text)
            if discard != .none { text.add(", discard ", discard.rawValue) }
        case .swapOff(let path, let used):
            text.add("swapoff ", Printable.text(path))
            if used > 0 { text.add(" (", BinaryUnits.rounded(used), " in use)") }
        case .makeCgroup(let path):
            text.add("mkdir ", Printable.text(path))
        case .removeCgroup(let path):
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
