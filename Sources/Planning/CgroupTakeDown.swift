import LiveState
import Model
import Profiles

extension Planner {
    /// The cgroups of the profile, children before parents: limits back to what the kernel gives, then away with what is
    /// empty.
    func cgroupTakeDown() -> [ResourceChange] {
        let order = entriesByDepth().reversed()
        guard let tree = cgroupTree() else {
            return order.map { index in
                let entry = profile.cgroups[index]
                return ResourceChange(
                    resource: Resource(.cgroup, entry.path.value), action: .inSync,
                    location: location(entry.path.position))
            }
        }
        var removal = CgroupRemoval(tree: tree, entries: profile.cgroups.map { $0.path.value })
        return order.map { takeDown(profile.cgroups[$0], &removal) }
    }

    private func takeDown(_ entry: CgroupEntry, _ removal: inout CgroupRemoval) -> ResourceChange {
        let path = entry.path.value
        let tree = removal.tree
        var change = ResourceChange(
            resource: Resource(.cgroup, path), action: .inSync, location: location(entry.path.position))
        let group = tree[path]
        guard group.exists, !path.isEmpty else { return change }
        let writes = limitsToDefaults(entry, group, isV1: tree.isV1, &change.differences)
        for write in writes { change.steps.append(tree.limitStep(path, write)) }
        if let reason = removal.reasonToKeep(path) {
            change.action = change.steps.isEmpty ? .inSync : .change
            change.diagnostics.append(Diagnostic(.note, "\(path) stays: " + reason, at: change.location))
            return change
        }
        change.action = .remove
        for path in removal.remove(path) { change.steps.append(.removeCgroup(path: tree.folder(path))) }
        return change
    }

    /// Those of the entry's limits that are not the kernel's own, in the order that each hierarchy wants.
    private func limitsToDefaults(
        _ entry: CgroupEntry, _ group: CgroupState, isV1: Bool, _ differences: inout [Difference]
    ) -> [LimitWrite] {
        if isV1 {
            let live = V1Limits(group)
            var target = live
            for limit in entry.limits {
                if limit.attribute.value == .memoryMax { target = V1Limits(memory: .max, memoryAndSwap: .max) }
                if limit.attribute.value == .swapMax { target.memoryAndSwap = .max }
            }
            if live.memory != target.memory {
                differences.append(Difference("memory.max", live: live.memory.text, wanted: target.memory.text))
            }
            if live.memoryAndSwap != target.memoryAndSwap {
                differences.append(Difference("memory.swap.max", live: live.swap.text, wanted: target.swap.text))
            }
            return live.writes(to: target)
        }
        var writes: [LimitWrite] = []
        for limit in entry.limits {
            let attribute = limit.attribute.value
            guard let live = group.limit(attribute.rawValue), live != attribute.defaultValue else { continue }
            differences.append(Difference(attribute.rawValue, live: live.text, wanted: attribute.defaultValue.text))
            writes.append(LimitWrite(file: attribute.rawValue, live: live, wanted: attribute.defaultValue))
        }
        return Planner.inV2Order(writes)
    }
}

/// Which cgroups can go, while others go.
struct CgroupRemoval {
    let tree: CgroupTree
    /// The paths of the profile.
    private let entries: Set<String>
    /// How many children of each group have gone.
    private var goneChildren: [String: Int] = [:]

    init(tree: CgroupTree, entries: [String]) {
        self.tree = tree
        self.entries = Set(entries)
    }

    /// The end of a sentence; nil when nothing holds the group.
    func reasonToKeep(_ path: String) -> String? {
        let group = tree[path]
        if group.hasProcesses { return "processes run in it" }
        let gone = goneChildren[path] ?? 0
        let hasOthers = group.childCount.map { $0 > gone } ?? group.hasChildren
        return hasOthers ? "other cgroups are below it" : nil
    }

    /// The groups to remove, children first: this one, and those above it that exist only as the way to it.
    mutating func remove(_ path: String) -> [String] {
        var removed = [path]
        for parent in CgroupTree.ancestors(of: path).reversed() {
            goneChildren[parent, default: 0] += 1
            // An entry of its own comes later; whoever set limits there has a use for it.
            guard !parent.isEmpty, !entries.contains(parent), reasonToKeep(parent) == nil,
                tree[parent].hasOnlyDefaults
            else { break }
            removed.append(parent)
        }
        return removed
    }
}

extension CgroupState {
    /// Whether nobody has set a limit here.
    var hasOnlyDefaults: Bool {
        limits.allSatisfy { limit in
            guard let attribute = CgroupAttribute(rawValue: limit.file) else { return limit.value == .max }
            return limit.value == attribute.defaultValue
        }
    }
}
