import LiveState
import Model
import Profiles

extension Planner {
    /// From a bare device to active swap, in the order that the kernel demands: what depends on the algorithm before
    /// disksize, which settles it (Documentation/admin-guide/blockdev/zram.rst).
    func addSetUp(_ number: Int, _ settings: ZramSettings, _ change: inout ResourceChange) {
        let folder = "/sys/block/zram\(number)/"
        if let algorithm = profile.zram[settings.entry].algorithm?.value {
            // Always, even where it is selected: a reset brings the default back from 6.12 on, and keeps it before.
            change.write(algorithm.name, to: folder + "comp_algorithm", readBack: .selected(algorithm.name))
            if !algorithm.parameters.isEmpty {
                var line = "algo=" + algorithm.name
                for parameter in algorithm.parameters {
                    line += " "
                    line += parameter.key
                    line += "="
                    line += parameter.value
                }
                change.write(line, to: folder + "algorithm_params", readBack: .none)
            }
        }
        let size = "\(settings.size)"
        change.write(size, to: folder + "disksize", readBack: .text(size))
        if settings.memoryLimit > 0 { addMemoryLimit(number, settings.memoryLimit, &change) }
        addFormat(number, settings, overwrites: nil, &change)
        profile.zram[settings.entry].swap.addSwapOn("/dev/zram\(number)", &change)
    }

    /// - Parameter bytes: 0 for no limit.
    func addMemoryLimit(_ number: Int, _ bytes: UInt64, _ change: inout ResourceChange) {
        let folder = "/sys/block/zram\(number)/"
        let value = "\(bytes)"
        change.write(
            value, to: folder + "mem_limit", readBack: .column(path: folder + "mm_stat", index: 3, value: value))
    }

    func addFormat(
        _ number: Int, _ settings: ZramSettings, overwrites: String?, _ change: inout ResourceChange
    ) {
        let entry = profile.zram[settings.entry]
        change.add(
            .formatSwap(
                SwapFormat(
                    path: "/dev/zram\(number)", size: settings.size, label: entry.name.value,
                    fingerprint: SettingsFingerprint(parameters: entry.parameters, discard: entry.swap.wantedDiscard),
                    overwrites: overwrites)))
    }

    /// Whatever is written there; the file cannot be read.
    func addReset(_ number: Int, _ change: inout ResourceChange) {
        change.write("1", to: "/sys/block/zram\(number)/reset", readBack: .none)
    }
}
