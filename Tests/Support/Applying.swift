import Applying
import Planning
import Text

/// Carries out a plan on a simulated kernel with the applier that the program has.
///
/// - Returns: what failed; a resource stops at its first failure, and the others go on.
package func apply(_ plan: Plan, to kernel: inout SimulatedKernel) -> [ResourceFailure] {
    carryOut(plan, on: &kernel).failures
}

/// Carries out a plan on a simulated kernel with the applier that the program has.
package func carryOut(
    _ plan: Plan, on kernel: inout SimulatedKernel, isAllOrNothing: Bool = false
) -> ApplyResult {
    var applier = Applier(machine: kernel)
    applier.isAllOrNothing = isAllOrNothing
    let result = applier.apply(plan) { _ in }
    kernel = applier.machine
    return result
}
