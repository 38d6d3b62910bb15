import Kernel
import Text

/// The options that have done the same thing, one after the other.
package struct SymbolHistory: Equatable, Sendable {
    /// Of several in one version the last is the newest. Those with other uses do the same thing among others.
    package var symbols: [RuleSymbol]
    /// What became of it after the last one: the end of a sentence; nil while there is one.
    package var ending: String?

    @inline(never)
    package init(_ symbols: [RuleSymbol], ending: String? = nil) {
        self.symbols = symbols
        self.ending = ending
    }

    /// What a version has in place of a symbol that is named as another version calls it.
    enum Place: Equatable {
        /// The symbol itself, as far as is known.
        case itself
        /// Another symbol.
        case other(RuleSymbol)
        /// Nothing, since it came later.
        case notYet(since: KernelVersion)
        /// Nothing any more.
        case gone(String)
        /// The version decides, and is not known.
        case unknown
    }

    /// What a version has in place of a symbol.
    static func place(of name: String, in version: KernelVersion?) -> Place {
        var place = Place.itself
        for history in all {
            guard let own = history.symbols.first(where: { $0.name == name && !$0.hasOtherUses }) else { continue }
            if own.since == nil, own.until == nil { return .itself }
            guard let version else {
                place = .unknown
                continue
            }
            // What one history knows to be there is there.
            if own.exists(in: version) { return .itself }
            if place == .itself { place = history.place(of: own, in: version) }
        }
        return place
    }

    private func place(of own: RuleSymbol, in version: KernelVersion) -> Place {
        if let other = symbols.last(where: { $0.exists(in: version) }) { return .other(other) }
        if let since = own.since, version < since { return .notYet(since: since) }
        return ending.map { .gone($0) } ?? .itself
    }

    private static func v(_ major: Int, _ minor: Int) -> KernelVersion { KernelVersion(major, minor) }

    private static let memory = RuleSymbol("MEMCG", since: v(3, 6), hasOtherUses: true)
    private static let swapAccounting = RuleSymbol(
        "MEMCG_SWAP", since: v(3, 6), until: v(6, 1), hasOtherUses: true)

    /// The rules' symbols, and others that a profile may name. It is asked only about what does not stand in a
    /// configuration, so that a version too early by one or two does no harm.
    ///
    /// Sources: init/Kconfig, mm/Kconfig and drivers/block/zram/Kconfig.
    static let all: [SymbolHistory] =
        RuleTable.rules.filter { $0.check == .symbols }.map { SymbolHistory($0.symbols) } + [
            SymbolHistory([
                memory, RuleSymbol("CGROUP_MEM_RES_CTLR_KMEM", until: v(3, 6)),
                RuleSymbol("MEMCG_KMEM", since: v(3, 6), until: v(6, 11)),
            ]),
            SymbolHistory([
                memory, swapAccounting, RuleSymbol("CGROUP_MEM_RES_CTLR_SWAP_ENABLED", until: v(3, 6)),
                RuleSymbol("MEMCG_SWAP_ENABLED", since: v(3, 6), until: v(5, 8)),
            ]),
            SymbolHistory([RuleSymbol("LRU_GEN", since: v(6, 1))]),
            SymbolHistory([RuleSymbol("LRU_GEN_ENABLED", since: v(6, 1))]),
            SymbolHistory([RuleSymbol("ZSWAP_DEFAULT_ON", since: v(5, 7))]),
            SymbolHistory([RuleSymbol("ZRAM_DEF_COMP", since: v(5, 11))]),
            SymbolHistory(
                [RuleSymbol("FRONTSWAP", until: v(6, 6))], ending: "zswap works without it"),
            SymbolHistory([RuleSymbol("ZPOOL", until: v(6, 18))], ending: "zswap uses ZSMALLOC itself"),
            SymbolHistory([RuleSymbol("ZBUD", .either, until: v(6, 15))], ending: "zswap has ZSMALLOC alone"),
            SymbolHistory([RuleSymbol("Z3FOLD", .either, until: v(6, 15))], ending: "zswap has ZSMALLOC alone"),
        ]
        + RuleTable.defaultAlgorithms.map { choice in
            SymbolHistory([RuleSymbol("ZRAM_DEF_COMP_" + choice.ending, since: v(5, 11))])
        }
}
