import Kernel
import Profiles
import Resources
import SwapFormat
import Text

/// Makes profiles as values. Every entry stands on a line of its own, in the order of the calls, from line 1 on: its name
/// at column 1, its size at 11, algorithm at 21, mem_limit at 31, priority at 41 and discard at 51; a cgroup's limits are
/// on the lines below it.
package struct ProfileBuilder {
    package private(set) var profile: Profile
    private var line = 0

    package init() { profile = Profile(source: SourceText(name: "profile.yaml", text: "")) }

    private func at<Value>(_ column: Int, _ value: Value) -> Located<Value> {
        Located(value, at: Position(line: line, column: column))
    }

    private func options(_ priority: Int?, _ discard: DiscardPolicy?) -> SwapOptions {
        SwapOptions(priority: priority.map { at(41, $0) }, discard: discard.map { at(51, $0) })
    }

    package mutating func zram(
        _ name: String, size: SizeExpression, algorithm: Algorithm? = nil, memoryLimit: SizeExpression? = nil,
        priority: Int? = nil, discard: DiscardPolicy? = nil, overwrite: Bool = false
    ) {
        line += 1
        profile.zram.append(
            ZramEntry(
                name: at(1, name), size: at(11, size), algorithm: algorithm.map { at(21, $0) },
                memoryLimit: memoryLimit.map { at(31, $0) }, swap: options(priority, discard), overwrite: overwrite))
    }

    package mutating func file(
        _ path: String, size: SizeExpression, priority: Int? = nil, discard: DiscardPolicy? = nil,
        overwrite: Bool = false
    ) {
        line += 1
        profile.swapFiles.append(
            SwapFileEntry(
                path: at(1, path), size: at(11, size), swap: options(priority, discard), overwrite: overwrite))
    }

    package mutating func device(
        _ reference: DeviceReference, priority: Int? = nil, discard: DiscardPolicy? = nil, format: Bool = false,
        overwrite: Bool = false
    ) {
        line += 1
        profile.swapDevices.append(
            SwapDeviceEntry(
                device: at(1, reference), swap: options(priority, discard), format: format, overwrite: overwrite))
    }

    package mutating func cgroup(_ path: String, _ limits: [(CgroupAttribute, CgroupLimit.Value)]) {
        line += 1
        var entry = CgroupEntry(path: at(1, path), limits: [])
        for (attribute, value) in limits {
            line += 1
            entry.limits.append(CgroupLimit(attribute: at(3, attribute), value: at(21, value)))
        }
        profile.cgroups.append(entry)
    }

    /// A sysctl `vm.*` that the program knows.
    package mutating func setting(_ name: String, _ value: Int) {
        line += 1
        guard let row = SettingsSection.vm.row(of: name) else { return }
        profile.settings.append(
            SettingEntry(section: .vm, row: row, name: at(1, name), value: at(21, value)))
    }

    package mutating func unmanaged(_ policy: UnmanagedPolicy) { profile.unmanaged = policy }
}

extension SizeExpression {
    /// A number of bytes.
    package static func bytes(_ count: UInt64) -> SizeExpression { .number(Double(count)) }
    /// A number of MiB.
    package static func mebibytes(_ count: UInt64) -> SizeExpression { .bytes(count << 20) }
}
