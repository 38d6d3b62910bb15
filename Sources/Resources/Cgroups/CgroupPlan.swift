import LiveState
import Planning
import Profiles
import Text

extension Planner {
    /// The cgroups of the profile, parents before children.
    ///
    /// - Returns: the cgroups as they will be; nil without any.
    func planCgroups(_ changes: inout [ResourceChange]) -> CgroupTree? {
        guard !profile.cgroups.isEmpty else { return nil }
        var tree = cgroupTree()
        tree?.zramWorstCase = zramWorstCase()
        for index in entriesByDepth() {
            var change = row(.cgroup, profile.cgroups[index].path.value, profile.cgroups[index].path.position)
            if profile.cgroups[index].path.value.isEmpty {
                change.block("the root cgroup takes no limits", help: "name a cgroup below it")
            } else if tree == nil {
                blockWithoutController(&change)
            } else {
                tree?.plan(profile.cgroups[index], by: self, &change)
            }
            changes.append(change)
        }
        return tree
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
        var depth = 0
        while order.count < profile.cgroups.count {
            for index in profile.cgroups.indices {
                var slashes = 0
                for byte in profile.cgroups[index].path.value.utf8 where byte == UInt8(ascii: "/") { slashes += 1 }
                if slashes == depth { order.append(index) }
            }
            depth += 1
        }
        return order
    }

    private func blockWithoutController(_ change: inout ResourceChange) {
        var reason = "the memory controller is on no cgroup hierarchy"
        if case .none(let found) = state.cgroups.controller, !found.isEmpty { reason += ": " + found }
        change.block(
            reason,
            help: "mount one (`mount -t cgroup2 none /sys/fs/cgroup`), and boot a kernel that has CONFIG_MEMCG "
                + "without cgroup_disable=memory")
    }
}

extension CgroupTree {
    /// Puts the parts together: what is there already, what is made, and what cannot be had.
    fileprivate mutating func plan(_ entry: CgroupEntry, by planner: Planner, _ change: inout ResourceChange) {
        let path = entry.path.value
        let group = self[path]
        let limits = planner.wantedLimits(entry, &change)
        let writes =
            isV1
            ? planner.compareV1(entry, limits, group, self, &change)
            : planner.compareV2(limits, group, self, &change)
        // An entry of which nothing can be had makes no cgroup; one that asks for no limit does.
        let isHopeless = change.differences.isEmpty && change.diagnostics.hasErrors
        if !isHopeless, !group.exists || (!group.hasController && !entry.limits.isEmpty) {
            if let obstacle = obstacle(to: path) {
                change.differences = []
                change.block(
                    "\(obstacle) has processes of its own, and the kernel then gives its children no memory limits",
                    help: "move them into a child of \(obstacle) first")
                return
            }
            reach(path, &change)
        }
        for write in writes { addLimit(path, write, &change) }
        warn(limits, of: path, by: planner, &change)
        if !change.steps.isEmpty {
            change.action = group.exists ? .change : .create
        } else if change.diagnostics.hasErrors {
            change.action = .blocked
        }
    }
}
