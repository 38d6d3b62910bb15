import CommandLine

/// zramctl-swift(8)
enum ProgramPage {
    static func render(date: String) -> String {
        var page = Mdoc(
            ProgramIdentity.name, section: "8", date: date,
            summary: "set up zram devices, swap and memory limits as a profile says")
        page.section("SYNOPSIS")
        for command in Command.allCases {
            page.add(".Nm")
            page.add(".Cm \(command.name)")
            for option in command.options { page.add(".Op \(title(option, separator: " | "))") }
            page.add(".Op Ar PROFILE")
        }
        for option in [Option.help, .version] {
            page.add(".Nm")
            page.add(".Fl \(long(option))")
        }
        page.section("DESCRIPTION")
        page.add(".Nm")
        page.prose("compares a profile with what the kernel has, shows the difference, and makes it true.")
        page.prose(
            "The profile is a YAML file, - for standard input. Without PROFILE, every command but check reads "
                + ProgramIdentity.defaultProfile + ".")
        page.add("It is described in")
        page.add(".Xr \(ProgramIdentity.name).yaml 5 .")
        page.section("COMMANDS")
        page.list { list in
            for command in Command.allCases {
                list.item("Cm \(command.name)")
                for (index, paragraph) in command.description.enumerated() {
                    if index > 0 { list.add(".Pp") }
                    list.prose(paragraph)
                }
            }
        }
        page.section("OPTIONS")
        page.prose("The synopsis has the options of each command.")
        page.list { list in
            for option in Option.allCases {
                list.item(title(option, separator: " , "))
                list.prose(option.summary + ".")
            }
        }
        surroundings(&page)
        exitStatus(&page)
        ending(&page)
        return page.text
    }

    private static func exitStatus(_ page: inout Mdoc) {
        page.section("EXIT STATUS")
        page.list { list in
            for command in Command.allCases {
                list.item("Cm \(command.name)")
                list.list { statuses in
                    for (status, meaning) in command.exitStatuses {
                        statuses.item("\(status.rawValue)")
                        statuses.prose(meaning + ".")
                    }
                }
            }
        }
    }

    private static func surroundings(_ page: inout Mdoc) {
        page.section("ENVIRONMENT")
        page.list { list in
            list.item("Ev NO_COLOR")
            list.prose("With any value, text has no color unless --color=always is given.")
        }
        page.section("FILES")
        page.prose("With --root, those below /proc, /sys, /dev and /etc are read below that folder.")
        page.list { list in
            for entry in ProgramFiles.entries {
                list.item(entry.paths.map { "Pa " + Mdoc.escape($0) }.joined(separator: " , "))
                list.prose(entry.purpose)
            }
        }
    }

    private static func ending(_ page: inout Mdoc) {
        page.section("EXAMPLES")
        for command in Command.allCases {
            for (index, example) in ProgramExamples.examples(of: command).enumerated() {
                if index > 0 || command != .plan { page.add(".Pp") }
                page.prose(example.purpose + ":")
                page.example(example.lines.joined(separator: "\n"))
            }
        }
        ProgramDiagnostics.add(to: &page)
        page.section("SEE ALSO")
        page.add(".Xr \(ProgramIdentity.name).yaml 5 ,")
        page.add(".Xr mkswap 8 ,")
        page.add(".Xr swapon 8 ,")
        page.add(".Xr zramctl 8")
        page.section("CAVEATS")
        page.prose(
            "Swap that another tool has switched on is shown by plan and left alone, and a zram device of another tool is"
                + " refused when the profile names it. Before a profile takes over, take zram-generator, zram-tools,"
                + " zram-config, dphys-swapfile or rpi-swap out of the boot.")
        page.add(".Pp")
        page.prose(
            "A limit applies only to the processes in its group. A service enters the group before it starts:")
        page.example("sh -c 'echo $$ > /sys/fs/cgroup/app/cgroup.procs && exec /usr/bin/my-service'")
        page.add(".Pp")
        page.prose("With systemd, name the group app.slice in the profile and write Slice=app.slice in the unit.")
    }

    private static func title(_ option: Option, separator: String) -> String {
        var words = "Fl \(long(option))"
        if let letter = option.letter {
            words = "Fl \(Unicode.Scalar(letter))" + separator + words
        }
        if let value = option.value { words += " Ar \(value.placeholder)" }
        return words
    }

    /// `-json`, to which Fl adds a dash.
    private static func long(_ option: Option) -> String { Mdoc.escape("-" + option.name) }
}
