import Kernel
import LiveState
import Text

extension MachineState {
    /// What concerns the whole machine. An error keeps all of the plan from being done.
    package func diagnostics(_ changes: [ResourceChange], isForced: Bool) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        func has(_ property: (Step) -> Bool) -> Bool { changes.contains { $0.steps.contains(where: property) } }
        if let container {
            let isRefused = !isForced && has { !$0.isOfCgroup }
            diagnostics.append(
                Diagnostic(
                    isRefused ? .error : .warning,
                    "this runs in a container (\(container)), and swap and zram belong to the whole machine",
                    help: "apply the profile on the host" + (isRefused ? "; --force overrides this" : "")))
        }
        // One error is enough.
        if !diagnostics.hasErrors, let obstacle = obstacle(has) { diagnostics.append(obstacle) }
        if let kernel, kernel < MachineState.oldestTried {
            diagnostics.append(
                Diagnostic(
                    .warning, "kernel \(kernel.text) is older than 5.10, the oldest that this program was tried on"))
        }
        return diagnostics
    }

    /// What is not mounted so that it can be written to.
    ///
    /// - Parameter has: whether there is a step with that property.
    private func obstacle(_ has: ((Step) -> Bool) -> Bool) -> Diagnostic? {
        if !hasSys, has({ $0.zram != nil }) {
            return Diagnostic(
                .error, "there is no sysfs on /sys, so that zram cannot be set up",
                help: "mount -t sysfs sysfs /sys, as every init does")
        }
        if isSysReadOnly, has({ $0.zram != nil }) {
            return Diagnostic(
                .error, "/sys is mounted read-only, so that zram cannot be set up",
                help: "mount -o remount,rw /sys, or apply the profile on the host")
        }
        if cgroups.isReadOnly, has({ $0.isOfCgroup }) {
            let mountPoint = cgroups.controller.mountPoint ?? "the cgroup file system"
            return Diagnostic(
                .error, "\(mountPoint) is mounted read-only, so that no limits can be set",
                help: "mount -o remount,rw \(mountPoint), or apply the profile on the host")
        }
        return nil
    }

    private static let oldestTried = KernelVersion(5, 10)
}

extension Step {
    /// Whether it concerns a cgroup alone, which a container may have of its own.
    fileprivate var isOfCgroup: Bool {
        guard case .removeCgroup = self else { return cgroup != nil }
        return true
    }
}

extension CgroupHierarchy.Controller {
    /// Where the hierarchy with the memory controller is mounted; nil where none has it.
    package var mountPoint: String? {
        switch self {
        case .v2(let mountPoint), .v1(let mountPoint, _): mountPoint
        case .none: nil
        }
    }
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
