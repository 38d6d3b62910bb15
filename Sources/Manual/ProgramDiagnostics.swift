import KernelCheck

/// DIAGNOSTICS of zramctl-swift(8): the form of messages, and the rules of the kernel checker from their own table.
enum ProgramDiagnostics {
    static func add(to page: inout Mdoc) {
        page.section("DIAGNOSTICS")
        page.prose(
            "A message has the place, if it concerns the profile, then error or warning, what failed, on what, and why; the"
                + " line of the profile; and after help: one thing to do. All errors of a profile are reported together."
        )
        page.example(
            """
            board.yaml:4:13: error: `MB` is not a unit
                4 |     size: 64MB
                  |             ^
                help: write `64M`; the units are K, M, G and T, powers of 1024; a bare number is bytes
            """)
        page.prose(
            "An error of the system has the kernel's reason. A resource with an error is blocked or rolled back, the others"
                + " are set up, and the exit status is 1.")
        page.prose(
            "check names a rule in each verdict: fail for a requirement that is not met, warn for a recommendation or a"
                + " trap, unknown for what could not be determined, waived for a rule that the profile waives. The rules, and what each of them"
                + " is for:")
        page.list { list in
            for rule in RuleTable.rules {
                list.item("Sy \(Mdoc.escape(rule.id))")
                list.prose(severity(rule.severity) + ": " + rule.why + ".")
            }
        }
        page.prose("check --explain RULE prints the options and kernel versions of a rule.")
    }

    private static func severity(_ severity: Rule.Severity) -> String {
        switch severity {
        case .required: "Required"
        case .recommended: "Recommended"
        case .conflict: "A trap"
        }
    }
}
