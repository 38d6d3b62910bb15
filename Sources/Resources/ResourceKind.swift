import Kernel
import LiveState
import Planning
import Profiles
import Text
import YAML

/// A kind of resource: all that the program knows about it, in one folder.
///
/// `Catalog` calls these functions of one kind after another. They are pure: what they read of the machine comes through
/// `StateReading`, and only the applier changes anything.
package protocol ResourceKind {
    /// What the profile says of one resource.
    associatedtype Entry: Equatable, Sendable

    /// Adds the keys of the document under which its entries stand.
    static func addSections(to keys: inout [ProfileKey])
    /// Its mappings with their keys, for the manual and the JSON Schema.
    static var help: [ProfileMapping] { get }

    // MARK: The profile

    /// The entries that the profile has, in its order.
    static func entries(of profile: Profile) -> [Entry]
    /// Decodes the entries of a section and reports what is wrong with them.
    ///
    /// An entry with an error is kept, with whatever stands in for the value that it lacks: the profile is rejected anyway,
    /// and its entries are still compared with each other.
    ///
    /// - Returns: whether the section is one of this kind.
    static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) -> Bool

    // MARK: The machine

    /// Adds what must be known of a machine to plan the entry.
    static func query(_ entry: Entry, _ query: inout StateQuery)
    /// Reads what the query names of this kind, and what every machine shows of it.
    static func read(_ reading: inout StateReading) throws(ReadingError)
    /// When it is planned.
    static var phase: PlanPhase { get }
    /// Adds the changes that make the machine as the profile wants it, one for each entry.
    ///
    /// - Parameter notes: what concerns no single entry.
    static func plan(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic])
    /// Adds the changes that take down what the profile sets up, the last entry first.
    static func takeDown(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic])
    /// Adds the active areas that belong to an entry.
    static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea])
    /// Adds what the entry needs of a kernel.
    static func requirements(_ entry: Entry, _ source: SourceText, _ requirements: inout RequirementList)
    /// Adds what the machine has of this kind, for `status`, unless another kind shows it.
    ///
    /// - Parameter profile: nil when none was found.
    static func addStatus(_ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection])
}

extension ResourceKind {
    package static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea]) {}

    static func query(_ profile: Profile, _ query: inout StateQuery) {
        for entry in entries(of: profile) { self.query(entry, &query) }
    }

    static func requirements(_ profile: Profile, _ requirements: inout RequirementList) {
        for entry in entries(of: profile) { self.requirements(entry, profile.source, &requirements) }
    }
}
