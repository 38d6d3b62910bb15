import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import SwapFormat
import Testing
import Text

/// A profile, a machine, and the plan that must come of them.
struct PlanCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var profile: String
    var machine: @Sendable (inout SimulatedKernel) -> Void
    var plan: String

    init(
        _ name: String, profile: String, plan: String,
        on machine: @escaping @Sendable (inout SimulatedKernel) -> Void = { _ in }
    ) {
        testDescription = name
        self.profile = profile
        self.machine = machine
        self.plan = plan
    }

    /// The case's plan, after a change of the state that the simulated kernel does not know.
    func plan(_ change: (inout MachineState) -> Void = { _ in }) throws -> Plan {
        let (profile, kernel) = try parts()
        var state = kernel.state(for: StateQuery(profile))
        change(&state)
        return Plan.make(profile, on: state)
    }

    private func parts() throws -> (Profile, SimulatedKernel) {
        let profile = try Profile.parse(SourceText(name: "profile.yaml", text: "version: 1\n" + self.profile + "\n"))
        var kernel = SimulatedKernel()
        machine(&kernel)
        return (profile, kernel)
    }

    /// Plans the case with that function, and compares the whole plan.
    private func check(_ make: (Profile, SimulatedKernel) -> Plan) throws {
        let (profile, kernel) = try parts()
        #expect(make(profile, kernel).dump == plan)
    }

    func checkMake() throws { try check { Plan.make($0, on: $1.state(for: StateQuery($0))) } }

    func checkTakeDown(keepFiles: Bool = false) throws {
        try check { Plan.takeDown($0, on: $1.state(for: StateQuery($0)), keepFiles: keepFiles) }
    }
}

extension Plan {
    /// Everything that a plan says, a line each.
    var dump: String {
        (changes.flatMap(\.dump) + diagnostics.map(\.dump)).joined(separator: "\n")
    }
}

extension ResourceChange {
    fileprivate var dump: [String] {
        ["\(action.rawValue) \(resource.text)"]
            + differences.map { "  \($0.property): \($0.live?.dump ?? "-") -> \($0.wanted?.dump ?? "-")" }
            + (swapInBytes.map { ["  swap in: \($0)"] } ?? []) + steps.map { "  " + $0.dump }
            + diagnostics.map { "  " + $0.dump }
    }
}

extension Difference.Value {
    fileprivate var dump: String {
        switch self {
        case .bytes(let bytes): BinaryUnits.exact(bytes)
        case .number(let number): "\(number)"
        case .flag(let flag): flag ? "yes" : "no"
        case .limit(let limit): limit.text
        case .mode(let mode): Octal.text(mode)
        case .priority(let priority): priority.text
        case .discard(let policy): policy.rawValue
        case .algorithm(let algorithm): algorithm.text
        case .nothing: "none"
        case .unknown: "unknown"
        case .text(let text): text
        }
    }
}

extension Diagnostic {
    fileprivate var dump: String {
        let place = location.map { " \($0.position.line):\($0.position.column)" } ?? ""
        return "\(severity.rawValue)\(place) \(summary)" + (help.map { " // \($0)" } ?? "")
    }
}

extension Step {
    fileprivate var dump: String {
        switch self {
        case .loadModule(let name, let arguments): "modprobe \(name) \(arguments.joined(separator: " "))"
        case .addZram(let name): "add \(name.text)"
        case .removeZram(let name): "remove \(name.text)"
        case .resetZram(let name, _): "1 > /sys/block/\(name.text)/reset"
        case .write(let write): "\(write.text) > \(write.attribute.path)\(write.dump)"
        case .formatSwap(let format):
            "format \(format.area.path) \(format.size.map { "\($0)" } ?? "all") label=\(format.label)"
                + (format.uuid.map { " uuid=\($0.text)" } ?? "") + (format.overwrites.map { " over \($0)" } ?? "")
        case .createSwapFile(let creation):
            "make \(creation.path) \(creation.size)" + (creation.replaces ? " in its place" : "")
        case .restoreContent(let area, _): "restore \(area.path)"
        case .placeSwapFile(let creation): "place \(creation.path)"
        case .putBackSwapFile(let creation): "put back \(creation.path)"
        case .removeFile(let path): "rm \(path)"
        case .swapOn(let area, let priority, let discard):
            "swapon \(area.path) \(priority.text)" + (discard == .none ? "" : " discard=\(discard.rawValue)")
        case .swapOff(let area, let used, _): "swapoff \(area.path) \(used)"
        case .makeCgroup(let folder): "mkdir \(folder.path)"
        case .recordOriginal(let write): "record \(write.attribute.path) \(write.text)"
        case .forgetOriginal(let write): "forget \(write.attribute.path) \(write.text)"
        case .removeCgroup(let folder, _): "rmdir \(folder.path)"
        }
    }
}

extension AttributeWrite {
    fileprivate var dump: String {
        guard let readBack = attribute.readBack, let expected else { return "" }
        return switch readBack.form {
        case .text: " = \(expected)"
        case .selected: " = [\(expected)]"
        case .word: " has \(expected)"
        case .column(let index): " = \(readBack.attribute.path) #\(index) \(expected)"
        }
    }
}
