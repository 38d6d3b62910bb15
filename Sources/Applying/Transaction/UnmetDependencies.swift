import Kernel
import Planning
import System
import Text

/// What failed resources did not bring about, and others build on: a cgroup, the memory controller below one, the zram
/// module, a device's number, swap that was to take what is swapped out elsewhere.
struct UnmetDependencies {
    /// Why a resource cannot be tried.
    struct Lack {
        let error: SystemError
        let help: String
        /// Whose failure it is.
        let resource: Resource
    }

    /// A step that was not done, and whose it was.
    private var steps: [(step: Step, resource: Resource)] = []

    mutating func add(_ failure: ResourceFailure) {
        for step in [failure.failed] + failure.skipped { steps.append((step, failure.resource)) }
    }

    /// nil when nothing is missing that these steps need and do not bring about themselves.
    func lack(for wanted: [Step]) -> Lack? {
        for (step, resource) in steps where !wanted.contains(step) {
            guard let need = UnmetDependencies.need(wanted, of: step) ?? UnmetDependencies.room(wanted, of: step) else {
                continue
            }
            return Lack(
                error: SystemError(
                    need.operation, need.object, code: 0,
                    detail: .joining(need.reason, "missing because ", resource.text, " failed")),
                help: .joining("fix ", resource.text, ", and apply again"), resource: resource)
        }
        return nil
    }

    /// The plan found room for what is swapped out with this area in use; the next plan finds it without.
    private static func room(
        _ wanted: [Step], of step: Step
    ) -> (operation: String, object: String, reason: String)? {
        guard case .swapOn(let missing, _, _) = step else { return nil }
        for case .swapOff(let area, let used, _) in wanted where used > 0 {
            return (
                "switch off", area.path,
                .joining("what is swapped there may need the room of ", missing.path, ", which is ")
            )
        }
        return nil
    }

    /// Whether one of the steps would fail without this one.
    static func isNeeded(_ step: Step, by wanted: [Step]) -> Bool { need(wanted, of: step) != nil }

    /// Whether one of the steps, all of them done, rests upon this one.
    static func isUsed(_ step: Step, by done: [Step]) -> Bool {
        guard case .addZram(let name) = step else { return isNeeded(step, by: done) }
        return done.contains { $0.zram == name }
    }

    /// What the steps miss when `step` was not done; nil when they can do without.
    private static func need(
        _ wanted: [Step], of step: Step
    ) -> (operation: String, object: String, reason: String)? {
        switch step {
        case .makeCgroup(let folder):
            let isNeeded = wanted.contains { $0.cgroup.map { $0 == folder || folder.isAbove($0) } ?? false }
            return isNeeded ? ("use", folder.path, "the cgroup is ") : nil
        case .write(let write):
            guard case .cgroup(let folder, .subtreeControl) = write.attribute,
                wanted.contains(where: { $0.cgroup.map { folder.isAbove($0) } ?? false })
            else { return nil }
            return ("use", .joining("the memory controller below ", folder.path, "/"), "it is ")
        case .loadModule(let name, _):
            return wanted.contains { $0.needsZramModule } ? ("use", "the module " + name, "it is ") : nil
        case .addZram(let name):
            if wanted.contains(where: { $0.zram == name }) { return ("use", name.text, "it is ") }
            for case .addZram(let later) in wanted where later.number > name.number {
                return (
                    "add", later.text,
                    .joining("the kernel would give it the number of ", name.text, ", which is ")
                )
            }
            return nil
        default:
            return nil
        }
    }
}

extension Step {
    fileprivate var needsZramModule: Bool {
        switch self {
        case .addZram, .removeZram, .resetZram: true
        case .write(let write): write.attribute.zram != nil
        default: false
        }
    }
}
