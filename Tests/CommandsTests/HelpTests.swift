import CommandLine
import Commands
import Testing

@Suite("The help texts")
struct HelpTests {
    @Test("The program's lists every command and says where the profile is")
    func program() {
        let run = Run(["--help"])
        #expect(run.status == .done)
        #expect(run.errors == "")
        #expect(
            run.output == """
                Usage: zramctl-swift COMMAND [OPTION]... [PROFILE]

                Sets up zram devices, swap files, swap partitions and cgroup memory limits as a
                profile says.

                Commands:
                  plan      show what apply would change, step by step
                  apply     make the machine as the profile says
                  off       take down what the profile set up
                  status    show zram devices, swap areas and memory limits
                  validate  check a profile, without looking at the machine
                  check     check whether a kernel can do what a profile asks

                Options:
                  -h, --help                show this help
                  -V, --version             show the version

                PROFILE is a YAML file, - for standard input; /etc/zramctl-swift/profile.yaml
                when not given, but for check.

                zramctl-swift COMMAND --help says more about a command.

                """)
    }

    @Test("A command's, exactly")
    func validate() {
        #expect(
            Run(["validate", "--help"]).output == """
                Usage: zramctl-swift validate [OPTION]... [PROFILE]

                Reads the profile and reports everything that is wrong with it, each with its
                line. Sizes that depend on the machine are not computed.

                PROFILE is a YAML file, - for standard input; /etc/zramctl-swift/profile.yaml
                when not given.

                Options:
                      --json                print JSON on standard output, and what is meant for
                                            people on standard error
                      --color WHEN          color the text: auto (on a terminal, unless NO_COLOR
                                            is set), always or never
                  -h, --help                show this help

                Exit status:
                  0   the profile is right
                  1   the profile is wrong or cannot be read
                  64  the command line is wrong

                """)
    }

    @Test("Each names exactly the options that its command takes", arguments: Command.allCases)
    func options(command: Command) {
        let run = Run([command.name, "--help"])
        #expect(run.status == .done)
        let lines = run.output.split(separator: "\n")
        let listed = lines.filter { $0.hasPrefix("      --") || $0.hasPrefix("  -") }.compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("--") }.map(String.init)
        }
        #expect(listed == command.options.map { $0.flag })
        #expect(lines.allSatisfy { $0.count <= 80 && !$0.hasSuffix(" ") })
        for (status, meaning) in command.exitStatuses {
            #expect(run.output.contains("  \(status.rawValue)"))
            #expect(!meaning.isEmpty)
        }
    }

    @Test("An option that a command's help names is taken, and no other", arguments: Command.allCases)
    func taken(command: Command) {
        for option in Option.allCases where option != .help {
            let value =
                switch option.value {
                case nil: ""
                case .folder, .file: "=/nowhere"
                case .text: option == .kernelVersion ? "=6.12" : option == .wait ? "=5" : "=SWAP"
                case .choice(_, let words): "=" + (words.first ?? "")
                }
            // It needs something to be laid over.
            let base = option == .merge ? ["--config=/nowhere"] : []
            let isTaken = (try? Request([command.name] + base + [option.flag + value])) != nil
            #expect(isTaken == command.options.contains(option), "\(command.name) \(option.flag)")
        }
    }

    @Test("Names and letters of options are unique")
    func unique() {
        #expect(Set(Option.allCases.map { $0.name }).count == Option.allCases.count)
        let letters = Option.allCases.compactMap { $0.letter }
        #expect(Set(letters).count == letters.count)
    }

    @Test("The version is one line")
    func version() {
        let run = Run(["--version"])
        #expect(run.output == "zramctl-swift 0.2.0-dev\n")
        #expect(run.status == .done)
    }
}
