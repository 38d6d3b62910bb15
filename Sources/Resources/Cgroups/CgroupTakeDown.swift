import Kernel
import LiveState
import Planning
import Profiles
import Text

extension Planner {
    /// The cgroups of the profile, children before parents: limits back to what the kernel gives, then away with what is
    /// empty.
    func takeDownCgroups(_ changes: inout [ResourceChange]) {
        guard !profile.cgroups.isEmpty else { return }
        var removal = cgroupTree().map { CgroupRemoval(tree: $0, entries: profile.cgroups.map { $0.path.value }) }
        for index in entriesByDepth().reversed() {
            var change = row(.cgroup, profile.cgroups[index].path.value, profile.cgroups[index].path.position)
            removal?.takeDown(profile.cgroups[index], &change)
            changes.append(change)
        }
    }
}

extension CgroupRemoval {
    fileprivate mutating func takeDown(_ entry: CgroupEntry, _ change: inout ResourceChange) {
        let path = entry.path.value
        let group = tree[path]
        guard group.exists, !path.isEmpty else { return }
        let writes =
            tree.isV1
            ? CgroupRemoval.v1Defaults(entry, group, &change) : CgroupRemoval.v2Defaults(entry, group, &change)
        for write in writes { tree.addLimit(path, write, &change) }
        if let reason = reasonToKeep(path) {
            if !change.steps.isEmpty { change.action = .change }
            change.report(.note, "\(path) is kept: \(reason)", help: nil)
            return
        }
        change.action = .remove
        for path in remove(path) { change.add(.removeCgroup(tree.folder(path), was: tree.values(of: path))) }
    }

    /// Those of the entry's limits that are not the kernel's own.
    private static func v2Defaults(
        _ entry: CgroupEntry, _ group: CgroupState, _ change: inout ResourceChange
    ) -> [LimitWrite] {
        var writes: [LimitWrite] = []
        for index in entry.limits.indices {
            let attribute = entry.limits[index].attribute.value
            guard let live = group.limit(.limit(attribute)), live != attribute.defaultValue else { continue }
            change.addDifference(attribute.rawValue, live: .limit(live), wanted: .limit(attribute.defaultValue))
            writes.append(LimitWrite(file: .limit(attribute), live: live, wanted: attribute.defaultValue))
        }
        return Planner.inV2Order(writes)
    }

    private static func v1Defaults(
        _ entry: CgroupEntry, _ group: CgroupState, _ change: inout ResourceChange
    ) -> [LimitWrite] {
        let live = V1Limits(group)
        var target = live
        for index in entry.limits.indices {
            switch entry.limits[index].attribute.value {
            case .memoryMax: target = V1Limits(memory: .max, memoryAndSwap: .max)
            case .swapMax: target.memoryAndSwap = .max
            default: break
            }
        }
        if live.memory != target.memory {
            change.addDifference("memory.max", live: .limit(live.memory), wanted: .limit(target.memory))
        }
        if live.memoryAndSwap != target.memoryAndSwap {
            change.addDifference("memory.swap.max", live: .limit(live.swap), wanted: .limit(target.swap))
        }
        return live.writes(to: target)
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
                tree[parent].hasOnlyDefaults, !tree[parent].isOthers
            else { break }
            removed.append(parent)
        }
        return removed
    }
}

extension CgroupState {
    /// Whether nobody has set a limit here.
    var hasOnlyDefaults: Bool {
        limits.allSatisfy { $0.value == $0.file.defaultValue }
    }
}
