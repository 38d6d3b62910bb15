import Text

/// Every option of the program. A name means the same for each command that takes it.
///
/// This and `Command` are the one table from which the parser, the help texts, the manual and the shell completions come.
package enum Option: Sendable, CaseIterable, Equatable {
    case root
    case json
    case detailedExitCode
    case dryRun
    case keepFiles
    case allOrNothing
    case force
    case wait
    case log
    case quiet
    case config
    case merge
    case image
    case kernelVersion
    case commandLine
    case require
    case builtInOnly
    case strict
    case format
    case fragment
    case output
    case verbose
    case list
    case explain
    case color
    case help
    case version

    /// What may stand after an option.
    package enum Value: Sendable {
        /// The path of a folder.
        case folder
        /// The path of a file.
        case file
        /// Anything else, which a help text calls by a common name.
        case text(placeholder: String)
        /// One of some words, which a help text calls by a common name.
        case choice(placeholder: String, [String])

        /// How a help text calls it.
        package var placeholder: String {
            switch self {
            case .folder: "DIR"
            case .file: "FILE"
            case .text(let placeholder): placeholder
            case .choice(let placeholder, _): placeholder
            }
        }
    }

    /// With its dashes: `--json`.
    package var flag: String {
        var flag = "--"
        flag.add(name)
        return flag
    }

    /// Without its dashes.
    package var name: String { literal.description }

    /// As the parser of command lines takes it.
    var literal: StaticString {
        switch self {
        case .root: "root"
        case .json: "json"
        case .detailedExitCode: "detailed-exitcode"
        case .dryRun: "dry-run"
        case .keepFiles: "keep-files"
        case .allOrNothing: "all-or-nothing"
        case .force: "force"
        case .wait: "wait"
        case .log: "log"
        case .quiet: "quiet"
        case .config: "config"
        case .merge: "merge"
        case .image: "image"
        case .kernelVersion: "kernel-version"
        case .commandLine: "cmdline"
        case .require: "require"
        case .builtInOnly: "builtin-only"
        case .strict: "strict"
        case .format: "format"
        case .fragment: "fragment"
        case .output: "output"
        case .verbose: "verbose"
        case .list: "list"
        case .explain: "explain"
        case .color: "color"
        case .help: "help"
        case .version: "version"
        }
    }

    /// Its one-letter form.
    package var letter: UInt8? {
        switch self {
        case .help: UInt8(ascii: "h")
        case .version: UInt8(ascii: "V")
        case .dryRun: UInt8(ascii: "n")
        case .quiet: UInt8(ascii: "q")
        default: nil
        }
    }

    /// nil for an option that takes none.
    package var value: Value? {
        switch self {
        case .root: .folder
        case .color: .choice(placeholder: "WHEN", ["auto", "always", "never"])
        case .log: .choice(placeholder: "WHERE", ["console", "syslog", "kmsg"])
        case .config, .merge, .image, .commandLine, .output: .file
        case .kernelVersion: .text(placeholder: "VERSION")
        case .require: .text(placeholder: "SYMBOL")
        case .format: .choice(placeholder: "FORMAT", ReportFormat.allCases.map { $0.rawValue })
        case .explain: .text(placeholder: "RULE")
        case .wait: .text(placeholder: "SECONDS")
        case .json, .detailedExitCode, .dryRun, .keepFiles, .allOrNothing, .force, .quiet, .builtInOnly, .strict,
            .fragment, .verbose, .list, .help, .version:
            nil
        }
    }

    /// One sentence without a final period.
    package var summary: String {
        switch self {
        case .root:
            "read the state of another machine from a copy of its /proc, /sys and /etc below DIR, and the profile in"
                + " /etc there, where the command takes that one when none is named"
        case .json: "print JSON on standard output, and what is meant for people on standard error"
        case .detailedExitCode: "exit with 0 when the machine is in sync and with 2 when there are changes"
        case .dryRun: "show the plan and change nothing"
        case .keepFiles: "keep swap files, so that the next apply does not write them again"
        case .allOrNothing: "roll back the whole run when something fails"
        case .force: "switch swap off even where memory and other swap have no room for its content"
        case .wait:
            "how long to wait for a device in use and for another run to end (default: 3 for devices, 0 for another run)"
        case .log:
            "log one line per resource, to standard error (console), to the system's log (syslog; the"
                + " kernel's log while no syslog runs) or to the kernel's log (kmsg)"
        case .quiet: "print only errors"
        case .config:
            "check this configuration: a .config, also compressed with gzip; - is standard input. May be given several"
                + " times, for a family of boards"
        case .merge:
            "lay this fragment over the configuration named before it, as merge_config.sh does: what it names counts. May be"
                + " given several times, the last one on top"
        case .image:
            "check the configuration within this kernel: a vmlinux, bzImage, Image, zImage, uImage, FIT, Android boot image,"
                + " EFI zboot image or unified kernel image that was built with CONFIG_IKCONFIG. May be given several times"
        case .kernelVersion: "what the kernel's version is, instead of what the configuration's header says"
        case .commandLine: "a file with the boot parameters, as the boot loader gives them"
        case .require:
            "require an option beyond the profile: SYMBOL, built in or as a module, or SYMBOL=VALUE,VALUE with one of"
                + " these values"
        case .builtInOnly: "the board has no modules: take no option that is one"
        case .strict: "treat warnings as errors, and recommendations and traps of a kernel as requirements"
        case .format:
            "text for people, json, sarif (2.1.0), junit, github (annotations) or tap (14)"
        case .fragment:
            "print the lines that are missing, with reasons, as a file for merge_config.sh, Yocto or Buildroot"
        case .output: "write the report to FILE, which appears whole or not at all; - is standard output"
        case .verbose: "show the rules that pass too"
        case .list: "show all rules"
        case .explain: "show all about one rule"
        case .color:
            "color the text: auto (on a terminal, unless NO_COLOR is set), always or never"
        case .help: "show this help"
        case .version: "show the version"
        }
    }
}
