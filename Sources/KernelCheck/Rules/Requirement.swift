import Kernel
import Profiles
import Text

/// A rule that a kernel is held against, with what makes it one.
package struct Requirement: Equatable, Sendable {
    /// What makes a rule apply.
    package struct Reason: Equatable, Sendable {
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

    package var rule: Rule
    /// At least one, in the order of the profile.
    package var reasons: [Reason]

    package init(_ rule: Rule, because reasons: [Reason]) {
        self.rule = rule
        self.reasons = reasons
    }
}

/// What is asked of a kernel.
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

    /// What a profile asks for.
    package init(_ profile: Profile) {
        for entry in profile.zram { add(entry, profile.source) }
        for entry in profile.swapFiles {
            add("SWAP", because: Requirements.named("swap_files", entry.path, profile.source))
        }
        for entry in profile.swapDevices {
            let name = Located(entry.device.value.text, at: entry.device.position)
            add("SWAP", because: Requirements.named("swap_devices", name, profile.source))
        }
        for entry in profile.cgroups { add(entry, profile.source) }
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

    // MARK: What the profile names

    private mutating func add(_ entry: ZramEntry, _ source: SourceText) {
        let device = Requirements.named("zram", entry.name, source)
        add("SWAP", because: device)
        add("ZRAM", because: device)
        if let algorithm = entry.algorithm {
            let location = source.location(algorithm.position)
            let name = algorithm.value.name
            let reason = Requirement.Reason(.joining("zram.", entry.name.value, ".algorithm is ", name), at: location)
            add(RuleTable.algorithm(name) ?? RuleTable.unknownAlgorithm(name), because: reason)
            if !algorithm.value.parameters.isEmpty {
                let text = String.joining(
                    "zram.", entry.name.value, ".algorithm has parameters: ", algorithm.value.text)
                add("ZRAM-PARAMETERS", because: Requirement.Reason(text, at: location))
            }
        } else if var rule = RuleTable.rule("ZRAM-DEFAULT-ALGORITHM") {
            rule.severity = .required
            let text = String.joining("zram.", entry.name.value, " names no algorithm")
            add(rule, because: Requirement.Reason(text, at: source.location(entry.name.position)))
        }
        if let limit = entry.memoryLimit {
            let text = String.joining("zram.", entry.name.value, ".mem_limit is set")
            add("ZRAM-MEM-LIMIT", because: Requirement.Reason(text, at: source.location(limit.position)))
        }
    }

    private mutating func add(_ entry: CgroupEntry, _ source: SourceText) {
        // v1 has a limit for memory and swap together, which needs that of memory.
        let limitsMemory = entry.limits.contains { $0.attribute.value == .memoryMax && $0.value.value != .max }
        for limit in entry.limits {
            let attribute = limit.attribute.value
            let fitsV1 = limit.asksForDefault || attribute == .memoryMax || attribute == .swapMax && limitsMemory
            let reason = Requirement.Reason(
                .joining("cgroups.", entry.path.value, ".", attribute.rawValue, " is set"),
                at: source.location(limit.attribute.position), unavailableInV1: fitsV1 ? nil : attribute)
            add(RuleTable.limit(attribute), because: reason)
            // Without swap there is none to be limited.
            if attribute == .swapMax || attribute == .swapHigh { add("SWAP", because: reason) }
        }
    }

    private static func named(_ section: String, _ name: Located<String>, _ source: SourceText) -> Requirement.Reason {
        Requirement.Reason(
            .joining("the profile has ", section, ".", name.value), at: source.location(name.position))
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
    static func unknownAlgorithm(_ name: String) -> Rule {
        Rule(
            "ZRAM-ALGORITHM-" + uppercase(name), [], .required, .unknownAlgorithm,
            why:
                "zram lists its algorithms in comp_algorithm; up to Linux 6.11 it takes every compressor of the crypto API",
            documentation: "Documentation/admin-guide/blockdev/zram.rst")
    }
}
