import Text

/// The help texts, from the table of commands and options.
package enum HelpText {
    private static let width = 80

    /// For the program as a whole, or for one command.
    package static func render(_ command: Command?) -> String {
        var text = ""
        if let command { add(command, to: &text) } else { addProgram(to: &text) }
        return text
    }

    private static func add(_ command: Command, to text: inout String) {
        text.add("Usage: ", ProgramIdentity.name, " ", command.name, " [OPTION]... [PROFILE]\n")
        for paragraph in command.description {
            text.add("\n")
            addWrapped(paragraph, to: &text)
        }
        text.add("\n")
        addProfile(command, to: &text)
        text.add("\nOptions:\n")
        for option in command.options { add(option, to: &text) }
        text.add("\nExit status:\n")
        for (status, meaning) in command.exitStatuses {
            addEntry(Int(status.rawValue).description, meaning, column: 6, to: &text)
        }
    }

    private static func addProgram(to text: inout String) {
        text.add("Usage: ", ProgramIdentity.name, " COMMAND [OPTION]... [PROFILE]\n\n")
        addWrapped(
            "Sets up zram devices, swap files, swap partitions and cgroup memory limits as a profile says.", to: &text)
        text.add("\nCommands:\n")
        for command in Command.present { addEntry(command.name, command.summary, column: 12, to: &text) }
        text.add("\nOptions:\n")
        add(.help, to: &text)
        add(.version, to: &text)
        text.add("\n")
        addProfile(nil, to: &text)
        text.add("\n", ProgramIdentity.name, " COMMAND --help says more about a command.\n")
    }

    private static func addProfile(_ command: Command?, to text: inout String) {
        var sentence = "PROFILE is a YAML file, - for standard input"
        if command?.hasStandardProfile ?? true { sentence.add("; /etc/zramctl-swift/profile.yaml when not given") }
        if command == nil, Command.present.contains(.check) { sentence.add(", but for check") }
        sentence.add(".")
        addWrapped(sentence, to: &text)
    }

    private static func add(_ option: Option, to text: inout String) {
        var title = "    "
        if let letter = option.letter {
            title = "-"
            title.unicodeScalars.append(Unicode.Scalar(letter))
            title.add(", ")
        }
        title.add(option.flag)
        if let value = option.value { title.add(" ", value.placeholder) }
        addEntry(title, option.summary, column: 28, to: &text)
    }

    /// A title and, from a column on, what it means.
    private static func addEntry(_ title: String, _ meaning: String, column: Int, to text: inout String) {
        text.add("  ", title)
        let used = 2 + title.utf8.count
        // What leaves no blank before the column gets a line of its own.
        if used >= column { text.add("\n") }
        text.addSpaces(used >= column ? column : column - used)
        addWrapped(meaning, indent: column, to: &text)
    }

    /// Lines of at most 80 columns, all but the first indented.
    private static func addWrapped(_ words: String, indent: Int = 0, to text: inout String) {
        var column = indent
        for word in words.utf8.split(separator: UInt8(ascii: " ")) {
            if column > indent, column + 1 + word.count > width {
                text.add("\n")
                text.addSpaces(indent)
                column = indent
            } else if column > indent {
                text.add(" ")
                column += 1
            }
            text.append(contentsOf: Substring(word))
            column += word.count
        }
        text.add("\n")
    }
}
