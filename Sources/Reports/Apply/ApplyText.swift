import Applying
import Planning
import enum System.Signals
import Text

/// What an apply does, for a person: a line as each step is done, and at the end what changed.
package struct ApplyText {
    private let steps: Int
    private let style: Style
    private var number = 0

    /// - Parameter plan: the one that is applied.
    package init(_ plan: Plan, style: Style) {
        steps = plan.changes.reduce(0) { $0 + $1.steps.count }
        self.style = style
    }

    /// The lines for one event, each with its line end.
    package mutating func render(_ event: ApplyEvent) -> String {
        var text = ""
        switch event {
        case .started:
            break
        case .step(let resource, let step):
            number += 1
            text.add("[")
            text.add(number, "/")
            text.add(steps, "] ")
            text.add(name(resource), ": ", StepText.describe(step), "\n")
        case .switchingOff:
            break
        case .stepBack(let resource, let step):
            text.add(name(resource), ": rolling back: ", StepText.describe(step), "\n")
        case .rolledBack(let rolledBack):
            text.add(
                name(rolledBack.change.resource),
                rolledBack.rollback.isComplete ? ": rolled back\n" : ": rolled back in part\n")
            ApplyText.render(rolledBack.rollback, into: &text)
        case .finished(let change):
            guard !change.steps.isEmpty else { break }
            let word = style.paint(ResourceText.doneWord(change.action), ResourceText.tone(change.action))
            text.add(name(change.resource), ": ", word, "\n")
        case .failed(let failure):
            // A resource that builds on a failed one was not begun, and its first step not shown.
            number += failure.skipped.count + (failure.dependsOn == nil ? 0 : 1)
            render(failure, into: &text)
        }
        return text
    }

    private func render(_ failure: ResourceFailure, into text: inout String) {
        text.add(name(failure.resource), ": ", style.paint("error:", .error), " ")
        text.add(Printable.text(failure.error.text), "\n")
        if failure.done.isEmpty { text.add("    done: nothing\n") }
        for step in failure.done { text.add("    done: ", StepText.describe(step), "\n") }
        for step in [failure.failed] + failure.skipped { text.add("    not done: ", StepText.describe(step), "\n") }
        if failure.isInPlace {
            text.add("    kept: it is as wanted, and only the clean-up failed\n")
        } else {
            ApplyText.render(failure.rollback, into: &text)
            if failure.rollback.isComplete, !failure.done.isEmpty { text.add("    now: as before\n") }
        }
        if let help = failure.help { text.add("    ", style.paint("help:", .strong), " ", Printable.text(help), "\n") }
    }

    /// What could not be rolled back, or was kept on purpose; what was done is shown as it is done.
    private static func render(_ rollback: Rollback, into text: inout String) {
        for failure in rollback.failures {
            text.add("    not rolled back: ", StepText.describe(failure.step), ": ")
            text.add(Printable.text(failure.error.text), "\n")
        }
        for lost in rollback.lost { text.add("    lost: ", Printable.text(lost), "\n") }
        for step in rollback.kept {
            text.add("    kept, because others build on it: ", StepText.describe(step), "\n")
        }
    }

    private func name(_ resource: Resource) -> String { style.paint(ResourceText.name(resource), .strong) }

    /// The last lines: what failed, what could not be done here, and how much changed.
    package static func summary(_ plan: Plan, _ result: ApplyResult, style: Style) -> String {
        var text = ""
        if !result.failures.isEmpty {
            var count = "Failed: "
            count.add(result.failures.count)
            text.add(style.paint(count, .error), ": ", ResourceText.list(result.failures.map { $0.resource }), ".\n")
        }
        ResourceText.addBlocked(result.blocked, style, into: &text)
        if let signal = result.stopSignal {
            text.add(style.paint("Stopped", .error), " by ", Signals.name(signal), ".\n")
        }
        if !result.notBegun.isEmpty {
            text.add("Not begun: ", ResourceText.list(result.notBegun.map { $0.resource }), ".\n")
        }
        for isWhole in [true, false] {
            let rolledBack = result.rolledBack.filter { $0.rollback.isComplete == isWhole }
            guard !rolledBack.isEmpty else { continue }
            text.add(isWhole ? "Rolled back: " : "Rolled back in part: ")
            text.add(ResourceText.list(rolledBack.map { $0.change.resource }), ".\n")
        }
        text.add("Done: ")
        let words: [(Action, String)] = [
            (.create, " created, "), (.change, " changed, "), (.replace, " replaced, "), (.remove, " removed, "),
        ]
        for (action, word) in words {
            text.add(result.changed.reduce(0) { $0 + ($1.action == action ? 1 : 0) }, word)
        }
        text.add(plan.count(.inSync), " in sync.\n")
        return text
    }
}
