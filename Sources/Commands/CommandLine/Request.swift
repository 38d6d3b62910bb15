import System
import Text

/// What a command line asks for.
package enum Request: Equatable, Sendable {
    /// nil for the program as a whole.
    case help(Command?)
    case version
    case run(Command, Settings)

    /// The options and operands of one command.
    package struct Settings: Equatable, Sendable {
        package var profile = ProfileName.standard
        /// `--root`
        package var root: String?
        package var isJSON = false
        package var hasDetailedExitCode = false
        package var isDryRun = false
        package var keepsFiles = false
        package var isAllOrNothing = false
        package var isStrict = false
        package var isForced = false
        /// `--wait`, in seconds.
        package var wait: Int?
        /// `--log`
        package var log: LogTarget?
        package var isQuiet = false
        /// The options that one command alone has and reads itself, in their order.
        package var own: [Given] = []
        package var color = ColorChoice.auto

        package init() {}
    }

    /// An option and what stands after it; empty for an option that takes no value.
    package struct Given: Equatable, Sendable {
        package var option: Option
        package var value: String
    }
}

/// Which profile to read.
package enum ProfileName: Equatable, Sendable {
    /// The one in /etc.
    case standard
    case file(String)
    case standardInput
    /// None, for a command that can do without.
    case absent
}

/// `--log`
package enum LogTarget: String, Sendable {
    /// Standard error.
    case console
    case syslog
    /// The kernel's log.
    case kmsg
}

/// `--color`
package enum ColorChoice: String, Sendable {
    case auto
    case always
    case never
}

/// A command line that is wrong.
package struct UsageError: Error, Equatable, Sendable {
    /// What is wrong, without a final period.
    package var message: String
    /// Whose help says more; nil for the program's.
    package var command: Command?

    @inline(never)
    package init(_ message: String, _ command: Command? = nil) {
        self.message = message
        self.command = command
    }

    /// With a message of up to five pieces.
    @inline(never)
    package init(
        _ command: Command?, _ a: String, _ b: String, _ c: String = "", _ d: String = "", _ e: String = ""
    ) {
        message = ""
        message.add(a, b, c, d, e)
        self.command = command
    }

    /// Two lines for standard error.
    package var text: String {
        var text = ""
        text.add(ProgramIdentity.name, ": ", message, "\nSee ", ProgramIdentity.name)
        if let command { text.add(" ", command.name) }
        text.add(" --help.\n")
        return text
    }
}

extension Request {
    /// Understands a command line.
    ///
    /// - Parameter arguments: without the program's name.
    package init(_ arguments: [String]) throws(UsageError) {
        let table = Option.allCases
        let words: CommandLineOptions
        do throws(CommandLineOptions.Mistake) {
            words = try CommandLineOptions(
                arguments,
                table.map { .init(name: $0.literal, short: $0.letter, takesValue: $0.value != nil) })
        } catch {
            throw UsageError(error, table, command: Request.command(among: arguments))
        }
        let given = words.options.map { (option: table[$0.index], value: $0.value) }
        func has(_ option: Option) -> Bool { given.contains { $0.option == option } }

        guard let name = words.operands.first else {
            if has(.version) {
                self = .version
            } else if has(.help) {
                self = .help(nil)
            } else {
                throw UsageError("no command")
            }
            return
        }
        guard let command = Command(rawValue: name) else {
            throw UsageError(
                nil, "there is no command ", name, Request.suggestion(name, Command.present.map { $0.name }))
        }
        guard Command.present.contains(command) else {
            throw UsageError(
                nil, "this is the build for boot, without ", name,
                ": take the whole program, of scripts/build without --boot")
        }
        guard !has(.help) else {
            self = .help(command)
            return
        }
        guard words.operands.count <= 2 else {
            throw UsageError(command, command.name, " takes one profile, not also ", words.operands[2])
        }
        var settings = Settings()
        if !command.hasStandardProfile { settings.profile = .absent }
        for (option, value) in given { try settings.set(option, value, for: command) }
        if words.operands.count == 2 {
            guard !words.operands[1].isEmpty else { throw UsageError("the profile's name is empty", command) }
            settings.profile = words.operands[1] == "-" ? .standardInput : .file(words.operands[1])
        }
        self = .run(command, settings)
    }

    /// The command that a wrong command line probably means.
    private static func command(among arguments: [String]) -> Command? {
        arguments.first { !$0.utf8.starts(with: "-".utf8) }.flatMap { Command(rawValue: $0) }
    }

    package static func suggestion(_ word: String, _ candidates: [String]) -> String {
        guard let name = NearestWord.find(word, in: candidates) else { return "" }
        var text = ""
        text.add("; did you mean ", name, "?")
        return text
    }
}

extension Request.Settings {
    fileprivate mutating func set(_ option: Option, _ value: String?, for command: Command) throws(UsageError) {
        guard command.options.contains(option) else {
            let others = Command.present.filter { $0.options.contains(option) }.map { $0.name }
            let hint = others.isEmpty ? "" : "; it goes with "
            throw UsageError(
                command, command.name, " does not take ", option.flag, hint, UsageError.list(others, " and "))
        }
        switch option {
        case .root:
            guard let value, !value.isEmpty else { throw UsageError("--root needs a folder", command) }
            root = value
        case .json:
            isJSON = true
            if command == .check { own.append(Request.Given(option: option, value: "")) }
        case .detailedExitCode: hasDetailedExitCode = true
        case .dryRun: isDryRun = true
        case .keepFiles: keepsFiles = true
        case .log:
            guard let target = value.flatMap({ LogTarget(rawValue: $0) }) else {
                throw UsageError(command, "--log takes console, syslog or kmsg, not ", value ?? "nothing")
            }
            log = target
        case .quiet: isQuiet = true
        case .allOrNothing: isAllOrNothing = true
        case .force: isForced = true
        case .strict where command != .check: isStrict = true
        case .wait:
            guard let seconds = value.flatMap({ Int($0) }), 0...86400 ~= seconds else {
                throw UsageError(command, "--wait takes a number of seconds up to 86400, not ", value ?? "nothing")
            }
            wait = seconds
        case .color:
            guard let choice = value.flatMap({ ColorChoice(rawValue: $0) }) else {
                throw UsageError(command, "--color takes auto, always or never, not ", value ?? "nothing")
            }
            color = choice
        case .config, .merge, .image, .kernelVersion, .commandLine, .require, .builtInOnly, .strict, .format, .fragment,
            .output, .verbose, .list, .explain:
            own.append(Request.Given(option: option, value: value ?? ""))
        case .help, .version: break
        }
    }
}

extension UsageError {
    fileprivate init(_ mistake: CommandLineOptions.Mistake, _ table: [Option], command: Command?) {
        switch mistake {
        case .unknown(let word):
            let flags = (command?.options ?? table).map { $0.flag }
            self.init(command, "there is no option ", word, Request.suggestion(word, flags))
        case .ambiguous(let word, let indices):
            self.init(command, word, " could be ", UsageError.list(indices.map { table[$0].flag }, " or "))
        case .missingValue(let index):
            let flag = table[index].flag
            self.init(command, flag, " needs a value: ", flag, " ", table[index].value?.placeholder ?? "VALUE")
        case .unexpectedValue(let index):
            self.init(command, table[index].flag, " takes no value")
        }
    }

    /// `a`, `a and b`, `a, b and c`
    package static func list(_ words: [String], _ conjunction: String) -> String {
        var text = ""
        for (index, word) in words.enumerated() {
            if index > 0 { text.add(index == words.count - 1 ? conjunction : ", ") }
            text.add(word)
        }
        return text
    }
}
