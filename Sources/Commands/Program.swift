import Applying
#if Whole
    import CheckCommand
#endif
import CommandLine
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
            return console.write(error, asJSON: invocation.arguments.contains("--json"))
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

extension Session {
    func run<M: Machine>(on machine: (RetryDeadline) -> M) -> ExitStatus {
        switch command {
        case .plan: plan()
        case .apply, .off: settings.isDryRun ? plan() : apply(on: machine(deviceDeadline))
        case .status: status()
        case .validate: validate()
        #if Whole
            case .check: check()
        #else
            // Request refuses it.
            case .check: .usage
        #endif
        }
    }

    /// How long to wait for devices.
    private var deviceDeadline: RetryDeadline {
        settings.wait.map { RetryDeadline(milliseconds: $0 * 1000) } ?? .standard
    }
}
