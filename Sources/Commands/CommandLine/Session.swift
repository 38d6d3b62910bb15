import LiveState
import Profiles
import Reports
import Resources
import System
import Text

/// One command with its settings.
package struct Session {
    package let command: Command
    package let settings: Request.Settings
    package let invocation: Invocation
    package let console: Console
    /// Where the state is read.
    package let root: Root

    package init(_ invocation: Invocation, _ command: Command, _ settings: Request.Settings) {
        self.command = command
        self.settings = settings
        self.invocation = invocation
        console = Console(invocation, color: settings.color, log: settings.log, isQuiet: settings.isQuiet)
        root = settings.root.map { Root(folder: $0) } ?? invocation.root
    }

    /// Prints a report as data, with the exit status and its meaning.
    package func print(_ document: JSONObject, _ status: ExitStatus) {
        var document = document
        // A dry run is a plan.
        document.add("exit_status", status.json(of: settings.isDryRun ? .plan : command))
        console.print(document.text)
    }

    /// With --json there is always one object on standard output.
    package func reportFailure(_ status: ExitStatus) {
        guard settings.isJSON, status != .done, !console.hasPrinted, !console.diagnostics.isEmpty else { return }
        print(FailureJSON.document(command: command.name, console.diagnostics), status)
    }

    /// The profile, or nil after everything that is wrong with it was reported.
    package func readProfile() -> Profile? {
        do throws(ProfileReader.Failure) {
            return try ProfileReader(invocation: invocation, root: root).parse(settings.profile)
        } catch {
            writeError(error)
            return nil
        }
    }

    package func writeError(_ failure: ProfileReader.Failure) {
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
        return .joining(changesMachine ? "nothing was changed; " : "", "examples are in ", examples)
    }

    /// The machine's state, or nil after the reason was reported.
    package func readState(_ query: StateQuery) -> MachineState? {
        do throws(SystemError) {
            return try MachineState.read(StateReading(root: root, query: query))
        } catch {
            console.writeError(error, help: stateHelp(error))
            return nil
        }
    }

    /// - Returns: false after the reason was reported.
    package func readCharges(_ state: inout MachineState) -> Bool {
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

extension Console {
    /// Writes what is wrong with a command line; with --json there is an object on standard output too.
    package func write(_ error: UsageError, asJSON: Bool) -> ExitStatus {
        writeError(error.text)
        guard asJSON else { return .usage }
        var document = FailureJSON.document(command: error.command?.name, [Diagnostic(.error, error.message)])
        document.add("exit_status", ExitStatus.usage.json(of: error.command ?? .apply))
        print(document.text)
        return .usage
    }
}
