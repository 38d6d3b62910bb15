import Model
import Planning

/// A plan for a person.
package enum PlanText {
    /// Every resource with its differences, costs, numbered steps and diagnostics; then how many there are of each kind.
    ///
    /// - Parameter source: the profile, for the lines that diagnostics speak of.
    package static func render(_ plan: Plan, source: SourceText?, style: Style) -> String {
        var text = ""
        var number = 1
        for change in plan.changes {
            text += render(change, firstStep: number, source: source, style: style)
            number += change.steps.count
        }
        text += DiagnosticText.render(plan.diagnostics, source: source, style: style)
        if !text.isEmpty { text += "\n" }
        let blocked = plan.changes.filter { $0.action == .blocked }
        if !blocked.isEmpty {
            text += style.paint("Blocked: \(blocked.count)", .error) + " cannot be done here: "
            text += ResourceText.list(blocked.map { $0.resource }) + ".\n"
        }
        return text + "Plan: \(plan.count(.create)) to create, \(plan.count(.change)) to change, "
            + "\(plan.count(.replace)) to replace, \(plan.count(.remove)) to remove, \(plan.count(.inSync)) in sync.\n"
    }

    /// One resource.
    ///
    /// - Parameter firstStep: the number of its first step; steps are counted through the whole plan.
    private static func render(
        _ change: ResourceChange, firstStep: Int, source: SourceText?, style: Style
    ) -> String {
        let mark = ResourceText.mark(change.action)
        var text = ResourceText.tone(change.action).map { style.paint(mark, $0) } ?? mark
        text += " " + style.paint(ResourceText.name(change.resource), .strong) + ": "
        text += ResourceText.word(change.action) + "\n"
        for difference in change.differences {
            text += "    " + describe(difference, in: change.action) + "\n"
        }
        if let bytes = change.swapInBytes {
            text += "    costs: " + BinaryUnits.rounded(bytes)
            text += " swapped out there must fit back into RAM or other swap\n"
        }
        for (index, step) in change.steps.enumerated() {
            text += "    \(firstStep + index). " + StepText.describe(step) + "\n"
        }
        return text + DiagnosticText.render(change.diagnostics, source: source, style: style, indent: 4)
    }

    /// `size: 256M -> 512M`. The arrow is ASCII because a serial console often shows nothing else.
    private static func describe(_ difference: Difference, in action: Action) -> String {
        let property = Printable.text(difference.property) + ": "
        let live = difference.live.map(Printable.text)
        let wanted = difference.wanted.map(Printable.text)
        // What comes into being or stays has no other side worth a word.
        if live == nil, action == .create, let wanted { return property + wanted }
        if wanted == nil, action == .unmanaged, let live { return property + live }
        return property + (live ?? "(none)") + " -> " + (wanted ?? "(none)")
    }
}
