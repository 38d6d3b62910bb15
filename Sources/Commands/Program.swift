import Applying
import LiveState
import Planning
import Profiles
import Reports
import Resources
import System
import Text

/// The program from its command line to its exit status.
package enum Program {
    /// Runs one command line.
    ///
    /// - Parameter machine: makes what `apply` and `off` change, which nothing else touches; it is told how long to wait
    ///   for devices.
    package static func run<M: Machine>(_ invocation: Invocation, on machine: (RetryDeadline) -> M) -> ExitStatus {
        switch Result(catching: { () throws(UsageError) in try Request(invocation.arguments) }) {
        case .failure(let error):
            let console = Console(invocation, color: .auto)
            console.writeError(error.text)
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
            return session.console.end(session.run(on: machine))
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

    /// How long to wait for devices.
    private var deviceDeadline: RetryDeadline {
        settings.wait.map { RetryDeadline(milliseconds: $0 * 1000) } ?? .standard
    }

    /// The profile, or nil after everything that is wrong with it has been told.
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
        guard error.code == Errno.noEntry, settings.profile == .standard else { return nil }
        var text = "write that profile, or name another one: "
        text.add(ProgramIdentity.name, " ", command.name, " PROFILE")
        return text
    }

    /// The machine's state, or nil after the reason has been told.
    func readState(_ query: StateQuery) -> MachineState? {
        do throws(SystemError) {
            return try MachineState.read(StateReading(root: root, query: query))
        } catch {
            console.writeError(error, help: stateHelp(error))
            return nil
        }
    }

    /// - Returns: false after the reason has been told.
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
