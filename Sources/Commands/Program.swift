import Applying
import LiveState
import Planning
import Profiles
import Reports
import System
import Text

/// The program from its command line to its exit status.
package enum Program {
    /// Runs one command line.
    ///
    /// - Parameter machine: makes what `apply` and `off` change, which nothing else touches; takes how long to wait for
    ///   devices.
    package static func run<M: Machine>(_ invocation: Invocation, on machine: (RetryDeadline) -> M) -> ExitStatus {
        switch Result(catching: { () throws(UsageError) in try Request(invocation.arguments) }) {
        case .failure(let error):
            let console = Console(invocation, color: .auto)
            console.writeError(error.text)
            if invocation.arguments.contains("--json") {
                let command = error.command ?? .apply
                var document = FailureJSON.document(
                    command: error.command?.name, [Diagnostic(.error, error.message)])
                document.add("exit_status", ExitStatus.usage.json(of: command))
                console.print(document.text)
            }
            return .usage
        case .success(.help(let command)):
            let console = Console(invocation, color: .auto)
            console.print(HelpText.render(command))
            return console.end(.done)
        case .success(.version):
            let console = Console(invocation, color: .auto)
            var text = ""
            text.add(ProgramIdentity.name, " ", ProgramIdentity.version, "\n")
            console.print(text)
            return console.end(.done)
        case .success(.run(let command, let settings)):
            let session = Session(invocation, command, settings)
            let status = session.run(on: machine)
            session.reportFailure(status)
            return session.console.end(status)
        }
    }
}

/// One command with its settings.
struct Session {
    let command: Command
    let settings: Request.Settings
    let invocation: Invocation
    let console: Console
    /// Where the state is read.
    let root: Root

    init(_ invocation: Invocation, _ command: Command, _ settings: Request.Settings) {
        self.command = command
        self.settings = settings
        self.invocation = invocation
        console = Console(invocation, color: settings.color, log: settings.log, isQuiet: settings.isQuiet)
        root = settings.root.map { Root(folder: $0) } ?? invocation.root
    }

    func run<M: Machine>(on machine: (RetryDeadline) -> M) -> ExitStatus {
        switch command {
        case .plan: plan()
        case .apply, .off: settings.isDryRun ? plan() : apply(on: machine(deviceDeadline))
        case .status: status()
        case .validate: validate()
        case .check: check()
        }
    }

    /// Prints a report as data, with the exit status and its meaning.
    func print(_ document: JSONObject, _ status: ExitStatus) {
        var document = document
        // A dry run is a plan.
        document.add("exit_status", status.json(of: settings.isDryRun ? .plan : command))
        console.print(document.text)
    }

    /// With --json there is always one object on standard output, unless it goes to a file.
    func reportFailure(_ status: ExitStatus) {
        guard settings.isJSON || settings.check.format == .json, settings.check.output == nil, status != .done,
            !console.hasPrinted
        else { return }
        print(FailureJSON.document(command: command.name, console.diagnostics), status)
    }

    /// How long to wait for devices.
    private var deviceDeadline: RetryDeadline {
        settings.wait.map { RetryDeadline(milliseconds: $0 * 1000) } ?? .standard
    }

    /// The profile, or nil after everything that is wrong with it was reported.
    func readProfile() -> Profile? {
        do throws(ProfileReader.Failure) {
            return try ProfileReader(invocation: invocation, root: root).parse(settings.profile)
        } catch {
            writeError(error)
            return nil
        }
    }

    func writeError(_ failure: ProfileReader.Failure) {
        switch failure {
        case .unreadable(let error):
            console.writeError(error, help: profileHelp(error))
        case .invalid(let profile, _) where settings.log != nil:
            console.note(profile.diagnostics)
            console.log(LogText.line(profile.diagnostics, changesMachine ? "; nothing was changed" : ""))
        case .invalid(let profile, let source):
            console.writeError(profile.diagnostics, source: source)
            let errors = profile.diagnostics.reduce(0) { $0 + ($1.severity == .error ? 1 : 0) }
            var text = ""
            text.add(ProgramIdentity.name, ": ")
            text.add(errors, errors == 1 ? " error in " : " errors in ")
            text.add(source.name, changesMachine ? "; nothing was changed\n" : "\n")
            console.writeError(text)
        }
    }

    private var changesMachine: Bool { (command == .apply || command == .off) && !settings.isDryRun }

    private func profileHelp(_ error: SystemError) -> String? {
        guard error.code == Errno.noEntry else { return nil }
        // Where scripts/install and the packages put the examples.
        let examples = String.joining("/usr/share/doc/", ProgramIdentity.name, "/examples/")
        if settings.profile == .standard {
            return .joining(
                changesMachine ? "nothing was changed; begin with an example: " : "begin with an example: ",
                "cp ", examples, "board-512m.yaml ", ProgramIdentity.defaultProfile)
        }
        return .joining("examples are in ", examples)
    }

    /// The machine's state, or nil after the reason was reported.
    func readState(_ query: StateQuery) -> MachineState? {
        do throws(SystemError) {
            return try MachineState.read(root: root, query: query)
        } catch {
            console.writeError(error, help: stateHelp(error))
            return nil
        }
    }

    /// - Returns: false after the reason was reported.
    func readCharges(_ state: inout MachineState) -> Bool {
        do throws(SystemError) {
            try state.readCharges(root: root)
            return true
        } catch {
            console.writeError(error, help: stateHelp(error))
            return false
        }
    }

    private func stateHelp(_ error: SystemError) -> String? {
        guard settings.root == nil else { return "check the folder that --root names" }
        let isMissing = error.code == 0 || error.code == Errno.noEntry
        return isMissing && error.path.utf8.starts(with: root.path("/proc/").utf8)
            ? "mount a whole one: mount -t proc proc /proc" : nil
    }
}
