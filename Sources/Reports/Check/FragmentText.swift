import KernelCheck
import Reports
import Text

/// The missing lines of a configuration as a file, with the reason for each as a comment.
package enum FragmentText {
    package static func render(_ fragment: Fragment, for kernel: CheckReport.Kernel) -> String {
        var text = "# What is missing in "
        text.add(CheckText.title(kernel), "\n")
        for line in fragment.lines {
            for verdict in fragment.verdicts where line.rules.contains(verdict.rule.id) {
                text.add("# ", verdict.rule.id)
                if verdict.symbol != line.symbol {
                    text.add(": CONFIG_", verdict.symbol ?? "", " depends on it\n")
                    continue
                }
                text.add(": because ")
                for (index, reason) in verdict.requirement.reasons.enumerated() {
                    text.add(index > 0 ? ", " : "", Printable.text(VerdictText.reason(reason)))
                }
                text.add("\n")
            }
            if let value = line.value {
                text.add("CONFIG_", line.symbol, "=", literal(value), "\n")
            } else {
                text.add("# CONFIG_", line.symbol, " is not set\n")
            }
        }
        return text
    }

    /// As Kconfig reads it: texts are quoted, all else is not (scripts/kconfig/confdata.c).
    private static func literal(_ value: String) -> String {
        let bytes = Array(value.utf8)
        let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        let isNumber = !digits.isEmpty && digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        if isNumber || value == "y" || value == "m" || bytes.starts(with: "0x".utf8) || bytes.starts(with: "0X".utf8) {
            return value
        }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
