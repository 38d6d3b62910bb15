import LiveState
import Profiles
import Text

/// The kinds of resources.
package enum Catalog {
    /// Visits every kind, in the order in which a plan sets them up.
    static func visit<Visitor: KindVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
        try visitor.visit(Zram.self)
        try visitor.visit(SwapFiles.self)
        try visitor.visit(SwapDevices.self)
        try visitor.visit(Cgroups.self)
    }
}

// MARK: What is asked of all kinds together

extension Catalog {
    /// The keys of the document under which resources stand.
    static var sections: [ProfileKey] {
        var collector = Sections()
        visit(&collector)
        return collector.keys
    }

    /// Every mapping of every kind.
    package static var help: [ProfileMapping] {
        var collector = Help()
        visit(&collector)
        return collector.mappings
    }

    /// What a profile needs of a kernel, in its order.
    package static func requirements(of profile: Profile) -> [RuleNeed] {
        var collector = RequirementCollector(profile: profile)
        visit(&collector)
        return collector.list.needs
    }

    /// What the machine has of every kind.
    ///
    /// - Parameter profile: nil when none was found.
    package static func status(_ state: MachineState, _ profile: Profile?) -> [StatusSection] {
        var collector = StatusCollector(state: state, profile: profile)
        visit(&collector)
        return collector.sections
    }
}

extension MachineState {
    /// Reads the part of every kind.
    ///
    /// - Throws: when something is there that cannot be read.
    package static func read(_ reading: StateReading) throws(ReadingError) -> MachineState {
        var reader = Reader(reading: reading)
        try Catalog.visit(&reader)
        return reader.reading.state
    }
}

extension StateQuery {
    /// What must be known of a machine to plan this profile, in its order.
    package init(_ profile: Profile) {
        var collector = QueryCollector(profile: profile)
        Catalog.visit(&collector)
        self = collector.query
    }
}

private struct Sections: KindVisitor {
    var keys: [ProfileKey] = []

    mutating func visit<Kind: ResourceKind>(_ kind: Kind.Type) throws(Never) { keys += Kind.sections }
}

private struct Help: KindVisitor {
    var mappings: [ProfileMapping] = []

    mutating func visit<Kind: ResourceKind>(_ kind: Kind.Type) throws(Never) { mappings += Kind.help }
}

private struct QueryCollector: KindVisitor {
    let profile: Profile
    var query = StateQuery(memory: false)

    mutating func visit<Kind: ResourceKind>(_ kind: Kind.Type) throws(Never) {
        for entry in Kind.entries(of: profile) { Kind.query(entry, &query) }
    }
}

private struct Reader: KindVisitor {
    var reading: StateReading

    mutating func visit<Kind: ResourceKind>(_ kind: Kind.Type) throws(ReadingError) { try Kind.read(&reading) }
}

private struct RequirementCollector: KindVisitor {
    let profile: Profile
    var list = RequirementList()

    mutating func visit<Kind: ResourceKind>(_ kind: Kind.Type) throws(Never) {
        for entry in Kind.entries(of: profile) { Kind.requirements(entry, profile.source, &list) }
    }
}

private struct StatusCollector: KindVisitor {
    let state: MachineState
    let profile: Profile?
    var sections: [StatusSection] = []

    mutating func visit<Kind: ResourceKind>(_ kind: Kind.Type) throws(Never) {
        if let section = Kind.status(state, profile) { sections.append(section) }
    }
}
