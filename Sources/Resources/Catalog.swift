import Kernel
import LiveState
import Planning
import Profiles
import Text
import YAML

/// The kinds of resources, in the order in which a plan sets them up.
package typealias Catalog = Kinds<Zram, Kinds<SwapFiles, Kinds<SwapDevices, Kinds<Cgroups, Kinds<Settings, NoKind>>>>>

/// Kinds of resources, of which every operation goes through one after another.
///
/// A list of types: each call is a static one, and neither the profile nor the machine's state is copied for it.
package protocol KindList {
    static func addSections(to keys: inout [ProfileKey])
    static func addHelp(to mappings: inout [ProfileMapping])
    /// Decodes the section by the kind that it belongs to.
    static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile)
    static func query(_ profile: Profile, _ query: inout StateQuery)
    static func read(_ reading: inout StateReading) throws(ReadingError)
    static func count(_ profile: Profile) -> Int
    static func plan(
        _ phase: PlanPhase, _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic])
    /// The last kind first.
    static func takeDown(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic])
    static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea])
    static func requirements(_ profile: Profile, _ requirements: inout RequirementList)
    static func addStatus(_ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection])
}

/// A kind, and those after it.
package enum Kinds<Kind: ResourceKind, Others: KindList>: KindList {
    package static func addSections(to keys: inout [ProfileKey]) {
        Kind.addSections(to: &keys)
        Others.addSections(to: &keys)
    }

    package static func addHelp(to mappings: inout [ProfileMapping]) {
        mappings += Kind.help
        Others.addHelp(to: &mappings)
    }

    package static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) {
        guard !Kind.decode(node, in: section, &decoder, into: &profile) else { return }
        Others.decode(node, in: section, &decoder, into: &profile)
    }

    package static func query(_ profile: Profile, _ query: inout StateQuery) {
        Kind.query(profile, &query)
        Others.query(profile, &query)
    }

    package static func read(_ reading: inout StateReading) throws(ReadingError) {
        try Kind.read(&reading)
        try Others.read(&reading)
    }

    package static func count(_ profile: Profile) -> Int {
        Kind.entries(of: profile).count + Others.count(profile)
    }

    package static func plan(
        _ phase: PlanPhase, _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]
    ) {
        if Kind.phase == phase { Kind.plan(planner, &changes, &notes) }
        Others.plan(phase, planner, &changes, &notes)
    }

    package static func takeDown(
        _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]
    ) {
        Others.takeDown(planner, &changes, &notes)
        Kind.takeDown(planner, &changes, &notes)
    }

    package static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea]) {
        Kind.addManagedSwap(planner, to: &areas)
        Others.addManagedSwap(planner, to: &areas)
    }

    package static func requirements(_ profile: Profile, _ requirements: inout RequirementList) {
        Kind.requirements(profile, &requirements)
        Others.requirements(profile, &requirements)
    }

    package static func addStatus(_ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]) {
        Kind.addStatus(state, profile, to: &sections)
        Others.addStatus(state, profile, to: &sections)
    }
}

/// The end of the list.
package enum NoKind: KindList {
    package static func addSections(to keys: inout [ProfileKey]) {}
    package static func addHelp(to mappings: inout [ProfileMapping]) {}
    package static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) {}
    package static func query(_ profile: Profile, _ query: inout StateQuery) {}
    package static func read(_ reading: inout StateReading) throws(ReadingError) {}
    package static func count(_ profile: Profile) -> Int { 0 }
    package static func plan(
        _ phase: PlanPhase, _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]
    ) {}
    package static func takeDown(
        _ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]
    ) {}
    package static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea]) {}
    package static func requirements(_ profile: Profile, _ requirements: inout RequirementList) {}
    package static func addStatus(_ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]) {}
}

extension KindList {
    /// Every mapping of every kind.
    package static var help: [ProfileMapping] {
        var mappings: [ProfileMapping] = []
        addHelp(to: &mappings)
        return mappings
    }

    /// What a profile needs of a kernel, in its order.
    package static func requirements(of profile: Profile) -> [RuleNeed] {
        var requirements = RequirementList()
        self.requirements(profile, &requirements)
        return requirements.needs
    }

    /// What the machine has of every kind.
    ///
    /// - Parameter profile: nil when none was found.
    package static func status(_ state: MachineState, _ profile: Profile?) -> [StatusSection] {
        var sections: [StatusSection] = []
        addStatus(state, profile, to: &sections)
        return sections
    }
}

extension MachineState {
    /// Reads the part of every kind.
    ///
    /// - Throws: when something is there that cannot be read.
    package static func read(_ reading: consuming StateReading) throws(ReadingError) -> MachineState {
        try Catalog.read(&reading)
        return reading.finish()
    }
}

extension StateQuery {
    /// What must be known of a machine to plan this profile, in its order.
    package init(_ profile: Profile) {
        self.init(memory: false)
        Catalog.query(profile, &self)
    }
}
