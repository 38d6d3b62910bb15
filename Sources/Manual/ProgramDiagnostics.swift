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
        page.add(".Pp")
        page.prose(
            "An error of the system has the kernel's reason. A resource with an error is blocked or rolled back, the others"
                + " are set up, and the exit status is 1.")
        page.add(".Pp")
        page.prose("check names a rule in each verdict. The verdicts:")
        page.list { list in
            for status in Verdict.Status.allCases {
                list.item("Sy \(status.rawValue)")
                list.prose(meaning(status))
            }
        }
        page.add(".Pp")
        page.prose("The rules, and what each of them is for:")
        page.list { list in
            for rule in RuleTable.rules {
                list.item("Sy \(Mdoc.escape(rule.id))")
                list.prose(severity(rule.severity) + ": " + rule.why + ".")
            }
        }
        page.add(".Pp")
        page.prose("check --explain RULE prints the options and kernel versions of a rule.")
    }

    private static func meaning(_ status: Verdict.Status) -> String {
        switch status {
        case .pass: "The kernel has it."
        case .fail: "A requirement is not met."
        case .warn: "A recommendation is not met, or a trap is set."
        case .unknown: "A requirement could not be determined."
        case .skipped: "It follows from the failure of another rule, which is named."
        case .waived: "The profile waives the rule, with the reason that it gives."
        }
    }

    private static func severity(_ severity: Rule.Severity) -> String {
        switch severity {
        case .required: "Required"
        case .recommended: "Recommended"
        case .conflict: "A trap"
        }
    }
}
