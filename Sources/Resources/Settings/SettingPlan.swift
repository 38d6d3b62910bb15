import Kernel
import LiveState
import Planning
import Profiles
import Text

extension Settings {
    package static var phase: PlanPhase { .others }

    package static func plan(
        _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]
    ) {
        for entry in planner.profile.settings {
            var change = planner.row(entry)
            planner.plan(entry, &change)
            changes.append(change)
        }
    }

    package static func takeDown(
        _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]
    ) {
        for entry in planner.profile.settings.reversed() {
            var change = planner.row(entry)
            planner.takeDown(entry, &change)
            changes.append(change)
        }
    }
}

extension Planner {
    fileprivate func row(_ entry: SettingEntry) -> ResourceChange {
        row(Resource.Kind(entry.section.key.name), entry.name.value, entry.name.position)
    }

    fileprivate func plan(_ entry: SettingEntry, _ change: inout ResourceChange) {
        guard let setting = state.setting(entry.attribute.path), let live = setting.value else {
            let since = entry.setting.since
            return change.block(
                "this kernel has no \(entry.text)" + (since.map { ", which came with Linux \($0.branch)" } ?? ""),
                help: since == nil
                    ? "use a kernel with CONFIG_PROC_SYSCTL, or remove it" : "use a newer kernel, or remove it")
        }
        if let earlier = entry.setting.earlier, let kernel = state.kernel, kernel < earlier.until,
            entry.value.value > earlier.most
        {
            return change.block(
                "\(entry.text) takes at most \(earlier.most) before Linux \(earlier.until.branch), and this is \(kernel.text)",
                at: location(entry.value.position), help: "use at most \(earlier.most), or a newer kernel")
        }
        let wanted = entry.value.value.description
        guard live != wanted else { return }
        change.action = .change
        change.addDifference("value", live: .text(live), wanted: .text(wanted))
        if case .value = setting.original {
            // The first record of a boot remains.
        } else {
            change.add(.recordOriginal(AttributeWrite(entry.attribute, .text(live))))
        }
        change.write(.text(wanted), to: entry.attribute)
    }

    /// Writes back what was there before the first change. A value that this program has not changed is left alone.
    fileprivate func takeDown(_ entry: SettingEntry, _ change: inout ResourceChange) {
        guard let setting = state.setting(entry.attribute.path), let live = setting.value else { return }
        switch setting.original {
        case .none: return
        case .unknown:
            change.report(
                .note, "only root can see whether \(entry.text) was changed", help: "run this as root")
        case .value(let original):
            change.action = .change
            if live != original {
                change.addDifference("value", live: .text(live), wanted: .text(original))
                change.write(.text(original), to: entry.attribute)
            } else {
                change.addDifference("original", live: .text(original), wanted: nil)
            }
            change.add(.forgetOriginal(AttributeWrite(entry.attribute, .text(original))))
        }
    }
}

extension KernelVersion {
    /// `5.8`
    fileprivate var branch: String { "\(major).\(minor)" }
}
