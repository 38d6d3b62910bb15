import Kernel
import Profiles
import Resources
import Text

/// A rule that a kernel is held against, with what makes it one.
package struct Requirement: Equatable, Sendable {
    package typealias Reason = RuleReason

    package var rule: Rule
    /// At least one, in the order of the profile.
    package var reasons: [Reason]

    package init(_ rule: Rule, because reasons: [Reason]) {
        self.rule = rule
        self.reasons = reasons
    }
}

/// The requirements on a kernel.
package struct Requirements: Equatable, Sendable {
    /// Each rule once.
    package internal(set) var list: [Requirement] = []

    /// What the classic guides for embedded systems list: swap, zram, and the memory controller with its accounting of swap.
    package static var base: Requirements {
        var requirements = Requirements()
        let reason = Requirement.Reason("it belongs to what every board with zram and memory limits needs")
        for id in ["SWAP", "ZRAM", "MEMCG", "MEMCG-SWAP"] { requirements.add(id, because: reason) }
        requirements.addTraps()
        return requirements
    }

    /// The requirements of a profile.
    package init(_ profile: Profile) {
        for need in Catalog.requirements(of: profile) { add(need) }
        for feature in profile.kernel.features {
            let reason = Requirement.Reason(
                .joining("kernel.features has ", feature.value.rawValue), at: profile.source.location(feature.position))
            add(Requirements.rule(feature.value), because: reason)
        }
        addTraps()
        addOwn(profile.kernel, profile.source)
    }

    private init() {}

    /// Adds a rule, or one more reason for it.
    mutating func add(_ rule: Rule, because reason: Requirement.Reason) {
        if let index = list.firstIndex(where: { $0.rule.id == rule.id }) {
            list[index].reasons.append(reason)
        } else {
            list.append(Requirement(rule, because: [reason]))
        }
    }

    private mutating func add(_ id: String, because reason: Requirement.Reason) {
        guard let rule = RuleTable.rule(id) else { return }
        add(rule, because: reason)
    }

    private mutating func add(_ need: RuleNeed) {
        guard var rule = RuleTable.rule(need.rule) ?? RuleTable.unknownAlgorithm(need.rule) else { return }
        if need.isRequired { rule.severity = .required }
        add(rule, because: need.reason)
    }

    private static func rule(_ feature: KernelFeature) -> String {
        switch feature {
        case .recompression: "ZRAM-RECOMPRESSION"
        case .writeback: "ZRAM-WRITEBACK"
        case .tracking: "ZRAM-TRACKING"
        case .cgroupV1: "MEMCG-V1"
        }
    }

    /// Traps concern those who use what they spoil.
    private mutating func addTraps() {
        add("PROC-FS", because: Requirement.Reason("the program itself needs it"))
        if let reason = reason(for: { $0 == "ZRAM" }) {
            if self.reason(for: { $0 == "ZRAM-DEFAULT-ALGORITHM" }) == nil {
                add("ZRAM-DEFAULT-ALGORITHM", because: reason)
            }
            add("ZSWAP-DEFAULT-ON", because: reason)
        }
        if let reason = reason(for: { $0.utf8.starts(with: "MEMCG".utf8) }) {
            addObstacle("BOOT-MEMORY-CONTROLLER", because: reason)
        }
        if let reason = reason(for: { $0.utf8.starts(with: "MEMCG-SWAP".utf8) }) {
            addObstacle("BOOT-SWAP-ACCOUNTING", because: reason)
        }
    }

    /// A trap that makes impossible what is asked for.
    private mutating func addObstacle(_ id: String, because reason: Requirement.Reason) {
        guard var rule = RuleTable.rule(id) else { return }
        rule.severity = .required
        add(rule, because: reason)
    }

    private func reason(for isMeant: (String) -> Bool) -> Requirement.Reason? {
        list.first { isMeant($0.rule.id) }?.reasons.first
    }
}

extension RuleTable {
    /// For an algorithm that zram itself never had: before 6.12 it may be a compressor of the crypto API.
    ///
    /// - Parameter id: nil for any other rule's.
    static func unknownAlgorithm(_ id: String) -> Rule? {
        guard id.utf8.starts(with: "ZRAM-ALGORITHM-".utf8) else { return nil }
        return Rule(
            id, [], .required, .unknownAlgorithm,
            why:
                "zram lists its algorithms in comp_algorithm; up to Linux 6.11 it takes every compressor of the crypto API",
            documentation: "Documentation/admin-guide/blockdev/zram.rst")
    }
}
