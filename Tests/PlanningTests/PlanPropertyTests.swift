import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans over generated profiles and machines")
struct PlanPropertyTests {
    /// Made once; each test takes copies.
    private static let scenarios = (UInt64(0)..<3000).map { (seed: $0, scenario: Scenario(seed: $0)) }

    /// Whether a warning says that the kernel may refuse a step.
    private static func mayFail(_ plan: Plan) -> Bool {
        plan.changes.contains { change in
            change.diagnostics.contains {
                $0.severity == .warning && ($0.summary.contains("have room for") || $0.summary.contains("swap area"))
            }
        }
    }

    @Test("Every step of a plan succeeds, unless the plan warned of it")
    func everyStepSucceeds() {
        for (seed, original) in PlanPropertyTests.scenarios {
            var scenario = original
            let plan = Plan.make(scenario.profile, on: scenario.state)
            let failures = apply(plan, to: &scenario.kernel)
            if !failures.isEmpty, !PlanPropertyTests.mayFail(plan) {
                Issue.record("seed \(seed): \(failures)")
            }
        }
    }

    @Test("The plan after an apply is empty")
    func planAfterApplyIsEmpty() {
        for (seed, original) in PlanPropertyTests.scenarios {
            var scenario = original
            let plan = Plan.make(scenario.profile, on: scenario.state, isForced: true)
            guard apply(plan, to: &scenario.kernel).isEmpty else { continue }
            let again = Plan.make(scenario.profile, on: scenario.state, isForced: true)
            let refused = plan.changes.filter { $0.diagnostics.hasErrors }.map(\.resource)
            for change in again.changes where change.acts {
                // A file that had no room may find it where another was made smaller.
                let hadNoRoom = change.resource.kind == .swapFile && refused.contains(change.resource)
                #expect(hadNoRoom, "seed \(seed): \(change)")
            }
            // What could not be done still cannot, and nothing else has become impossible.
            for change in again.changes where change.action == .blocked && change.location != nil {
                #expect(refused.contains(change.resource), "seed \(seed): \(change)")
            }
        }
    }

    @Test("The effect that a change declares is what its steps do")
    func declaredEffects() {
        for (seed, scenario) in PlanPropertyTests.scenarios {
            let profile = scenario.profile
            let state = scenario.state
            for plan in [Plan.make(profile, on: state), Plan.takeDown(profile, on: state, keepFiles: false)] {
                for change in plan.changes {
                    let done = DoneByTheSteps(change.steps)
                    #expect(change.effect.off?.area == done.off && change.effect.on == done.on, "seed \(seed)")
                    #expect(change.effect.off?.used ?? 0 == done.used, "seed \(seed)")
                    #expect(change.effect.newSize == done.newSize, "seed \(seed)")
                    #expect(change.effect.memoryLimit?.device == done.memoryLimit?.0, "seed \(seed)")
                    #expect(change.effect.memoryLimit?.bytes == done.memoryLimit?.1, "seed \(seed)")
                    #expect(change.effect.isReset == done.isReset, "seed \(seed)")
                    #expect(
                        change.effect.groupLimits.map { Attribute.cgroup(.unified($0.group), $0.file).path }
                            == done.limits.map(\.path) || state.cgroups.isV1, "seed \(seed)")
                    #expect(change.effect.groupLimits.count == done.limits.count, "seed \(seed)")
                }
            }
        }
    }

    @Test("The same input gives the same plan")
    func planningIsDeterministic() {
        for (seed, first) in PlanPropertyTests.scenarios {
            let second = Scenario(seed: seed)
            let plan = Plan.make(first.profile, on: first.state)
            #expect(plan == Plan.make(second.profile, on: second.state), "seed \(seed)")
            let off = Plan.takeDown(first.profile, on: first.state, keepFiles: false)
            #expect(off == Plan.takeDown(second.profile, on: second.state, keepFiles: false), "seed \(seed)")
        }
    }

    @Test("Every entry has exactly one row, and the counts add up")
    func everyEntryHasOneRow() {
        for (seed, scenario) in PlanPropertyTests.scenarios {
            let profile = scenario.profile
            let state = scenario.state
            let entries =
                profile.zram.map { Resource(.zram, $0.name.value) }
                + profile.swapFiles.map { Resource(.swapFile, $0.path.value) }
                + profile.swapDevices.map { Resource(.swapDevice, $0.device.value.text) }
                + profile.cgroups.map { Resource(.cgroup, $0.path.value) }
                + profile.settings.map { Resource(Resource.Kind("vm"), $0.name.value) }
            for plan in [
                Plan.make(profile, on: state), Plan.takeDown(profile, on: state, keepFiles: seed % 2 == 0),
            ] {
                for entry in entries {
                    let rows = plan.changes.filter { $0.resource == entry && $0.location != nil }
                    #expect(rows.count == 1, "seed \(seed): \(entry.text)")
                }
                #expect(plan.changes.filter { $0.location != nil }.count == entries.count, "seed \(seed)")
                #expect(Action.allCases.reduce(0) { $0 + plan.count($1) } == plan.changes.count, "seed \(seed)")
                for change in plan.changes {
                    #expect(change.acts != change.steps.isEmpty, "seed \(seed): \(change)")
                    #expect(!(change.action == .blocked) || change.diagnostics.hasErrors, "seed \(seed): \(change)")
                }
            }
        }
    }

    @Test("Swap that the profile does not name stays as it is")
    func unmanagedSwapStays() {
        for (seed, original) in PlanPropertyTests.scenarios {
            var scenario = original
            scenario.profile.unmanaged = .keep
            let plan = Plan.make(scenario.profile, on: scenario.state)
            let unmanaged = plan.changes.filter { $0.action == .unmanaged }.map(\.resource.name)
            let before = scenario.kernel
            _ = apply(plan, to: &scenario.kernel)
            for area in before.areas where unmanaged.contains(area.path) || unmanaged.contains(area.name) {
                let after = scenario.kernel.areas.first { $0.path == area.path }
                #expect(after?.priority == area.priority && after?.size == area.size, "seed \(seed): \(area.path)")
            }
            #expect(scenario.kernel.files["/var/other"] == before.files["/var/other"], "seed \(seed)")
        }
    }

    @Test("No step touches what is blocked or not the profile's")
    func blockedResourcesAreNotTouched() {
        for (seed, original) in PlanPropertyTests.scenarios {
            var scenario = original
            let plan = Plan.make(scenario.profile, on: scenario.state)
            let before = scenario.kernel
            _ = apply(plan, to: &scenario.kernel)
            for change in plan.changes where [.blocked, .inSync, .unmanaged].contains(change.action) {
                let name = change.resource.name
                switch change.resource.kind {
                case .zram:
                    guard let number = Int(name.dropFirst(4)), let device = before.zram?[number] else { continue }
                    #expect(scenario.kernel.zram?[number] == device, "seed \(seed): \(name)")
                case .swapFile:
                    #expect(scenario.kernel.files[name] == before.files[name], "seed \(seed): \(name)")
                case .swapDevice:
                    guard let state = scenario.state.devices.first(where: { $0.reference.text == name }) else {
                        continue
                    }
                    // Another reference may name the same device.
                    let others = scenario.state.devices.filter { $0.path == state.path }
                    guard let path = state.path, others.count == 1 else { continue }
                    #expect(
                        scenario.kernel.blockDevices[path] == before.blockDevices[path], "seed \(seed): \(name)")
                case .cgroup:
                    let limits = before.cgroups.groups[name]?.limits
                    let isSame = scenario.kernel.cgroups.groups[name]?.limits ?? [:] == limits ?? [:]
                    #expect(isSame, "seed \(seed): \(name)")
                case Resource.Kind("vm"):
                    let path = "/proc/sys/vm/" + name
                    #expect(scenario.kernel.sysctls[path] == before.sysctls[path], "seed \(seed): \(name)")
                    #expect(scenario.kernel.originals[path] == before.originals[path], "seed \(seed): \(name)")
                case let kind: Issue.record("this test has nothing about \(kind.rawValue)")
                }
            }
            // Devices whose label is nobody's stay, whatever happens around them.
            for (number, device) in before.zram ?? [:] where device.mountPoint != nil {
                #expect(scenario.kernel.zram?[number] == device, "seed \(seed): zram\(number)")
            }
            for (path, device) in before.blockDevices where device.mountPoint != nil || device.isReadOnly {
                #expect(scenario.kernel.blockDevices[path] == device, "seed \(seed): \(path)")
            }
        }
    }

    @Test("Taking down after an apply leaves nothing of the profile's")
    func takeDownLeavesNothing() {
        for (seed, original) in PlanPropertyTests.scenarios {
            var scenario = original
            guard apply(Plan.make(scenario.profile, on: scenario.state), to: &scenario.kernel).isEmpty else {
                continue
            }
            // Of two devices with one label only one is the entry's.
            let labels = scenario.kernel.labels
            guard Set(labels).count == labels.count else { continue }
            let off = Plan.takeDown(scenario.profile, on: scenario.state, keepFiles: false, isForced: true)
            let failures = apply(off, to: &scenario.kernel)
            if !failures.isEmpty {
                if !PlanPropertyTests.mayFail(off) { Issue.record("seed \(seed): \(failures)") }
                continue
            }
            let again = Plan.takeDown(scenario.profile, on: scenario.state, keepFiles: false, isForced: true)
            if !again.isEmpty { Issue.record("seed \(seed): \(again.changes.filter { !$0.steps.isEmpty })") }
            let names = Set(scenario.profile.zram.map(\.name.value))
            for device in scenario.state.zram.devices {
                guard case .swap(let header)? = device.content, device.mountPoint == nil else { continue }
                #expect(!names.contains(header.label) || header.label != device.name.text, "seed \(seed): \(device)")
            }
            for change in off.changes where change.action == .remove {
                switch change.resource.kind {
                case .swapFile: #expect(scenario.kernel.files[change.resource.name] == nil, "seed \(seed)")
                case .cgroup: #expect(scenario.kernel.cgroups.groups[change.resource.name] == nil, "seed \(seed)")
                default: break
                }
            }
        }
    }

    @Test("An apply and a take-down on an empty machine leave it empty")
    func takeDownOfAllLeavesAnEmptyMachine() {
        for (seed, scenario) in PlanPropertyTests.scenarios {
            var empty = SimulatedKernel(version: scenario.kernel.version)
            empty.cgroups = SimulatedCgroups(version: scenario.kernel.cgroups.version)
            empty.makeKnown(algorithmsOf: scenario.profile)
            var kernel = empty
            let query = StateQuery(scenario.profile)
            #expect(apply(Plan.make(scenario.profile, on: kernel.state(for: query)), to: &kernel) == [])
            let off = Plan.takeDown(scenario.profile, on: kernel.state(for: query), keepFiles: false)
            #expect(apply(off, to: &kernel) == [], "seed \(seed)")
            #expect(kernel.areas.isEmpty && kernel.files.isEmpty, "seed \(seed)")
            #expect(kernel.folders == empty.folders, "seed \(seed)")
            #expect(kernel.sysctls == empty.sysctls && kernel.originals.isEmpty, "seed \(seed)")
            #expect(Array(kernel.cgroups.groups.keys) == [""], "seed \(seed): \(kernel.cgroups.groups.keys)")
            for device in (kernel.zram ?? [:]).values { #expect(device.size == 0, "seed \(seed)") }
        }
    }

    @Test("The generated cases cover every action of every kind")
    func generatedCasesCoverEveryAction() {
        var seen: [String: Int] = [:]
        for (_, scenario) in PlanPropertyTests.scenarios {
            let off = Plan.takeDown(scenario.profile, on: scenario.state, keepFiles: false)
            let plan = Plan.make(scenario.profile, on: scenario.state)
            for change in plan.changes { seen["\(change.resource.kind.rawValue) \(change.action)", default: 0] += 1 }
            for change in off.changes { seen["off \(change.resource.kind.rawValue) \(change.action)", default: 0] += 1 }
        }
        for kind in [Resource.Kind.zram, .swapFile, .swapDevice, .cgroup] {
            var actions: [Action] = [.create, .change, .inSync, .blocked]
            if kind != .cgroup { actions += [.replace, .remove, .unmanaged] }
            for action in actions {
                #expect(seen["\(kind.rawValue) \(action)", default: 0] >= 20, "\(kind.rawValue) \(action)")
            }
            for action in [Action.remove, .inSync] {
                #expect(seen["off \(kind.rawValue) \(action)", default: 0] >= 20, "off \(kind.rawValue) \(action)")
            }
        }
    }
}

extension ResourceChange {
    /// Whether the action is one that changes something.
    fileprivate var acts: Bool { [.create, .change, .replace, .remove].contains(action) }
}

extension SimulatedKernel {
    /// The labels of all zram devices.
    fileprivate var labels: [String] {
        (zram ?? [:]).values.compactMap { device in
            guard case .swap(let header) = device.content else { return nil }
            return header.label
        }
    }
}

extension SimulatedArea {
    /// `zram0` for `/dev/zram0`.
    fileprivate var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// What steps do to swap, read off the steps.
private struct DoneByTheSteps {
    var off: SwapArea?
    var used: UInt64 = 0
    var on: SwapArea?
    var newSize: UInt64?
    var memoryLimit: (ZramName, UInt64)?
    var isReset = false
    var limits: [Attribute] = []

    init(_ steps: [Step]) {
        for step in steps {
            switch step {
            case .swapOff(let area, let used, _):
                off = area
                self.used = used
            case .swapOn(let area, _, _): on = area
            case .formatSwap(let format): newSize = format.size
            case .createSwapFile(let creation): newSize = creation.size
            case .resetZram: isReset = true
            case .write(let write):
                switch (write.attribute, write.value) {
                case (.zram(let name, .memoryLimit), .bytes(let bytes)): memoryLimit = (name, bytes)
                case (.cgroup(_, .limit), _), (.cgroup(_, .v1), _): limits.append(write.attribute)
                default: break
                }
            default: break
            }
        }
    }
}

extension CgroupHierarchy {
    fileprivate var isV1: Bool {
        guard case .v1 = controller else { return false }
        return true
    }
}
