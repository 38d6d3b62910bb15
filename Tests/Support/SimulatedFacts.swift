import Kernel
import LiveState
import Text

/// What a simulated machine is like, as far as a step that is rolled back must restore it, one fact a line.
///
/// Left out: how much is swapped where, which a swapoff moves around; and which automatic priority is above the other.
package struct SimulatedFacts: Equatable, CustomStringConvertible {
    private var lines: [String] = []

    package var description: String { lines.joined(separator: "\n") }

    /// The facts that only one of the two has.
    package func difference(from other: SimulatedFacts) -> String {
        (lines.filter { !other.lines.contains($0) }.map { "+ " + $0 }
            + other.lines.filter { !lines.contains($0) }.map { "- " + $0 }).joined(separator: "\n")
    }

    package init(_ kernel: SimulatedKernel) {
        for (path, value) in kernel.sysctls { lines.append("\(path) \(value)") }
        for (path, value) in kernel.originals { lines.append("original of \(path) \(value)") }
        for area in kernel.areas {
            // Of a partition it is unknown.
            let isPartition = if case .device = area.area { true } else { false }
            let discard = isPartition ? "" : area.discard.rawValue
            lines.append("swap \(area.path) \(area.size) \(area.priority.text) \(discard) \(area.isDeleted)")
        }
        for (number, device) in kernel.zram ?? [:] {
            // A module that was loaded stays, and brings devices that nobody has set up.
            guard device.size > 0 || device.algorithm != kernel.defaultAlgorithm || device.parameters != nil else {
                continue
            }
            lines.append(
                "zram\(number) \(device.size) \(device.algorithm) \(device.parameters ?? "") \(device.memoryLimit) "
                    + "\(device.content.description) \(device.mountPoint ?? "")")
        }
        for (path, file) in kernel.files {
            lines.append(
                "file \(path) \(file.size) \(file.allocated) \(file.mode) \(file.owner) \(file.content.description)")
        }
        for (path, fileSystem) in kernel.folders { lines.append("free on \(path) \(fileSystem.free)") }
        for (path, device) in kernel.blockDevices { lines.append("device \(path) \(device.content.description)") }
        for (path, group) in kernel.cgroups.groups {
            let limits = group.limits.filter { $0.value != $0.key.defaultValue }
            let text = limits.map { "\($0.key.name)=\($0.value.text)" }.sorted().joined(separator: " ")
            // In v1 every group has the controller.
            let delegates = kernel.cgroups.version == .v2 && group.delegates
            lines.append("cgroup /\(path) \(delegates) \(text)")
        }
        lines.sort()
    }

    /// How many zram devices there are.
    package static func devices(_ kernel: SimulatedKernel) -> [Int] { (kernel.zram ?? [:]).keys.sorted() }
}
