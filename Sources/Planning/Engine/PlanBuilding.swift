import Kernel
import Text

// Appending to an array and making a diagnostic are a lot of code at each place where they are inlined, and a plan is made
// of little else. These are called.

extension ResourceChange {
    @inline(never)
    mutating func addDifference(_ property: String, live: String?, wanted: String?) {
        differences.append(Difference(property, live: live, wanted: wanted))
    }

    /// For sizes, in exact binary units.
    @inline(never)
    mutating func addDifference(_ property: String, live: UInt64?, wanted: UInt64?) {
        addDifference(property, live: live.map(BinaryUnits.exact), wanted: wanted.map(BinaryUnits.exact))
    }

    @inline(never)
    mutating func add(_ step: Step) { steps.append(step) }

    @inline(never)
    mutating func write(_ value: AttributeValue, to attribute: Attribute) {
        steps.append(.write(AttributeWrite(attribute, value)))
    }

    /// - Parameter place: nil for the entry's own line.
    @inline(never)
    mutating func report(
        _ severity: Diagnostic.Severity, _ summary: String, at place: SourceLocation? = nil, help: String?
    ) {
        diagnostics.append(Diagnostic(severity, summary, at: place ?? location, help: help))
    }

    /// Says why it cannot be done here, and does nothing.
    @inline(never)
    mutating func block(_ summary: String, at place: SourceLocation? = nil, help: String?) {
        report(.error, summary, at: place, help: help)
        action = .blocked
        steps = []
    }
}
