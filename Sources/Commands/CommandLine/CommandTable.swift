/// Every command of the program; see `Option` for the other half of the table.
package enum Command: String, Sendable, CaseIterable {
    case plan
    case apply
    case off
    case status
    case validate
    case check

    /// The commands of this build: the package trait Whole has all of them.
    package static var present: [Command] {
        #if Whole
            allCases
        #else
            allCases.filter { $0 != .check }
        #endif
    }

    /// As it is typed.
    package var name: String { rawValue }

    /// Whether it takes the profile in /etc when none is named.
    package var hasStandardProfile: Bool { self != .check }

    /// A few words, for a list of commands.
    package var summary: String {
        switch self {
        case .plan: "show what apply would change, step by step"
        case .apply: "make the machine as the profile says"
        case .off: "take down what the profile set up"
        case .status: "show zram devices, swap areas and memory limits"
        case .validate: "check a profile, without looking at the machine"
        case .check: "check whether a kernel can do what a profile asks"
        }
    }

    /// What it does, in paragraphs.
    package var description: [String] {
        switch self {
        case .plan:
            [
                "Compares the profile with the machine and shows for every resource whether it would be created,"
                    + " changed in place, replaced or removed, or is in sync; the steps in their order; and what each"
                    + " of them costs. Changes nothing.",
                "What this kernel cannot do is shown as blocked, with the line of the profile that asks for it.",
            ]
        case .apply:
            [
                "Plans, carries out every step, reads back what it wrote, and prints what changed. A machine in sync is"
                    + " left alone. A resource whose step fails is rolled back, and the others are set up.",
                "SIGTERM, SIGINT and SIGHUP let the current step end, roll its resource back and end the run.",
                "Must run as root. One apply runs at a time.",
            ]
        case .off:
            [
                "Switches off the swap areas that the profile names, resets its zram devices, deletes its swap files"
                    + " and lifts its memory limits, in reverse order. Swap that the profile does not name stays.",
                "Must run as root.",
            ]
        case .status:
            [
                "Shows memory, every zram device with its data, compression and limit, every active swap area, and the"
                    + " limits of the cgroups that the profile names. Without a profile it shows no cgroups."
            ]
        case .validate:
            [
                "Reads the profile and reports everything that is wrong with it, each with its line. Sizes that depend"
                    + " on the machine are not computed."
            ]
        case .check:
            [
                "Checks a kernel's configuration for what PROFILE requires: every zram device, algorithm, swap area and"
                    + " memory limit, and its section `kernel`. Without PROFILE it reads none, not even the one in /etc,"
                    + " and checks for what every board with zram and memory limits requires.",
                "Without --config and --image it checks the running kernel, by /proc/config.gz or another file with its"
                    + " configuration, and by the abilities that the kernel shows.",
            ]
        }
    }

    /// In the order of the help text.
    package var options: [Option] {
        switch self {
        case .plan: [.root, .strict, .force, .json, .detailedExitCode, .color, .help]
        case .apply: [.dryRun, .allOrNothing, .strict, .force, .wait, .log, .quiet, .json, .color, .help]
        case .off: [.dryRun, .keepFiles, .force, .wait, .log, .quiet, .json, .color, .help]
        case .status: [.root, .json, .color, .help]
        case .validate: [.json, .color, .help]
        case .check:
            [
                .config, .merge, .image, .kernelVersion, .commandLine, .require, .builtInOnly, .strict, .format, .json,
                .fragment, .output, .verbose, .list, .explain, .root, .color, .help,
            ]
        }
    }

    /// Each status that the command can end with, and when.
    package var exitStatuses: [(status: ExitStatus, meaning: String)] {
        let usage = (status: ExitStatus.usage, meaning: "the command line is wrong")
        switch self {
        case .plan:
            return [
                (.done, "the plan is complete; with --detailed-exitcode, it is empty"),
                (.error, "the profile is wrong, the machine cannot be read, or something is blocked"),
                (.changes, "with --detailed-exitcode: there are changes"), usage,
            ]
        case .apply:
            return [
                (.done, "the machine is as the profile says"),
                (.error, "the profile is wrong, or something could not be done"), usage,
            ]
        case .off:
            return [
                (.done, "what the profile names is down"),
                (.error, "the profile is wrong, or something could not be taken down"), usage,
            ]
        case .status:
            return [(.done, "done"), (.error, "the machine or the profile cannot be read"), usage]
        case .validate:
            return [(.done, "the profile is right"), (.error, "the profile is wrong or cannot be read"), usage]
        case .check:
            return [
                (.done, "the kernel has all that is required"),
                (.error, "the profile or a configuration cannot be read"),
                (.changes, "something required is missing"), (.unknown, "something required could not be determined"),
                usage,
            ]
        }
    }
}
