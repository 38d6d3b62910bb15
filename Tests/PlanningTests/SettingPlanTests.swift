import Kernel
import LiveState
import Planning
import Resources
import Support
import Testing
import Text

@Suite("The settings of a profile")
struct SettingPlanTests {
    private func profile(_ settings: (String, Int)...) -> Profile {
        var builder = ProfileBuilder()
        for (name, value) in settings { builder.setting(name, value) }
        return builder.profile
    }

    private func plan(_ profile: Profile, _ kernel: SimulatedKernel) -> Plan {
        Plan.make(profile, on: kernel.state(for: StateQuery(profile)))
    }

    private func off(_ profile: Profile, _ kernel: SimulatedKernel) -> Plan {
        Plan.takeDown(profile, on: kernel.state(for: StateQuery(profile)), keepFiles: false)
    }

    private let swappiness = Attribute.sysctl("vm.swappiness")

    @Test("The first change records what was there, and a second apply has nothing to do")
    func firstChange() throws {
        var kernel = SimulatedKernel()
        let profile = profile(("swappiness", 180), ("page-cluster", 3))
        let plan = plan(profile, kernel)
        let change = try #require(plan.changes.first)
        #expect(change.resource.text == "vm.swappiness" && change.action == .change)
        #expect(change.differences == [Difference("value", live: .text("60"), wanted: .text("180"))])
        #expect(
            change.steps == [
                .recordOriginal(AttributeWrite(swappiness, .text("60"))),
                .write(AttributeWrite(swappiness, .text("180"))),
            ])
        #expect(plan.changes.last?.action == .inSync)
        #expect(apply(plan, to: &kernel).isEmpty)
        #expect(kernel.sysctls[swappiness.path] == "180")
        #expect(kernel.originals == [swappiness.path: "60"])
        #expect(self.plan(profile, kernel).isEmpty)
    }

    @Test("The record of the first change remains when the profile changes")
    func laterChange() {
        var kernel = SimulatedKernel()
        _ = apply(plan(profile(("swappiness", 180)), kernel), to: &kernel)
        let second = profile(("swappiness", 10))
        #expect(plan(second, kernel).changes[0].steps == [.write(AttributeWrite(swappiness, .text("10")))])
        #expect(apply(plan(second, kernel), to: &kernel).isEmpty)
        #expect(kernel.originals == [swappiness.path: "60"])
        #expect(apply(off(second, kernel), to: &kernel).isEmpty)
        #expect(kernel.sysctls[swappiness.path] == "60" && kernel.originals.isEmpty)
    }

    @Test("off restores what was there, also after another program changed it, and leaves what it did not change")
    func takeDown() {
        var kernel = SimulatedKernel()
        let before = kernel.sysctls
        let profile = profile(("swappiness", 180), ("page-cluster", 3), ("min_free_kbytes", 8192))
        _ = apply(plan(profile, kernel), to: &kernel)
        kernel.sysctls["/proc/sys/vm/min_free_kbytes"] = "9000"
        let off = off(profile, kernel)
        #expect(off.changes.map(\.action) == [.change, .inSync, .change])
        #expect(apply(off, to: &kernel).isEmpty)
        #expect(kernel.sysctls == before && kernel.originals.isEmpty)
        #expect(self.off(profile, kernel).isEmpty)
    }

    @Test("A run that is killed at any call leaves a machine from which off restores what was there")
    func killed() {
        let profile = profile(("swappiness", 180), ("watermark_scale_factor", 125))
        for call in 1...4 {
            var kernel = SimulatedKernel()
            let before = kernel.sysctls
            kernel.fault = .killed(at: call)
            _ = apply(plan(profile, kernel), to: &kernel)
            kernel.fault = nil
            var again = kernel
            #expect(apply(off(profile, kernel), to: &kernel).isEmpty)
            #expect(kernel.sysctls == before && kernel.originals.isEmpty, "call \(call)")
            // And an apply in its place gets to the end, with the same originals.
            #expect(apply(plan(profile, again), to: &again).isEmpty)
            #expect(plan(profile, again).isEmpty)
            #expect(apply(off(profile, again), to: &again).isEmpty)
            #expect(again.sysctls == before && again.originals.isEmpty, "call \(call)")
        }
    }

    @Test("off that is killed at any call can be run again")
    func killedTakeDown() {
        let profile = profile(("swappiness", 180), ("watermark_scale_factor", 125))
        for call in 1...4 {
            var kernel = SimulatedKernel()
            let before = kernel.sysctls
            _ = apply(plan(profile, kernel), to: &kernel)
            // The counter goes on from the calls of the apply.
            kernel.fault = .killed(at: kernel.calls + call)
            _ = apply(off(profile, kernel), to: &kernel)
            kernel.fault = nil
            #expect(apply(off(profile, kernel), to: &kernel).isEmpty)
            #expect(kernel.sysctls == before && kernel.originals.isEmpty, "call \(call)")
        }
    }

    @Test("A value that the kernel rejects leaves neither a change nor a record")
    func rejected() {
        var kernel = SimulatedKernel()
        let before = kernel
        let plan = plan(profile(("swappiness", 180)), kernel)
        kernel.fault = .failing(at: 2, code: 22)
        #expect(apply(plan, to: &kernel).count == 1)
        #expect(kernel.sysctls == before.sysctls && kernel.originals.isEmpty)
    }

    @Test("A setting that this kernel lacks is an error at its line, with the version that has it")
    func missing() throws {
        var kernel = SimulatedKernel(version: KernelVersion(4, 19))
        kernel.sysctls["/proc/sys/vm/watermark_boost_factor"] = nil
        kernel.sysctls["/proc/sys/vm/page-cluster"] = nil
        let plan = plan(profile(("watermark_boost_factor", 0), ("page-cluster", 0)), kernel)
        #expect(plan.changes.allSatisfy { $0.action == .blocked && $0.steps.isEmpty })
        let diagnostics = plan.changes.flatMap(\.diagnostics)
        #expect(
            diagnostics.map(\.summary) == [
                "this kernel has no vm.watermark_boost_factor, which came with Linux 5.0",
                "this kernel has no vm.page-cluster",
            ])
        #expect(diagnostics.map { $0.location?.position.line } == [1, 2])
    }

    @Test(
        "vm.swappiness goes up to 200 from Linux 5.8 on",
        arguments: [
            (KernelVersion(5, 7), 100, false), (KernelVersion(5, 7), 101, true), (KernelVersion(5, 8), 200, false),
        ])
    func earlierRange(kernel: KernelVersion, value: Int, isBlocked: Bool) {
        let plan = plan(profile(("swappiness", value)), SimulatedKernel(version: kernel))
        #expect(plan.hasErrors == isBlocked)
        if isBlocked { #expect(plan.changes[0].diagnostics[0].location?.position == Position(line: 1, column: 21)) }
    }

    @Test("An ordinary user cannot see the originals, and off says so")
    func ordinaryUser() throws {
        let profile = profile(("swappiness", 180))
        var state = SimulatedKernel().state(for: StateQuery(profile))
        state.settings[0].original = .unknown
        let plan = Plan.takeDown(profile, on: state, keepFiles: false)
        #expect(plan.isEmpty)
        #expect(plan.changes[0].diagnostics.map(\.severity) == [.note])
    }
}
