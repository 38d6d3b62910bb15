import KernelCheck
import Reports
import Resources
import Text

/// The result of a check as workflow commands, which GitHub shows as annotations of a change.
///
/// Source: GitHub, Workflow commands for GitHub Actions.
package enum CheckGitHub {
    package static func render(_ report: CheckReport) -> String {
        var text = ""
        for kernel in report.kernels {
            if let refusal = kernel.refusal {
                let message = String.joining(refusal.summary, refusal.help == nil ? "" : "; help: ", refusal.help ?? "")
                add("error", refusal.location, ConfigFinding.readable.id, message, kernel, to: &text)
            }
            for verdict in kernel.verdicts {
                guard let command = command(verdict) else { continue }
                let place = verdict.requirement.reasons.first?.location ?? verdict.location
                add(command, place, verdict.rule.id, VerdictText.message(verdict), kernel, to: &text)
            }
            for line in [VerdictText.tried(kernel), CheckText.title(kernel)] {
                guard let line else { continue }
                text.add("::notice title=", property(kernel.name), "::", data(line), "\n")
            }
        }
        return text
    }

    private static func command(_ verdict: Verdict) -> String? {
        switch verdict.status {
        case .pass: VerdictText.hasRemark(verdict) ? "notice" : nil
        case .fail, .unknown: "error"
        case .warn: "warning"
        case .waived, .skipped: "notice"
        }
    }

    /// - Parameter place: the profile's line where there is one, since it is part of the change.
    private static func add(
        _ command: String, _ place: SourceLocation?, _ title: String, _ message: String,
        _ kernel: CheckReport.Kernel, to text: inout String
    ) {
        text.add("::", command, " file=", property(place?.file ?? kernel.name))
        if let place {
            text.add(",line=", place.position.line.description, ",col=", place.position.column.description)
        }
        text.add(",title=", property(title), "::", data(.joining(kernel.name, ": ", message)), "\n")
    }

    private static func data(_ text: String) -> String { escaped(text, isProperty: false) }

    private static func property(_ text: String) -> String { escaped(text, isProperty: true) }

    private static func escaped(_ text: String, isProperty: Bool) -> String {
        var bytes: [UInt8] = []
        for byte in Printable.text(text).utf8 {
            switch byte {
            case UInt8(ascii: "%"): bytes.append(contentsOf: "%25".utf8)
            case UInt8(ascii: ":") where isProperty: bytes.append(contentsOf: "%3A".utf8)
            case UInt8(ascii: ",") where isProperty: bytes.append(contentsOf: "%2C".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
