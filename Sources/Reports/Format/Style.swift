import Text

/// Whether text is colored for a terminal.
package enum Style: Sendable {
    case plain
    /// With the escape sequences of ECMA-48, as every terminal emulator and the Linux console understand them.
    case ansi

    /// What a piece of text means, which decides its color.
    package enum Tone: Sendable {
        case added
        case changed
        case replaced
        case removed
        case error
        case warning
        /// Of less weight than the rest.
        case faint
        /// Of more.
        case strong
    }

    /// The text in the color for that meaning; as it is for nil.
    package func paint(_ text: String, _ tone: Tone?) -> String {
        guard self == .ansi, let tone else { return text }
        var painted = Style.start(tone)
        painted.add(text, "\u{1b}[0m")
        return painted
    }

    private static func start(_ tone: Tone) -> String {
        switch tone {
        case .added: "\u{1b}[32m"
        case .changed: "\u{1b}[33m"
        case .replaced: "\u{1b}[35m"
        case .removed: "\u{1b}[31m"
        case .error: "\u{1b}[1;31m"
        case .warning: "\u{1b}[1;33m"
        case .faint: "\u{1b}[2m"
        case .strong: "\u{1b}[1m"
        }
    }
}
