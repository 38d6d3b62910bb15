import Kernel
import Text

/// A rule of the kernel checker that a profile makes apply.
package struct RuleNeed: Equatable, Sendable {
    /// The rule's identifier: `ZRAM-MEM-LIMIT`.
    package var rule: String
    package var reason: RuleReason
    /// Whether the rule, else a trap or a recommendation, is required because of it.
    package var isRequired: Bool

    init(rule: String, reason: RuleReason, isRequired: Bool) {
        self.rule = rule
        self.reason = reason
        self.isRequired = isRequired
    }
}

/// What makes a rule of the kernel checker apply.
package struct RuleReason: Equatable, Sendable {
    /// Follows «because»: `zram.zram0.algorithm is zstd`.
    package var text: String
    /// Where the profile says so; nil where it was not a profile.
    package var location: SourceLocation?
    /// The limit of a cgroup that it is about, where cgroup version 1 cannot give it.
    package var unavailableInV1: CgroupAttribute?

    @inline(never)
    package init(_ text: String, at location: SourceLocation? = nil, unavailableInV1: CgroupAttribute? = nil) {
        self.text = text
        self.location = location
        self.unavailableInV1 = unavailableInV1
    }
}

/// The needs of a profile's entries, as they are collected.
package struct RequirementList {
    private(set) var needs: [RuleNeed] = []

    /// - Parameter isRequired: whether the rule is required because of it, however little it weighs otherwise.
    @inline(never)
    mutating func add(_ rule: String, because reason: RuleReason, isRequired: Bool = false) {
        needs.append(RuleNeed(rule: rule, reason: reason, isRequired: isRequired))
    }
}

extension RuleReason {
    /// The entry itself: `the profile has zram.zram0`.
    static func named(_ section: String, _ name: Located<String>, _ source: SourceText) -> RuleReason {
        RuleReason(.joining("the profile has ", section, ".", name.value), at: source.location(name.position))
    }
}
