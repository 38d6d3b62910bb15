/// The help texts, from the table of commands and options.
package enum HelpText {
    private static let width = 80

    /// For the program as a whole, or for one command.
    package static func render(_ command: Command?) -> String {
        guard let command else { return program() }
        var text = "Usage: \(ProgramIdentity.name) \(command.name) [OPTION]... [PROFILE]\n"
        for paragraph in command.description { text += "\n" + wrap(paragraph, indent: 0) }
        text += "\n" + profile + "\nOptions:\n" + options(command.options)
        text += "\nExit status:\n"
        for (status, meaning) in command.exitStatuses {
            text += entry("  \(status.rawValue)", meaning, column: 6)
        }
        return text
    }

    private static func program() -> String {
        var text = "Usage: \(ProgramIdentity.name) COMMAND [OPTION]... [PROFILE]\n\n"
        text += wrap(
            "Sets up zram devices, swap files, swap partitions and cgroup memory limits as a profile says.", indent: 0)
        text += "\nCommands:\n"
        for command in Command.allCases { text += entry("  " + command.name, command.summary, column: 12) }
        text += "\nOptions:\n" + options([.help, .version]) + "\n" + profile
        return text + "\n\(ProgramIdentity.name) COMMAND --help says more about a command.\n"
    }

    private static var profile: String {
        wrap(
            "PROFILE is a YAML file, - for standard input; \(ProgramIdentity.defaultProfile) when not given.", indent: 0
        )
    }

    private static func options(_ options: [Option]) -> String {
        var text = ""
        for option in options {
            var title = option.letter.map { "  -" + String(Unicode.Scalar($0)) + ", " } ?? "      "
            title += option.flag
            if let value = option.value { title += " " + value.placeholder }
            text += entry(title, option.summary, column: 28)
        }
        return text
    }

    /// A title and, from a column on, what it means.
    private static func entry(_ title: String, _ meaning: String, column: Int) -> String {
        let gap = String(repeating: " ", count: max(2, column - title.utf8.count))
        let body = wrap(meaning, indent: column)
        return title + gap + String(body.dropFirst(column))
    }

    /// Lines of at most 80 columns, each with its indentation and line end.
    private static func wrap(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines = ""
        var line = margin
        for word in text.split(separator: " ") {
            if line.utf8.count > indent, line.utf8.count + 1 + word.utf8.count > width {
                lines += line + "\n"
                line = margin
            }
            if line.utf8.count > indent { line += " " }
            line += word
        }
        return lines + line + "\n"
    }
}
