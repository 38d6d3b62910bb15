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
        if let help = failure.help { DiagnosticText.addHelp(help, style: style, indent: 4, to: &text) }
        if failure.done.isEmpty { text.add("    done: nothing\n") }
        for step in failure.done { text.add("    done: ", StepText.describe(step), "\n") }
        for step in [failure.failed] + failure.skipped { text.add("    not done: ", StepText.describe(step), "\n") }
        if failure.isInPlace {
            text.add("    kept: it is as wanted, and only the clean-up failed\n")
        } else {
            ApplyText.render(failure.rollback, into: &text)
            if failure.rollback.isComplete, !failure.done.isEmpty { text.add("    now: as before\n") }
        }
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

    /// The last line: what came of it all.
    ///
    /// `Done: 1 created, …` where all is as wanted, else `1 of 3 failed: zram.zram0; 2 in sync.`
    package static func summary(_ plan: Plan, _ result: ApplyResult, style: Style) -> String {
        var parts = OutcomeParts(total: plan.changes.count - plan.count(.unmanaged), style: style)
        parts.add(result.failures.map { $0.resource }, " failed: ", isBad: true)
        parts.add(result.blocked.map { $0.resource }, " cannot be done here: ", isBad: true)
        parts.add(result.notBegun.map { $0.resource }, " not begun: ", isBad: true)
        for isWhole in [true, false] {
            let rolledBack = result.rolledBack.filter { $0.rollback.isComplete == isWhole }
            parts.add(
                rolledBack.map { $0.change.resource }, isWhole ? " rolled back: " : " rolled back in part: ",
                isBad: !isWhole)
        }
        let isDone = parts.text.isEmpty && result.stopSignal == nil
        var counts = ""
        let words: [(Action, String)] = [
            (.create, " created"), (.change, " changed"), (.replace, " replaced"), (.remove, " removed"),
        ]
        for (action, word) in words {
            let count = result.changed.reduce(0) { $0 + ($1.action == action ? 1 : 0) }
            // A person who reads that all is done sees each kind of change; after a failure only what there was.
            guard isDone || count > 0 else { continue }
            counts.add(counts.isEmpty ? "" : ", ")
            counts.add(count, word)
        }
        let inSync = plan.count(.inSync)
        if isDone || inSync > 0 {
            counts.add(counts.isEmpty ? "" : ", ")
            counts.add(inSync, " in sync")
        }
        guard !isDone else { return .joining("Done: ", counts, ".\n") }
        var text = ""
        if let signal = result.stopSignal {
            text.add(style.paint("Stopped", .error), " by ", Signals.name(signal))
            if !parts.text.isEmpty || !counts.isEmpty { text.add(": ") }
        }
        text.add(parts.text, parts.text.isEmpty || counts.isEmpty ? "" : "; ")
        text.add(counts, ".\n")
        return text
    }
}

/// The parts of a verdict on what is not as wanted.
private struct OutcomeParts {
    /// Of the resources that the plan names.
    let total: Int
    let style: Style
    private(set) var text = ""

    init(total: Int, style: Style) {
        self.total = total
        self.style = style
    }

    mutating func add(_ resources: [Resource], _ words: String, isBad: Bool) {
        guard !resources.isEmpty else { return }
        var count = ""
        count.add(resources.count)
        // Once is enough.
        if text.isEmpty { count.add(" of ", total.description) }
        count.add(words)
        text.add(text.isEmpty ? "" : "; ")
        text.add(isBad ? style.paint(count, .error) : count, ResourceText.list(resources))
    }
}
