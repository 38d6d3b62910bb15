import Model
import Reports
import System

/// The two streams of a run, with what has become of them.
final class Console {
    private let invocation: Invocation
    let outputStyle: Style
    let errorStyle: Style
    /// Set once standard output takes no more: a closed pipe, which is nobody's fault, or a real failure.
    private var outputError: SystemError?

    init(_ invocation: Invocation, color: ColorChoice) {
        self.invocation = invocation
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
    func print(_ text: String) {
        guard outputError == nil, !text.isEmpty else { return }
        do throws(SystemError) {
            try invocation.output.write(Array(text.utf8))
        } catch {
            outputError = error
        }
    }

    /// Writes to standard error. When that fails, nobody is left to be told.
    func explain(_ text: String) {
        guard !text.isEmpty else { return }
        do throws(SystemError) { try invocation.errors.write(Array(text.utf8)) } catch {}
    }

    /// Diagnostics on standard error.
    func explain(_ diagnostics: [Diagnostic], source: SourceText?) {
        explain(
            DiagnosticText.render(diagnostics, source: source, style: errorStyle, program: ProgramIdentity.name))
    }

    /// What went wrong, on standard error.
    func explain(_ error: SystemError, help: String? = nil) {
        explain([Diagnostic(.error, error.text, help: help)], source: nil)
    }

    /// The status to end with: a standard output that took not all, a closed pipe apart, is an error.
    func end(_ status: ExitStatus) -> ExitStatus {
        guard let outputError, outputError.code != Errno.pipe else { return status }
        explain(outputError)
        return status == .usage ? status : .error
    }
}
