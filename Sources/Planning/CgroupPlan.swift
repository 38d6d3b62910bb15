import LiveState
import Model
import Profiles

extension Planner {
    /// The cgroups of the profile, parents before children.
    func cgroupChanges() -> [ResourceChange] {
        guard !profile.cgroups.isEmpty else { return [] }
        var changes: [ResourceChange] = []
        changes.reserveCapacity(profile.cgroups.count)
        guard var tree = cgroupTree() else {
            for entry in profile.cgroups { changes.append(withoutController(entry)) }
            return changes
        }
        for index in entriesByDepth() {
            changes.append(
                tree.isV1 ? v1Change(profile.cgroups[index], &tree) : v2Change(profile.cgroups[index], &tree))
        }
        return changes
    }

    /// nil when no hierarchy carries the memory controller.
    func cgroupTree() -> CgroupTree? {
        switch state.cgroups.controller {
        case .v2(let mountPoint): CgroupTree(state.cgroups, mountPoint: mountPoint, isV1: false)
        case .v1(let mountPoint, _): CgroupTree(state.cgroups, mountPoint: mountPoint, isV1: true)
        case .none: nil
        }
    }

    /// The entries' indices, the shallowest first, and in the profile's order among equals.
    func entriesByDepth() -> [Int] {
        var order: [Int] = []
        order.reserveCapacity(profile.cgroups.count)
        let depths = profile.cgroups.map { CgroupTree.depth(of: $0.path.value) }
        var depth = 1
        while order.count < depths.count {
            for (index, own) in depths.enumerated() where own == depth { order.append(index) }
            depth += 1
        }
        return order
    }

    private func withoutController(_ entry: CgroupEntry) -> ResourceChange {
        var reason = "the memory controller is on no cgroup hierarchy"
        if case .none(let found) = state.cgroups.controller, !found.isEmpty { reason += ": " + found }
        return blocked(
            Resource(.cgroup, entry.path.value),
            [
                problem(
                    reason, at: entry.path.position,
                    help: "mount one (`mount -t cgroup2 none /sys/fs/cgroup`), and boot a kernel that has CONFIG_MEMCG "
                        + "without cgroup_disable=memory")
            ], at: entry.path.position)
    }

    /// Puts the parts together: what is there already, what is made, and what cannot be had.
    func cgroupChange(
        _ entry: CgroupEntry, _ tree: inout CgroupTree, writes: [LimitWrite], differences: [Difference],
        diagnostics: [Diagnostic]
    ) -> ResourceChange {
        let path = entry.path.value
        if path.isEmpty {
            return blocked(
                Resource(.cgroup, path),
                [problem("the root cgroup takes no limits", at: entry.path.position, help: "name a cgroup below it")],
                at: entry.path.position)
        }
        var change = ResourceChange(
            resource: Resource(.cgroup, path), action: .inSync, location: location(entry.path.position),
            differences: differences, diagnostics: diagnostics)
        // An entry of which nothing can be had makes no cgroup; one that asks for no limit does.
        let isHopeless = differences.isEmpty && diagnostics.hasErrors
        let existed = tree[path].exists
        if !isHopeless, !existed || (!tree[path].hasController && !entry.limits.isEmpty) {
            if let obstacle = tree.obstacle(to: path) {
                change.differences = []
                change.action = .blocked
                change.diagnostics.append(
                    problem(
                        "\(obstacle) has processes of its own, and the kernel then gives its children no memory limits",
                        at: entry.path.position, help: "move them into a child of \(obstacle) first"))
                return change
            }
            change.steps = tree.reach(path)
        }
        for write in writes { change.steps.append(tree.limitStep(path, write)) }
        if !change.steps.isEmpty {
            change.action = existed ? .change : .create
        } else if diagnostics.hasErrors {
            change.action = .blocked
        }
        return change
    }
}
