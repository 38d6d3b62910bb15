import Kernel
import LiveState
import Planning
import Profiles
import Text
import YAML

/// zram devices, used as swap (Documentation/admin-guide/blockdev/zram.rst).
package enum Zram: ResourceKind {
    package static func addSections(to keys: inout [ProfileKey]) {
        keys.append(ProfileKey("zram", .entries, omitted: "When omitted, the profile manages none.", "zram devices."))
    }

    package static func entries(of profile: Profile) -> [ZramEntry] { profile.zram }

    package static func query(_ entry: ZramEntry, _ query: inout StateQuery) {
        if entry.size.value.names(.ram) || entry.memoryLimit?.value.names(.ram) == true { query.memory = true }
    }

    package static func read(_ reading: inout StateReading) throws(ReadingError) { try reading.readZram() }

    package static var phase: PlanPhase { .swap }

    package static func plan(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.planZram(&changes)
        planner.warnOfZswap(&notes)
    }

    package static func takeDown(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.takeDownZram(&changes)
        planner.warnOfZswap(&notes)
    }

    package static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea]) {
        for case let device? in planner.zramDevices {
            if let active = planner.state.zram.devices[device].active { areas.append(active.area) }
        }
    }

    package static func requirements(
        _ entry: ZramEntry, _ source: SourceText, _ requirements: inout RequirementList
    ) {
        let device = RuleReason.named("zram", entry.name, source)
        requirements.add("SWAP", because: device)
        requirements.add("ZRAM", because: device)
        let name = String.joining("zram.", entry.name.value)
        if let algorithm = entry.algorithm {
            let location = source.location(algorithm.position)
            requirements.add(
                .joining("ZRAM-ALGORITHM-", algorithm.value.name.uppercaseASCII),
                because: RuleReason(.joining(name, ".algorithm is ", algorithm.value.name), at: location))
            if !algorithm.value.parameters.isEmpty {
                let text = String.joining(name, ".algorithm has parameters: ", algorithm.value.text)
                requirements.add("ZRAM-PARAMETERS", because: RuleReason(text, at: location))
            }
        } else {
            let reason = RuleReason(.joining(name, " names no algorithm"), at: source.location(entry.name.position))
            requirements.add("ZRAM-DEFAULT-ALGORITHM", because: reason, isRequired: true)
        }
        if let limit = entry.memoryLimit {
            requirements.add(
                "ZRAM-MEM-LIMIT",
                because: RuleReason(.joining(name, ".mem_limit is set"), at: source.location(limit.position)))
        }
    }
}

extension Resource.Kind {
    package static var zram: Self { Self("zram") }
}
