import LiveState
import Model
import Profiles

extension Planner {
    /// From a bare device to active swap, in the order that the kernel demands: what depends on the algorithm before
    /// disksize, which settles it (Documentation/admin-guide/blockdev/zram.rst).
    func setUpSteps(_ number: Int, _ settings: ZramSettings) -> [Step] {
        let folder = "/sys/block/zram\(number)/"
        var steps: [Step] = []
        if let algorithm = settings.entry.algorithm?.value {
            // Always, even where it is selected: a reset brings the default back from 6.12 on, and keeps it before.
            steps.append(
                .write(
                    AttributeWrite(
                        path: folder + "comp_algorithm", value: algorithm.name, readBack: .selected(algorithm.name))))
            if !algorithm.parameters.isEmpty {
                var line = "algo=" + algorithm.name
                for parameter in algorithm.parameters { line += " " + parameter.key + "=" + parameter.value }
                steps.append(
                    .write(AttributeWrite(path: folder + "algorithm_params", value: line, readBack: .none)))
            }
        }
        let size = "\(settings.size)"
        steps.append(.write(AttributeWrite(path: folder + "disksize", value: size, readBack: .text(size))))
        if settings.memoryLimit > 0 { steps.append(memoryLimitStep(number, settings.memoryLimit)) }
        steps.append(formatStep(number, settings, overwrites: nil))
        steps.append(settings.entry.swap.swapOn("/dev/zram\(number)"))
        return steps
    }

    /// - Parameter bytes: 0 for no limit.
    func memoryLimitStep(_ number: Int, _ bytes: UInt64) -> Step {
        let folder = "/sys/block/zram\(number)/"
        return .write(
            AttributeWrite(
                path: folder + "mem_limit", value: "\(bytes)",
                readBack: .column(path: folder + "mm_stat", index: 3, value: "\(bytes)")))
    }

    func formatStep(_ number: Int, _ settings: ZramSettings, overwrites: String?) -> Step {
        .formatSwap(
            SwapFormat(
                path: "/dev/zram\(number)", size: settings.size, label: settings.label,
                fingerprint: settings.fingerprint, overwrites: overwrites))
    }

    /// Whatever is written there; the file cannot be read.
    func resetStep(_ number: Int) -> Step {
        .write(AttributeWrite(path: "/sys/block/zram\(number)/reset", value: "1", readBack: .none))
    }
}
