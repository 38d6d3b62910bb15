import CommandLine
import Commands
import Testing

@Suite("A wrong command line")
struct UsageTests {
    @Test(
        "says what is wrong and which help to read, and exits with 64",
        arguments: [
            ([], "no command", ""),
            ([""], "there is no command ", ""),
            (["plann"], "there is no command plann; did you mean plan?", ""),
            (["stauts"], "there is no command stauts; did you mean status?", ""),
            (["frobnicate"], "there is no command frobnicate", ""),
            (["plan", "--jsn"], "there is no option --jsn; did you mean --json?", "plan"),
            (["--colour=never", "status"], "there is no option --colour; did you mean --color?", "status"),
            (["plan", "--frobnicate"], "there is no option --frobnicate", "plan"),
            (["plan", "-x"], "there is no option -x", "plan"),
            (["apply", "-nx"], "there is no option -x", "apply"),
            (["plan", "-ü"], "there is no option -ü", "plan"),
            (["apply", "-nü", "x.yaml"], "there is no option -nü", "apply"),
            (["plan", "--über"], "there is no option --über", "plan"),
            (["plan", "--"], nil, ""),
            (["plan", "--root"], "--root needs a value: --root DIR", "plan"),
            (["plan", "--root="], "--root needs a folder", "plan"),
            (["plan", "--json=yes"], "--json takes no value", "plan"),
            (["plan", "--color", "red"], "--color takes auto, always or never, not red", "plan"),
            (["plan", "--color"], "--color needs a value: --color WHEN", "plan"),
            (["plan", "a.yaml", "b.yaml"], "plan takes one profile, not also b.yaml", "plan"),
            (["plan", ""], "the profile's name is empty", "plan"),
            (["apply", "--root", "/x"], "apply does not take --root; it goes with plan, status and check", "apply"),
            (["off", "--root=/x"], "off does not take --root; it goes with plan, status and check", "off"),
            (["plan", "--keep-files"], "plan does not take --keep-files; it goes with off", "plan"),
            (["plan", "-n"], "plan does not take --dry-run; it goes with apply and off", "plan"),
            (
                ["status", "--detailed-exitcode"], "status does not take --detailed-exitcode; it goes with plan",
                "status"
            ),
            (["plan", "--wait=3"], "plan does not take --wait; it goes with apply and off", "plan"),
            (["off", "--strict"], "off does not take --strict; it goes with plan, apply and check", "off"),
            (["check", "--json", "--format", "sarif"], "a report has one format, not json and sarif", "check"),
            (["check", "--list", "--json"], "rules are shown as text, not as json", "check"),
            (["check", "--explain", "SWAP", "--format", "tap"], "rules are shown as text, not as tap", "check"),
            (["apply", "--wait", "soon"], "--wait takes a number of seconds up to 86400, not soon", "apply"),
            (["apply", "--wait=-1"], "--wait takes a number of seconds up to 86400, not -1", "apply"),
            (["apply", "--wait"], "--wait needs a value: --wait SECONDS", "apply"),
            (["plan", "--quiet"], "plan does not take --quiet; it goes with apply and off", "plan"),
            (["apply", "--log"], "--log needs a value: --log WHERE", "apply"),
            (["apply", "--log=file"], "--log takes console, syslog or kmsg, not file", "apply"),
            (["plan", "--version"], "plan does not take --version", "plan"),
            (["validate", "--vers"], "validate does not take --version", "validate"),
            (["check", "--ver"], "--ver could be --verbose or --version", "check"),
            (
                ["check", "--format", "xml"],
                "there is no format xml; the formats are text, json, sarif, junit, github and tap", "check"
            ),
            (
                ["check", "--format", "jsn"],
                "there is no format jsn; the formats are text, json, sarif, junit, github and tap; did you mean json?",
                "check"
            ),
            (
                ["check", "--merge", "a.cfg"],
                "--merge needs a --config or --image before it, over which it is laid", "check"
            ),
            (["check", "--config", "-", "--merge", "-"], "standard input can be read only once", "check"),
        ] as [([String], String?, String)])
    func mistakes(arguments: [String], message: String?, command: String) {
        let run = Run(arguments)
        guard let message else {
            #expect(run.status != .usage)
            return
        }
        #expect(run.status == .usage)
        // With --json the same stands in an object; see JSONOutputTests.
        #expect(run.output.isEmpty != arguments.contains("--json"))
        let help = command.isEmpty ? "" : " " + command
        #expect(run.errors == "zramctl-swift: \(message)\nSee zramctl-swift\(help) --help.\n")
    }
}

@Suite("A command line")
struct RequestTests {
    @Test(
        "is understood in every order and form of getopt_long",
        arguments: [
            (["plan"], Request.run(.plan, .init())),
            (["plan", "p"], .run(.plan, settings { $0.profile = .file("p") })),
            (["plan", "-"], .run(.plan, settings { $0.profile = .standardInput })),
            (["plan", "--", "--json"], .run(.plan, settings { $0.profile = .file("--json") })),
            (
                ["--json", "plan", "p"],
                .run(
                    .plan,
                    settings {
                        $0.isJSON = true; $0.profile = .file("p")
                    })
            ),
            (
                ["plan", "p", "--json"],
                .run(
                    .plan,
                    settings {
                        $0.isJSON = true; $0.profile = .file("p")
                    })
            ),
            (
                ["plan", "--root", "plan", "p"],
                .run(
                    .plan,
                    settings {
                        $0.root = "plan"; $0.profile = .file("p")
                    })
            ),
            (["--root=/x", "status"], .run(.status, settings { $0.root = "/x" })),
            (["plan", "--detailed-exitcode"], .run(.plan, settings { $0.hasDetailedExitCode = true })),
            (["plan", "--detailed"], .run(.plan, settings { $0.hasDetailedExitCode = true })),
            (["apply", "-n"], .run(.apply, settings { $0.isDryRun = true })),
            (
                ["off", "-n", "--keep-files"],
                .run(
                    .off,
                    settings {
                        $0.isDryRun = true; $0.keepsFiles = true
                    })
            ),
            (
                ["apply", "--all-or-nothing", "--strict", "--force", "--wait", "10"],
                .run(
                    .apply,
                    settings {
                        $0.isAllOrNothing = true; $0.isStrict = true; $0.isForced = true; $0.wait = 10
                    })
            ),
            (["plan", "--color=always", "--color", "never"], .run(.plan, settings { $0.color = .never })),
            (["--help"], .help(nil)), (["-h"], .help(nil)), (["plan", "--help"], .help(.plan)),
            (["-h", "off"], .help(.off)), (["plan", "a", "b", "--help"], .help(.plan)), (["--version"], .version),
            (["-V"], .version),
        ] as [([String], Request)])
    func understood(arguments: [String], request: Request) throws {
        #expect(try Request(arguments) == request)
    }

    private static func settings(_ change: (inout Request.Settings) -> Void) -> Request.Settings {
        var settings = Request.Settings()
        change(&settings)
        return settings
    }

    @Test("is understood by several threads at once, though getopt_long has global variables")
    func threads() async {
        await withTaskGroup(of: Bool.self) { group in
            for index in 0..<64 {
                group.addTask {
                    (0..<50).allSatisfy { _ in
                        let wrong = try? Request(["plan", "--bad\(index)"])
                        let right = try? Request(["off", "-n", "p\(index)", "--color", "never"])
                        let expected = Request.run(
                            .off,
                            RequestTests.settings {
                                $0.isDryRun = true
                                $0.color = .never
                                $0.profile = .file("p\(index)")
                            })
                        return wrong == nil && right == expected
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
