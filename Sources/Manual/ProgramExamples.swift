import CommandLine

/// The examples of zramctl-swift(8), for each command.
package enum ProgramExamples {
    /// A command line and what it is for.
    package struct Example: Sendable {
        /// A phrase, without a final colon.
        package var purpose: String
        /// Lines as they are typed.
        package var lines: [String]

        init(_ purpose: String, _ lines: String...) {
            self.purpose = purpose
            self.lines = lines
        }
    }

    package static func examples(of command: Command) -> [Example] {
        let name = ProgramIdentity.name
        return switch command {
        case .plan:
            [
                Example(
                    "Show what would change, and exit with 2 when anything would", "\(name) plan --detailed-exitcode"),
                Example(
                    "Plan for another board, whose /proc, /sys and /etc were copied below board",
                    "\(name) plan --root board profile.yaml"),
                Example("Read the steps with another program", "\(name) plan --json"),
            ]
        case .apply:
            [
                Example("Set the machine up as the profile says", "\(name) apply"),
                Example("In an init script, log one line per resource", "\(name) apply --log=syslog"),
                Example(
                    "Change everything or nothing, and wait a minute for another run to end",
                    "\(name) apply --all-or-nothing --wait 60 profile.yaml"),
            ]
        case .off:
            [
                Example("At shutdown, keep the swap files for the next boot", "\(name) off --keep-files --log=syslog"),
                Example("Show what would be taken down", "\(name) off --dry-run"),
            ]
        case .status:
            [
                Example("Show zram devices, swap areas and the profile's limits", "\(name) status"),
                Example("Show those of a copied board", "\(name) status --root board"),
            ]
        case .validate:
            [
                Example("Check a profile in an editor or a pipeline", "\(name) validate profile.yaml"),
                Example("Check a profile that another program writes", "generate-profile | \(name) validate -"),
            ]
        case .check:
            [
                Example(
                    "Check the running kernel for the installed profile",
                    "\(name) check \(ProgramIdentity.defaultProfile)"),
                Example(
                    "Check the configuration of a kernel that is not built yet, and write a report for a pipeline",
                    "\(name) check profile.yaml --config .config --format junit --output report.xml"),
                Example(
                    "Check a kernel image, with the parameters of its boot loader",
                    "\(name) check profile.yaml --image bzImage --cmdline cmdline.txt --strict"),
                Example(
                    "Add the missing options to a configuration",
                    "\(name) check profile.yaml --config .config --fragment --output missing.cfg",
                    "scripts/kconfig/merge_config.sh -m .config missing.cfg"),
            ]
        }
    }
}
