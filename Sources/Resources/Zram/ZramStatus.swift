import Kernel
import LiveState
import SwapFormat
import Text

extension Zram {
    package static func addStatus(
        _ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]
    ) {
        let columns: [StatusSection.Column] = [
            .init("ZRAM"), .init("SIZE", isRight: true), .init("ALGORITHM"), .init("DATA", isRight: true),
            .init("COMPRESSED", isRight: true), .init("RATIO", isRight: true), .init("MEMORY", isRight: true),
            .init("LIMIT", isRight: true), .init("PRIORITY", isRight: true), .init("LABEL"),
        ]
        var section = StatusSection("zram", columns: columns, rows: state.zram.devices.map(row))
        if state.zram.devices.isEmpty { section.remark = remark(state.zram.availability) }
        sections.append(section)
    }

    private static func remark(_ availability: ZramSubsystem.Availability) -> StatusSection.Remark {
        switch availability {
        case .present: .init("No zram device")
        case .loadable: .init("No zram device", reason: "the module is not loaded")
        case .absent(let reason): .init("No zram on this kernel", reason: reason)
        }
    }

    private static func row(_ device: ZramDevice) -> StatusRow {
        let usage = device.isInitialized ? device.usage : nil
        var row = StatusRow()
        row.add("name", column: 0, .text(device.name.text))
        row.add("path", .text(device.path))
        row.add("size", column: device.isInitialized ? 1 : nil, .bytes(device.size))
        row.add("algorithm", column: 2, .text(device.algorithm))
        row.add("algorithms", .texts(device.algorithms))
        row.add("data", column: 3, .bytes(usage?.original))
        row.add("compressed", column: 4, .bytes(usage?.compressed))
        row.add("ratio", column: 5, .hundredths(usage.flatMap(ratio)))
        row.add("memory", column: 6, .bytes(usage?.memoryUsed))
        row.add("memory_limit", column: 7, .bytes(device.memoryLimit > 0 ? device.memoryLimit : nil))
        row.add("label", column: 9, .text(label(device)))
        row.add("mount_point", .text(device.mountPoint))
        row.add("active", .flag(device.active != nil))
        row.add("priority", column: 8, .priority(device.active?.priority))
        return row
    }

    /// Data for compressed data, in hundredths; nil when there is none.
    private static func ratio(_ usage: ZramDevice.Usage) -> UInt64? {
        guard usage.compressed > 0 else { return nil }
        let (product, overflow) = usage.original.multipliedReportingOverflow(by: 100)
        return overflow ? nil : product / usage.compressed
    }

    /// The label of the swap area on the device, which is its name in a profile.
    private static func label(_ device: ZramDevice) -> String? {
        guard case .swap(let header) = device.content, !header.label.isEmpty else { return nil }
        return header.label
    }
}
