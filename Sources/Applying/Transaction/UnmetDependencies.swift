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
                help: .joining("see to ", resource.text, ", and apply again"), resource: resource)
        }
        return nil
    }

    /// The plan found room for what is swapped out with this area in use; the next plan finds it without.
    private static func room(
        _ wanted: [Step], of step: Step
    ) -> (operation: String, object: String, reason: String)? {
        guard case .swapOn(let missing, _, _) = step else { return nil }
        for case .swapOff(let path, let used, _) in wanted where used > 0 {
            return ("switch off", path, .joining("what is swapped there may need the room of ", missing, ", which is "))
        }
        return nil
    }

    /// Whether one of the steps would fail without this one.
    static func isNeeded(_ step: Step, by wanted: [Step]) -> Bool { need(wanted, of: step) != nil }

    /// Whether one of the steps, all of them done, rests upon this one.
    static func isUsed(_ step: Step, by done: [Step]) -> Bool {
        guard case .addZram(let number) = step else { return isNeeded(step, by: done) }
        return done.contains { $0.zramNumber == number }
    }

    /// What the steps miss when `step` was not done; nil when they can do without.
    private static func need(
        _ wanted: [Step], of step: Step
    ) -> (operation: String, object: String, reason: String)? {
        switch step {
        case .makeCgroup(let path):
            guard wanted.contains(where: { isBelow($0.cgroupFile, path + "/") }) else { return nil }
            return ("use", path, "the cgroup is ")
        case .write(let attribute) where attribute.path.utf8.ends(with: "/cgroup.subtree_control"):
            let folder = String(decoding: attribute.path.utf8.dropLast(controlFile.utf8.count), as: UTF8.self)
            // The children's files, not its own.
            let isNeeded = wanted.contains { step in
                guard let file = step.cgroupFile, isBelow(file, folder) else { return false }
                return file.utf8.dropFirst(folder.utf8.count).contains(UInt8(ascii: "/"))
            }
            return isNeeded ? ("use", "the memory controller below " + folder, "it is ") : nil
        case .loadModule(let name, _):
            return wanted.contains { $0.isOfZram } ? ("use", "the module " + name, "it is ") : nil
        case .addZram(let number):
            if wanted.contains(where: { $0.zramNumber == number }) {
                return ("use", .joining("zram", number.description), "it is ")
            }
            for case .addZram(let later) in wanted where later > number {
                return (
                    "add", .joining("zram", later.description),
                    .joining("the kernel would give it the number of zram", number.description, ", which is ")
                )
            }
            return nil
        default:
            return nil
        }
    }

    private static let controlFile = "cgroup.subtree_control"

    private static func isBelow(_ path: String?, _ folder: String) -> Bool {
        path.map { $0.utf8.starts(with: folder.utf8) } ?? false
    }
}

extension Step {
    /// What the step touches of the cgroup file systems: an attribute, or a folder and a slash.
    fileprivate var cgroupFile: String? {
        switch self {
        case .write(let attribute): attribute.path
        case .makeCgroup(let path): path + "/"
        default: nil
        }
    }

    /// The device that the step uses, and does not add or remove; nil for none.
    fileprivate var zramNumber: Int? {
        switch self {
        case .write(let attribute): AttributeWrite.zramNumber(attribute.path)
        case .resetZram(let number, _): number
        case .formatSwap(let format): Step.zramNumber(format.path)
        case .swapOn(let path, _, _), .swapOff(let path, _, _): Step.zramNumber(path)
        default: nil
        }
    }

    private static func zramNumber(_ node: String) -> Int? {
        let start = "/dev/zram"
        guard node.utf8.starts(with: start.utf8) else { return nil }
        return Int(String(decoding: node.utf8.dropFirst(start.utf8.count), as: UTF8.self))
    }

    /// Whether the step needs the zram module.
    fileprivate var isOfZram: Bool {
        switch self {
        case .addZram, .removeZram, .resetZram: true
        case .write(let attribute): attribute.path.utf8.starts(with: "/sys/block/zram".utf8)
        default: false
        }
    }
}

extension String.UTF8View {
    func ends(with suffix: String) -> Bool {
        count >= suffix.utf8.count && dropFirst(count - suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}
