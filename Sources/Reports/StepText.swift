import Model
import Planning

/// Steps for a person: what is written where, or which system call.
package enum StepText {
    /// One line without a line end; each begins with the command or system call that does the same.
    package static func describe(_ step: Step) -> String {
        switch step {
        case .loadModule(let name, let arguments):
            return arguments.reduce("modprobe " + name) { $0 + " " + $1 }
        case .addZram(let number):
            return "read /sys/class/zram-control/hot_add, which adds zram\(number)"
        case .removeZram(let number):
            return "write \"\(number)\" to /sys/class/zram-control/hot_remove"
        case .write(let write):
            return "write \"" + Printable.text(write.value) + "\" to " + Printable.text(write.path)
                + inUnits(write.value)
        case .formatSwap(let format):
            return describe(format)
        case .createSwapFile(let creation):
            return "create swap file " + Printable.text(creation.path) + " (" + BinaryUnits.exact(creation.size)
                + ", mode 0600)" + (creation.replaces ? " in place of what is there" : "")
        case .removeFile(let path):
            return "unlink " + Printable.text(path)
        case .swapOn(let path, let priority, let discard):
            return "swapon " + Printable.text(path) + ", priority " + priority.text
                + (discard == .none ? "" : ", discard " + discard.rawValue)
        case .swapOff(let path, let used):
            return "swapoff " + Printable.text(path) + (used > 0 ? " (" + BinaryUnits.rounded(used) + " in use)" : "")
        case .makeCgroup(let path):
            return "mkdir " + Printable.text(path)
        case .removeCgroup(let path):
            return "rmdir " + Printable.text(path)
        }
    }

    private static func describe(_ format: SwapFormat) -> String {
        var details: [String] = []
        if let size = format.size { details.append(BinaryUnits.exact(size)) }
        if !format.label.isEmpty { details.append("label " + Printable.text(format.label)) }
        if let uuid = format.uuid { details.append("UUID " + uuid.text) }
        var text = "write a swap header to " + Printable.text(format.path)
        for (index, detail) in details.enumerated() { text += (index == 0 ? " (" : ", ") + detail }
        if !details.isEmpty { text += ")" }
        if let victim = format.overwrites { text += ", which destroys the " + victim + " there" }
        return text
    }

    /// ` (512M)` after a number of bytes that reads better so.
    private static func inUnits(_ value: String) -> String {
        guard value.utf8.count >= 4, let number = UInt64(value) else { return "" }
        let exact = BinaryUnits.exact(number)
        return exact.utf8.count < value.utf8.count ? " (" + exact + ")" : ""
    }
}
