import Kernel
import LiveState
import Profiles
import Text

extension Planner {
    /// What concerns the whole machine. An error keeps all of the plan from being done.
    func machineDiagnostics(_ changes: [ResourceChange], isForced: Bool) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        func warn(_ summary: String, help: String?) { diagnostics.append(Diagnostic(.warning, summary, help: help)) }
        func has(_ kinds: (Resource.Kind) -> Bool) -> Bool {
            changes.contains { kinds($0.resource.kind) && !$0.steps.isEmpty }
        }
        if let container = state.container {
            let isRefused = !isForced && has { $0 != .cgroup }
            diagnostics.append(
                Diagnostic(
                    isRefused ? .error : .warning,
                    "this runs in a container (\(container)), and swap and zram belong to the whole machine",
                    help: "apply the profile on the host" + (isRefused ? "; --force overrides this" : "")))
        }
        // One error is enough.
        if !diagnostics.hasErrors, let obstacle = obstacle(has) { diagnostics.append(obstacle) }
        if let kernel = state.kernel, kernel < Planner.oldestTried {
            warn("kernel \(kernel.text) is older than 5.10, the oldest that this program was tried on", help: nil)
        }
        if state.isZswapEnabled, !profile.zram.isEmpty {
            warn(
                "zswap is on, so that pages are compressed twice on their way to zram",
                help: "echo N > /sys/module/zswap/parameters/enabled, or boot with zswap.enabled=0")
        }
        return diagnostics
    }

    /// What is not mounted so that it can be written to.
    ///
    /// - Parameter has: whether there is something to do for resources of such kinds.
    private func obstacle(_ has: ((Resource.Kind) -> Bool) -> Bool) -> Diagnostic? {
        if !state.hasSys, has({ $0 == .zram }) {
            return Diagnostic(
                .error, "there is no sysfs on /sys, so that zram cannot be set up",
                help: "mount -t sysfs sysfs /sys, as every init does")
        }
        if state.isSysReadOnly, has({ $0 == .zram }) {
            return Diagnostic(
                .error, "/sys is mounted read-only, so that zram cannot be set up",
                help: "mount -o remount,rw /sys, or apply the profile on the host")
        }
        if state.cgroups.isReadOnly, has({ $0 == .cgroup }) {
            let mountPoint = cgroupTree()?.mountPoint ?? "the cgroup file system"
            return Diagnostic(
                .error, "\(mountPoint) is mounted read-only, so that no limits can be set",
                help: "mount -o remount,rw \(mountPoint), or apply the profile on the host")
        }
        return nil
    }

    private static let oldestTried = KernelVersion(5, 10)
}

extension MachineState {
    /// With vm.overcommit_memory=2 swapoff(2) answers ENOMEM unless all that is promised fits without the area.
    func checkCommitLimit(_ area: ActiveSwap, _ change: inout ResourceChange) {
        guard overcommitMode == 2, let memory, memory.committed + area.size > memory.commitLimit else { return }
        change.report(
            .warning,
            "without \(area.path) programs have been promised more memory (\(BinaryUnits.rounded(memory.committed))) "
                + "than vm.overcommit_memory=2 allows, and swapoff will fail",
            help: "stop programs first, or set vm.overcommit_memory to 0 for the while")
    }
}
