import Applying
import LiveState
import Planning
import Profiles
import Resources
import Support
import SwapFormat
import System
import Testing
import Text

/// Over generated profiles and machines, with a mishap at every step that there is.
@Suite("Transactions over generated profiles and machines")
struct TransactionPropertyTests {
    private static let seeds = UInt64(0)..<500

    private func plan(_ scenario: Scenario) -> Plan { Plan.make(scenario.profile, on: scenario.state) }

    private func off(_ scenario: Scenario) -> Plan {
        Plan.takeDown(scenario.profile, on: scenario.state, keepFiles: false)
    }

    /// How many calls a plan makes; none when it fails by itself.
    private func calls(_ plan: Plan, _ kernel: SimulatedKernel) -> Int {
        var kernel = kernel
        let before = kernel.calls
        return carryOut(plan, on: &kernel).failures.isEmpty ? kernel.calls - before : 0
    }

    @Test("A call that fails leaves the machine as it was before that resource, or says what it does not")
    func faultInOneResource() {
        var cases = 0
        var incomplete = 0
        for seed in Self.seeds {
            let scenario = Scenario(seed: seed)
            for whole in [plan(scenario), off(scenario)] {
                var kernel = scenario.kernel
                for change in whole.changes where !change.steps.isEmpty {
                    let single = Plan(changes: [change])
                    let before = SimulatedFacts(kernel)
                    for number in 0..<calls(single, kernel) {
                        var faulty = kernel
                        faulty.fault = .failing(at: kernel.calls + 1 + number, code: Errno.inputOutput)
                        let result = carryOut(single, on: &faulty)
                        cases += 1
                        guard let failure = result.failures.first else {
                            Issue.record("seed \(seed): the fault at \(number) of \(change.resource.text) went unseen")
                            continue
                        }
                        guard !failure.isInPlace else { continue }
                        guard failure.rollback.isComplete else {
                            incomplete += 1
                            let reason = "seed \(seed): \(failure.rollback)"
                            #expect(failure.rollback.failures.isEmpty && failure.rollback.kept.isEmpty, "\(reason)")
                            continue
                        }
                        let after = SimulatedFacts(faulty)
                        #expect(
                            after == before,
                            "seed \(seed), \(number) of \(change.resource.text): \(after.difference(from: before)) \(failure)"
                        )
                        if kernel.zram != nil {
                            #expect(SimulatedFacts.devices(faulty) == SimulatedFacts.devices(kernel), "seed \(seed)")
                        }
                    }
                    _ = carryOut(single, on: &kernel)
                }
            }
        }
        // Parameters that nobody knows, and data that was to be overwritten.
        #expect(cases > 4_000 && incomplete < cases / 20, "\(cases) cases, \(incomplete) incomplete")
    }

    @Test("With all or nothing, a call that fails leaves the machine as it was before the run")
    func allOrNothing() {
        var cases = 0
        for seed in Self.seeds {
            let scenario = Scenario(seed: seed)
            let plan = plan(scenario)
            let before = SimulatedFacts(scenario.kernel)
            let count = calls(plan, scenario.kernel)
            for number in stride(from: Int(seed % 3), to: count, by: 3) {
                var kernel = scenario.kernel
                kernel.fault = .failing(at: kernel.calls + 1 + number, code: Errno.inputOutput)
                let result = carryOut(plan, on: &kernel, isAllOrNothing: true)
                cases += 1
                guard result.failures.allSatisfy({ !$0.isInPlace }) else { continue }
                let rollbacks = result.failures.map(\.rollback) + result.rolledBack.map(\.rollback)
                guard rollbacks.allSatisfy(\.isComplete) else {
                    // Memory that has found another place need not find its way back.
                    let failed = rollbacks.flatMap(\.failures).filter { $0.error.code != Errno.outOfMemory }
                    #expect(failed.isEmpty, "seed \(seed): \(failed)")
                    continue
                }
                #expect(result.changed.isEmpty)
                let after = SimulatedFacts(kernel)
                #expect(after == before, "seed \(seed), \(number): \(after.difference(from: before))")
            }
        }
        #expect(cases > 700, "\(cases) cases")
    }

    @Test("After a call that failed the others are done, and the next apply reaches the wanted state")
    func convergesAfterFault() {
        for seed in Self.seeds {
            let scenario = Scenario(seed: seed)
            let plan = plan(scenario)
            let count = calls(plan, scenario.kernel)
            for number in stride(from: Int(seed % 3), to: count, by: 3) {
                var faulty = scenario
                faulty.kernel.fault = .failing(at: scenario.kernel.calls + 1 + number, code: Errno.inputOutput)
                let result = carryOut(plan, on: &faulty.kernel)
                let independent = result.failures.filter { $0.dependsOn == nil && $0.error.code == Errno.inputOutput }
                #expect(independent.count == 1, "seed \(seed): \(result.failures)")
                converges(&faulty, "seed \(seed), fault at \(number)")
            }
        }
    }

    @Test("Killed at any call, the next apply reaches the wanted state and leaves nothing")
    func convergesAfterKill() {
        var cases = 0
        for seed in Self.seeds {
            let scenario = Scenario(seed: seed)
            let plan = plan(scenario)
            let count = calls(plan, scenario.kernel)
            for number in stride(from: Int(seed % 2), to: count, by: 2) {
                var killed = scenario
                killed.kernel.fault = .killed(at: scenario.kernel.calls + 1 + number)
                _ = carryOut(plan, on: &killed.kernel)
                cases += 1
                if seed % 5 == 0 { killed.kernel.reboot() }
                converges(&killed, "seed \(seed), killed at \(number)")
            }
        }
        #expect(cases > 1_500, "\(cases) cases")
    }

    /// Applies without mishaps, and looks whether anything is left to do.
    private func converges(_ scenario: inout Scenario, _ name: String) {
        scenario.kernel.fault = nil
        scenario.kernel.makeKnown(algorithmsOf: scenario.profile)
        let refused = Set(
            plan(scenario).changes.filter { $0.diagnostics.hasErrors }.map(\.resource.text))
        let failures = carryOut(plan(scenario), on: &scenario.kernel).failures
        // Where memory is short, or the kernel's table of areas is full.
        let isKnown = failures.allSatisfy { failure in
            [Errno.outOfMemory, Errno.permission].contains(failure.error.code) || failure.dependsOn != nil
        }
        #expect(isKnown, "\(name): \(failures)")
        guard failures.isEmpty else { return }
        for change in plan(scenario).changes where !change.steps.isEmpty {
            // A file that had no room may find it where another was made smaller.
            let hadNoRoom = change.resource.kind == .swapFile && refused.contains(change.resource.text)
            #expect(hadNoRoom, "\(name): \(change)")
        }
        let entries = scenario.profile.swapFiles.map(\.path.value)
        for path in entries where !refused.contains(Resource(.swapFile, path).text) {
            for leftover in [SwapFileNames.temporary(of: path), SwapFileNames.kept(of: path)] {
                #expect(scenario.kernel.files[leftover] == nil, "\(name): \(leftover)")
            }
        }
    }
}
