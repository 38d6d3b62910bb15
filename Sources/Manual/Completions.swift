import CommandLine

/// For bash(1), with or without the bash-completion package.
enum BashCompletion {
    static func render() -> String {
        var text = """
            # bash completion of \(ProgramIdentity.name); made by scripts/manual of the tables in Sources.

            _zramctl_swift() {
                local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' option i
                # --color=never is three words.
                if [[ $word == = ]]; then option=$previous word=''
                elif [[ $previous == = ]]; then option=${COMP_WORDS[COMP_CWORD-2]}
                else option=$previous; fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    [[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]} && break; }
                done
                COMPREPLY=()
                case $option in

            """
        for option in Option.allCases {
            guard let value = option.value else { continue }
            var candidates = "-W ''"
            if case .folder = value { candidates = "-d" }
            if case .file = value { candidates = "-f" }
            if case .choice(_, let words) = value { candidates = "-W '\(words.joined(separator: " "))'" }
            text += "    \(option.flag)) mapfile -t COMPREPLY < <(compgen \(candidates) -- \"$word\"); return ;;\n"
        }
        text += "    esac\n    case $command in\n"
        let first = Command.allCases.map { $0.name } + [Option.help.flag, Option.version.flag]
        text += "    '') option='\(first.joined(separator: " "))' ;;\n"
        for command in Command.allCases {
            text += "    \(command.name)) option='\(command.options.flatMap(spellings).joined(separator: " "))' ;;\n"
        }
        text += """
                *) return ;;
                esac
                if [[ -z $command || $word == -* ]]; then
                    mapfile -t COMPREPLY < <(compgen -W "$option" -- "$word")
                else
                    mapfile -t COMPREPLY < <(compgen -f -- "$word")
                fi
            }
            complete -o filenames -F _zramctl_swift \(ProgramIdentity.name)

            """
        return text
    }

    private static func spellings(_ option: Option) -> [String] {
        (option.letter.map { ["-\(Unicode.Scalar($0))"] } ?? []) + [option.flag]
    }
}

/// For zsh(1), as a file of a folder in its fpath.
enum ZshCompletion {
    static func render() -> String {
        var text = """
            #compdef \(ProgramIdentity.name)
            # zsh completion; made by scripts/manual of the tables in Sources.

            _zramctl_swift() {
                local context state state_descr line
                typeset -A opt_args
                local -a commands
                commands=(

            """
        for command in Command.allCases { text += "        \(quote(command.name + ":" + command.summary))\n" }
        text += "    )\n    _arguments -C"
        for option in [Option.help, .version] { text += " \\\n        \(specification(option))" }
        text += " \\\n        '1: :->command' '*:: :->arguments'\n    case $state in\n"
        text += "    command) _describe -t commands command commands ;;\n    arguments)\n        case $words[1] in\n"
        for command in Command.allCases {
            text += "        \(command.name)) _arguments"
            for option in command.options { text += " \\\n            \(specification(option))" }
            text += " \\\n            '1:profile:_files' ;;\n"
        }
        text += """
                    esac
                    ;;
                esac
            }
            _zramctl_swift "$@"

            """
        return text
    }

    /// `'--root=[summary]:DIR:_files -/'`
    private static func specification(_ option: Option) -> String {
        var action = ""
        if let value = option.value {
            action = ":\(value.placeholder):"
            if case .folder = value { action += "_files -/" }
            if case .file = value { action += "_files" }
            if case .choice(_, let words) = value { action += "(\(words.joined(separator: " ")))" }
        }
        let summary = option.summary.replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(":", with: "\\:")
        let tail = quote("[\(summary)]\(action)")
        guard let letter = option.letter else { return option.flag + (option.value == nil ? "" : "=") + tail }
        return "'(-\(Unicode.Scalar(letter)) \(option.flag))'{-\(Unicode.Scalar(letter)),\(option.flag)}" + tail
    }

    private static func quote(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}

/// For fish(1).
enum FishCompletion {
    static func render() -> String {
        let name = ProgramIdentity.name
        var text = "# fish completion of \(name); made by scripts/manual of the tables in Sources.\n\n"
        text += "complete -c \(name) -n __fish_use_subcommand -f\n"
        for command in Command.allCases {
            text += "complete -c \(name) -n __fish_use_subcommand -a \(command.name) -d \(quote(command.summary))\n"
        }
        for option in [Option.help, .version] { text += line(option, "__fish_use_subcommand") }
        for command in Command.allCases {
            text += "\n"
            for option in command.options { text += line(option, "'__fish_seen_subcommand_from \(command.name)'") }
        }
        return text
    }

    private static func line(_ option: Option, _ condition: String) -> String {
        var text = "complete -c \(ProgramIdentity.name) -n \(condition) -l \(option.name)"
        if let letter = option.letter { text += " -s \(Unicode.Scalar(letter))" }
        if case .file = option.value { text += " -r" } else if option.value != nil { text += " -x" }
        if case .folder = option.value { text += " -a '(__fish_complete_directories)'" }
        if case .choice(_, let words) = option.value { text += " -a '\(words.joined(separator: " "))'" }
        return text + " -d \(quote(option.summary))\n"
    }

    private static func quote(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
