import Kernel
import Text

/// One thing that a kernel must have, should have, or must not have: a row of `RuleTable`.
package struct Rule: Equatable, Sendable {
    /// How much a rule weighs.
    package enum Severity: String, Sendable {
        /// Without it, what the profile asks for fails.
        case required
        /// Without it, something is worse.
        case recommended
        /// A trap: it makes what the profile asks for work badly or not at all.
        case conflict
    }

    /// How a rule is judged.
    package enum Check: Equatable, Sendable {
        /// By its symbols.
        case symbols
        /// The algorithm of a new zram device must be one that zram has.
        case defaultAlgorithm
        /// zswap must not compress in front of zram.
        case zswap
        /// No boot parameter may switch the memory controller off.
        case memoryController
        /// No boot parameter may switch the accounting of swap off, and where it is off by default one must switch it on.
        case swapAccounting
        /// An algorithm that zram itself never had.
        case unknownAlgorithm
        /// By a symbol that the profile names, perhaps by an older or newer name.
        case own
    }

    /// Never changes its meaning: `ZRAM-ALGORITHM-ZSTD`.
    package var id: String
    package var severity: Severity
    package var check: Check
    /// Any one of those that the kernel's version has is enough.
    package var symbols: [RuleSymbol]
    /// What `depends on` asks for in some versions: a fragment switches it on too.
    package var dependencies: [RuleSymbol]
    /// One sentence without a final period: what it is needed for.
    package var why: String
    /// The kernel's own text about it.
    package var documentation: String

    @inline(never)
    package init(
        _ id: String, _ symbols: [RuleSymbol], _ severity: Severity = .required, _ check: Check = .symbols,
        needs dependencies: [RuleSymbol] = [], why: String, documentation: String
    ) {
        self.id = id
        self.severity = severity
        self.check = check
        self.symbols = symbols
        self.dependencies = dependencies
        self.why = why
        self.documentation = documentation
    }

    /// Whether the kernel's version decides what the rule asks for.
    var dependsOnVersion: Bool {
        symbols.count > 1 || symbols.contains { $0.since != nil || $0.until != nil }
    }
}

/// An option of the kernel's configuration, in the versions in which it serves a rule.
package struct RuleSymbol: Equatable, Sendable {
    /// Which values will do.
    package enum Acceptance: Equatable, Sendable {
        /// `y`; the option cannot be a module, or may not be.
        case builtIn
        /// `m`
        case module
        /// `y` or `m`
        case either
        /// Not set.
        case off
        /// One of these.
        case values([String])
        /// None of these.
        case none(of: [String])
    }

    /// Without `CONFIG_`.
    package var name: String
    package var acceptance: Acceptance
    /// The first version that has it; nil for all before `until`.
    package var since: KernelVersion?
    /// The first version that has it no more, or in which it no longer serves this rule.
    package var until: KernelVersion?
    /// The module's name, where the option may be one.
    package var module: String?
    /// Whether the option has other purposes too: then it is no other name of those beside it.
    package var hasOtherUses: Bool

    @inline(never)
    package init(
        _ name: String, _ acceptance: Acceptance = .builtIn, since: KernelVersion? = nil, until: KernelVersion? = nil,
        module: String? = nil, hasOtherUses: Bool = false
    ) {
        self.name = name
        self.acceptance = acceptance
        self.since = since
        self.until = until
        self.module = module
        self.hasOtherUses = hasOtherUses
    }

    /// Whether a kernel of that version has it, for this purpose.
    package func exists(in version: KernelVersion) -> Bool {
        if let since, version < since { return false }
        if let until, version >= until { return false }
        return true
    }
}

extension RuleSymbol.Acceptance {
    /// What a message says that the value must be: `y or m`.
    package var text: String {
        switch self {
        case .builtIn: return "y"
        case .module: return "m"
        case .either: return "y or m"
        case .off: return "off"
        case .values(let values): return Self.list(values)
        case .none(of: ["y", "m"]): return "off"
        case .none(let values): return "not " + Self.list(values)
        }
    }

    private static func list(_ values: [String]) -> String {
        var text = ""
        for (index, value) in values.enumerated() {
            if index > 0 { text.add(index == values.count - 1 ? " or " : ", ") }
            text.add(value == "n" ? "off" : value)
        }
        return text
    }

    /// Whether a value will do; nil stands for a symbol that is missing.
    package func accepts(_ value: String?) -> Bool {
        let value = value ?? "n"
        switch self {
        case .builtIn: return value == "y"
        case .module: return value == "m"
        case .either: return value == "y" || value == "m"
        case .off: return value == "n"
        case .values(let values): return values.contains(value)
        case .none(let values): return !values.contains(value)
        }
    }

    /// The value that a fragment sets; nil switches the option off.
    package var remedy: String? {
        switch self {
        case .builtIn, .either: "y"
        case .module: "m"
        case .off: nil
        case .values(let values): values.first == "n" ? nil : values.first
        case .none(let values): values.contains("n") ? "y" : nil
        }
    }
}
