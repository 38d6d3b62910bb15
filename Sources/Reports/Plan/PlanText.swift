import Planning
import Text

/// A plan for a person.
package enum PlanText {
    /// Every resource with its differences, costs, numbered steps and diagnostics; then how many there are of each kind.
    ///
    /// - Parameter source: the profile, for the lines that diagnostics speak of.
    package static func render(_ plan: Plan, source: SourceText?, style: Style) -> String {
        var text = ""
        var number = 1
        for index in plan.changes.indices {
            render(plan.changes[index], firstStep: number, source: source, style: style, into: &text)
            number += plan.changes[index].steps.count
        }
        text.add(DiagnosticText.render(plan.diagnostics, source: source, style: style))
        if !text.isEmpty { text.add("\n") }
        if plan.count(.blocked) > 0 {
            ResourceText.addBlocked(plan.changes.filter { $0.action == .blocked }, style, into: &text)
        }
        text.add("Plan: ")
        text.add(plan.count(.create), " to create, ")
        text.add(plan.count(.change), " to change, ")
        text.add(plan.count(.replace), " to replace, ")
        text.add(plan.count(.remove), " to remove, ")
        text.add(plan.count(.inSync), " in sync.\n")
        return text
    }

    /// One resource.
    ///
    /// - Parameter firstStep: the number of its first step; steps are counted through the whole plan.
    private static func render(
        _ change: ResourceChange, firstStep: Int, source: SourceText?, style: Style, into text: inout String
    ) {
        text.add(style.paint(ResourceText.mark(change.action), ResourceText.tone(change.action)), " ")
        text.add(style.paint(ResourceText.name(change.resource), .strong), ": ", ResourceText.word(change.action), "\n")
        for difference in change.differences { describe(difference, in: change.action, into: &text) }
        if let bytes = change.swapInBytes {
            text.add("    costs: ", BinaryUnits.rounded(bytes))
            text.add(" swapped out there must fit back into RAM or other swap\n")
        }
        var number = firstStep
        for step in change.steps {
            text.add("    ")
            text.add(number, ". ")
            text.add(StepText.describe(step), "\n")
            number += 1
        }
        text.add(DiagnosticText.render(change.diagnostics, source: source, style: style, indent: 4))
    }

    /// `size: 256M -> 512M`. The arrow is ASCII because a serial console often shows nothing else.
    private static func describe(_ difference: Difference, in action: Action, into text: inout String) {
        text.add("    ", Printable.text(difference.property), ": ")
        // What is created or kept has no other side worth a word.
        let isOneSided = action == .create && difference.live == nil || action == .unmanaged && difference.wanted == nil
        if isOneSided {
            text.add(describe(difference.wanted ?? difference.live ?? .text("")), "\n")
        } else {
            text.add(describe(difference.live ?? .text("(none)")), " -> ")
            text.add(describe(difference.wanted ?? .text("(none)")), "\n")
        }
    }

    private static func describe(_ value: Difference.Value) -> String {
        Printable.text(DifferenceText.describe(value))
    }
}
