import Applying
import Model
import Planning
import System

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
        switch event {
        case .started:
            return ""
        case .step(let resource, let step):
            number += 1
            let name = style.paint(ResourceText.name(resource), .strong)
            return "[\(number)/\(steps)] " + name + ": " + StepText.describe(step) + "\n"
        case .finished(let change):
            guard !change.steps.isEmpty else { return "" }
            let word = ResourceText.doneWord(change.action)
            let painted = ResourceText.tone(change.action).map { style.paint(word, $0) } ?? word
            return style.paint(ResourceText.name(change.resource), .strong) + ": " + painted + "\n"
        case .failed(let failure):
            // A resource that builds on a failed one was not begun, and its first step not told.
            number += failure.skipped.count + (failure.dependsOn == nil ? 0 : 1)
            return render(failure)
        }
    }

    private func render(_ failure: ResourceFailure) -> String {
        var text = style.paint(ResourceText.name(failure.resource), .strong) + ": "
        text += style.paint("error:", .error) + " " + Printable.text(failure.error.text) + "\n"
        text += list("done", failure.done)
        text += list("not done", [failure.failed] + failure.skipped)
        if let help = failure.help {
            text += "    " + style.paint("help:", .strong) + " " + Printable.text(help) + "\n"
        }
        return text
    }

    private func list(_ title: String, _ steps: [Step]) -> String {
        guard !steps.isEmpty else { return "    " + title + ": nothing\n" }
        return steps.reduce("") { $0 + "    " + title + ": " + StepText.describe($1) + "\n" }
    }

    /// The last lines: what failed, what could not be done here, and how much changed.
    package static func summary(_ plan: Plan, _ result: ApplyResult, style: Style) -> String {
        var text = ""
        if !result.failures.isEmpty {
            text += style.paint("Failed: \(result.failures.count)", .error) + ": "
            text += ResourceText.list(result.failures.map { $0.resource }) + ".\n"
        }
        if !result.blocked.isEmpty {
            text += style.paint("Blocked: \(result.blocked.count)", .error) + " cannot be done here: "
            text += ResourceText.list(result.blocked.map { $0.resource }) + ".\n"
        }
        func done(_ action: Action) -> Int { result.changed.reduce(0) { $0 + ($1.action == action ? 1 : 0) } }
        return text + "Done: \(done(.create)) created, \(done(.change)) changed, \(done(.replace)) replaced, "
            + "\(done(.remove)) removed, \(plan.count(.inSync)) in sync.\n"
    }
}
