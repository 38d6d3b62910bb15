import Kernel
import LiveState
import Planning
import Profiles
import Text
import YAML

/// Memory limits of cgroups (Documentation/admin-guide/cgroup-v2.rst).
package enum Cgroups: ResourceKind {
    package static func addSections(to keys: inout [ProfileKey]) {
        keys.append(
            ProfileKey(
                "cgroups", .entries, omitted: "When omitted, the profile manages none.", "Memory limits of cgroups."))
    }

    package static func entries(of profile: Profile) -> [CgroupEntry] { profile.cgroups }

    package static func query(_ entry: CgroupEntry, _ query: inout StateQuery) {
        query.cgroups.append(entry.path.value)
        query.memory = true
    }

    package static func read(_ reading: inout StateReading) throws(ReadingError) { try reading.readCgroups() }

    package static var phase: PlanPhase { .others }

    package static func plan(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        if let tree = planner.planCgroups(&changes), let warning = planner.checkLimits(tree) { notes.append(warning) }
    }

    package static func takeDown(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.takeDownCgroups(&changes)
    }

    package static func requirements(
        _ entry: CgroupEntry, _ source: SourceText, _ requirements: inout RequirementList
    ) {
        // v1 has a limit for memory and swap together, which needs that of memory.
        let limitsMemory = entry.limits.contains { $0.attribute.value == .memoryMax && $0.value.value != .max }
        for limit in entry.limits {
            let attribute = limit.attribute.value
            let fitsV1 = limit.asksForDefault || attribute == .memoryMax || attribute == .swapMax && limitsMemory
            let reason = RuleReason(
                .joining("cgroups.", entry.path.value, ".", attribute.rawValue, " is set"),
                at: source.location(limit.attribute.position), unavailableInV1: fitsV1 ? nil : attribute)
            requirements.add(rule(attribute), because: reason)
            // Without swap there is none to be limited.
            if attribute == .swapMax || attribute == .swapHigh { requirements.add("SWAP", because: reason) }
        }
    }

    /// The rule for a limit, beyond the memory controller itself.
    package static func rule(_ attribute: CgroupAttribute) -> String {
        switch attribute {
        case .memoryMin: "MEMCG-MIN"
        case .memoryLow: "MEMCG-LOW"
        case .memoryHigh: "MEMCG-HIGH"
        case .memoryMax: "MEMCG"
        case .swapHigh: "MEMCG-SWAP-HIGH"
        case .swapMax: "MEMCG-SWAP"
        case .oomGroup: "MEMCG-OOM-GROUP"
        }
    }
}

extension Resource.Kind {
    package static var cgroup: Self { Self("cgroups") }
}
