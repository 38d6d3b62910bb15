import Reports
import System
import Text

/// The two streams of a run, with what happened to them.
package final class Console {
    private let invocation: Invocation
    private let target: LogTarget?
    private let isQuiet: Bool
    package let outputStyle: Style
    package let errorStyle: Style
    /// Whether a report went to standard output, or to the file that takes its place.
    package private(set) var hasPrinted = false
    /// Everything that was wrong so far, for a report as data.
    package private(set) var diagnostics: [Diagnostic] = []
    /// Set once standard output takes no more: a closed pipe, which is nobody's fault, or a real failure.
    private var outputError: SystemError?

    package init(_ invocation: Invocation, color: ColorChoice, log: LogTarget? = nil, isQuiet: Bool = false) {
        self.invocation = invocation
        target = log
        self.isQuiet = isQuiet
        outputStyle = Console.style(invocation.output, color, invocation.environment)
        errorStyle = Console.style(invocation.errors, color, invocation.environment)
    }

    /// https://no-color.org: any value but the empty one.
    private static func style(
        _ stream: Invocation.Stream, _ color: ColorChoice, _ environment: (String) -> String?
    ) -> Style {
        switch color {
        case .always: return .ansi
        case .never: return .plain
        case .auto:
            guard stream.isTerminal, environment("NO_COLOR") ?? "" == "", environment("TERM") != "dumb" else {
                return .plain
            }
            return .ansi
        }
    }

    /// Writes to standard output. After a failure the rest is dropped, so that an apply goes on when its reader is gone.
    package func print(_ text: String) {
        if !text.isEmpty { hasPrinted = true }
        guard outputError == nil, !text.isEmpty else { return }
        do throws(SystemError) {
            try invocation.output.write(Array(text.utf8))
        } catch {
            outputError = error
        }
    }

    /// A report went to a file.
    package func noteReport() { hasPrinted = true }

    /// A wrong command line, on standard error.
    package func writeError(_ error: UsageError) {
        note([Diagnostic(.error, error.message)])
        writeError(error.text)
    }

    /// Keeps diagnostics for a report as data, where they are not written by `writeError`.
    package func note(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }

    /// Writes to standard error. When that fails too, there is nowhere to report it.
    package func writeError(_ text: String) {
        guard !text.isEmpty else { return }
        do throws(SystemError) { try invocation.errors.write(Array(text.utf8)) } catch {}
    }

    /// Diagnostics on standard error, or in the log.
    package func writeError(_ diagnostics: [Diagnostic], source: SourceText?) {
        note(diagnostics)
        for diagnostic in diagnostics where !isQuiet || diagnostic.severity == .error {
            if target != nil {
                log(LogText.line(diagnostic))
            } else {
                writeError(
                    DiagnosticText.render(
                        diagnostic, source: source, style: errorStyle, program: ProgramIdentity.name))
            }
        }
    }

    /// One line in the log that `--log` asks for; nothing without it.
    ///
    /// An error goes to standard error too, for the person who runs the init script. Where the kernel's log took it and
    /// standard error is the console, it stands there already.
    package func log(_ line: LogLine) {
        guard let target, !isQuiet || line.severity == .error else { return }
        if target != .console {
            let place = invocation.log(
                SystemLog.Line(ProgramIdentity.name, line.text, SystemLog.Priority(line.severity)),
                target == .kmsg ? .kernel : .syslog)
            guard let place else { return writeError(text: line) }
            if line.severity != .error || place == .kernel && (target == .kmsg || invocation.errors.isConsole) {
                return
            }
        }
        writeError(text: line)
    }

    private func writeError(text line: LogLine) {
        var text = ""
        text.add(ProgramIdentity.name, ": ", line.text, "\n")
        writeError(text)
    }

    /// What went wrong, on standard error.
    package func writeError(_ error: SystemError, help: String? = nil) {
        writeError([Diagnostic(.error, error.text, help: help)], source: nil)
    }

    /// The status to end with: a standard output that took not all, a closed pipe apart, is an error.
    package func end(_ status: ExitStatus) -> ExitStatus {
        guard let outputError, outputError.code != Errno.pipe else { return status }
        writeError(outputError)
        return status == .usage ? status : .error
    }
}

extension SystemLog.Priority {
    fileprivate init(_ severity: Diagnostic.Severity) {
        switch severity {
        case .error: self = .error
        case .warning: self = .warning
        case .note: self = .information
        }
    }
}
