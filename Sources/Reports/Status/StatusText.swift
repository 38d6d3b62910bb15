import Kernel
import LiveState
import SwapFormat
import Text

/// What a machine has now, for a person.
package enum StatusText {
    /// Memory, zram devices, swap areas and the limits of some cgroups.
    ///
    /// - Parameter cgroups: the paths of the cgroups to show; nil when nobody named any.
    package static func render(_ state: MachineState, cgroups: [String]?, style: Style) -> String {
        var text = "Memory: "
        text.add(BinaryUnits.rounded(state.memory.total), ", ", BinaryUnits.rounded(state.memory.available))
        text.add(" available\n\n", zram(state.zram, style), "\n", swap(state.swaps, style))
        if let cgroups { text.add("\n", limits(state.cgroups, of: cgroups, style)) }
        return text
    }

    private static func zram(_ zram: ZramSubsystem, _ style: Style) -> String {
        guard !zram.devices.isEmpty else {
            switch zram.availability {
            case .present: return "No zram device.\n"
            case .loadable: return "No zram device: the module is not loaded.\n"
            case .absent(let reason):
                return sentence("No zram on this kernel", reason)
            }
        }
        var table = TextTable([
            ("ZRAM", .left), ("SIZE", .right), ("ALGORITHM", .left), ("DATA", .right), ("COMPRESSED", .right),
            ("RATIO", .right), ("MEMORY", .right), ("LIMIT", .right), ("PRIORITY", .right), ("LABEL", .left),
        ])
        for device in zram.devices {
            let usage = device.isInitialized ? device.usage : nil
            table.add([
                device.name.text,
                device.isInitialized ? BinaryUnits.rounded(device.size) : "-",
                device.algorithm ?? "-",
                usage.map { BinaryUnits.rounded($0.original) } ?? "-",
                usage.map { BinaryUnits.rounded($0.compressed) } ?? "-",
                usage.flatMap(ratio).map(Decimal.text) ?? "-",
                usage.map { BinaryUnits.rounded($0.memoryUsed) } ?? "-",
                device.memoryLimit > 0 ? BinaryUnits.rounded(device.memoryLimit) : "-",
                device.active?.priority.text ?? "-",
                label(device) ?? "-",
            ])
        }
        return table.render(style: style)
    }

    private static func swap(_ swaps: [ActiveSwap], _ style: Style) -> String {
        guard !swaps.isEmpty else { return "No active swap.\n" }
        var table = TextTable([("SWAP", .left), ("SIZE", .right), ("USED", .right), ("PRIORITY", .right)])
        for swap in swaps {
            var name = swap.path
            if swap.isDeleted { name.add(" (deleted)") }
            table.add([
                name, BinaryUnits.rounded(swap.size),
                BinaryUnits.rounded(swap.used), swap.priority.text,
            ])
        }
        return table.render(style: style)
    }

    private static func limits(_ hierarchy: CgroupHierarchy, of paths: [String], _ style: Style) -> String {
        guard !paths.isEmpty else { return "The profile names no cgroups.\n" }
        if case .none(let reason) = hierarchy.controller {
            return sentence("No memory controller", reason)
        }
        var table = TextTable([("CGROUP", .left), ("USED", .right), ("LIMIT", .left), ("VALUE", .right)])
        for path in paths {
            guard let group = hierarchy.group(path), group.exists else {
                table.add([path, "-", "does not exist", ""])
                continue
            }
            let used = group.usage.map(BinaryUnits.rounded) ?? "-"
            if group.limits.isEmpty { table.add([path, used, "-", ""]) }
            for (index, limit) in group.limits.enumerated() {
                table.add([index == 0 ? path : "", index == 0 ? used : "", limit.file.name, limit.value.text])
            }
        }
        return table.render(style: style)
    }

    /// `What: reason.`
    private static func sentence(_ what: String, _ reason: String) -> String {
        var text = what
        if !reason.isEmpty { text.add(": ", Printable.text(reason)) }
        text.add(".\n")
        return text
    }

    /// Data for compressed data, in hundredths; nil when there is none.
    static func ratio(_ usage: ZramDevice.Usage) -> UInt64? {
        guard usage.compressed > 0 else { return nil }
        let (product, overflow) = usage.original.multipliedReportingOverflow(by: 100)
        return overflow ? nil : product / usage.compressed
    }

    /// The label of the swap area on the device, which is its name in a profile.
    static func label(_ device: ZramDevice) -> String? {
        guard case .swap(let header) = device.content, !header.label.isEmpty else { return nil }
        return header.label
    }
}
