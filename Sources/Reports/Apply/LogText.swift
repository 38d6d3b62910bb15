import Applying
import Planning
import struct System.SystemError
import Text

/// One line for the machine's log, without the program's name.
package struct LogLine: Equatable, Sendable {
    package var severity: Diagnostic.Severity
    /// Without control characters.
    package var text: String

    package init(_ severity: Diagnostic.Severity, _ text: String) {
        self.severity = severity
        self.text = text
    }
}

/// What happens, in one line for each resource: for logs, and for the console while a board boots.
package enum LogText {
    /// The line for an event; nil for those that are not the end of a resource.
    package static func line(_ event: ApplyEvent) -> LogLine? {
        switch event {
        case .started, .step, .switchingOff, .stepBack: nil
        case .finished(let change): line(change)
        case .rolledBack(let rolledBack):
            LogLine(
                .error,
                .joining(
                    ResourceText.name(rolledBack.change.resource), ": rolled back",
                    rolledBack.rollback.isComplete ? "" : " in part"))
        case .failed(let failure):
            LogLine(
                .error,
                .joining(
                    ResourceText.name(failure.resource), ": error: ", Printable.text(failure.error.text),
                    help(failure.help)))
        }
    }

    /// A resource that is as wanted: `zram.zram0: created`
    package static func line(_ change: ResourceChange) -> LogLine {
        LogLine(.note, .joining(ResourceText.name(change.resource), ": ", ResourceText.doneWord(change.action)))
    }

    /// `profile.yaml:4:13: error: ...; what to do`
    package static func line(_ diagnostic: Diagnostic) -> LogLine {
        let place = diagnostic.location.map { String.joining(Printable.text($0.text), ": ") } ?? ""
        return LogLine(
            diagnostic.severity,
            .joining(
                place, diagnostic.severity.rawValue, ": ", Printable.text(diagnostic.summary), help(diagnostic.help)))
    }

    /// The first error of a file, and how many more there are.
    ///
    /// - Parameter end: what to say after it.
    package static func line(_ diagnostics: [Diagnostic], _ end: String) -> LogLine {
        let errors = diagnostics.filter { $0.severity == .error }
        guard let first = errors.first else { return LogLine(.error, end) }
        var line = line(first)
        if errors.count > 1 {
            line.text.add(" (and ")
            line.text.add(errors.count - 1, errors.count == 2 ? " more error)" : " more errors)")
        }
        line.text.add(end)
        return line
    }

    private static func help(_ help: String?) -> String {
        guard let help else { return "" }
        return .joining("; ", Printable.text(help))
    }
}
