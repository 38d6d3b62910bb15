import Kernel

/// What Kconfig sets an option to that a configuration does not name.
///
/// Sources: init/Kconfig, mm/Kconfig, block/Kconfig, fs/proc/Kconfig, fs/sysfs/Kconfig and drivers/block/zram/Kconfig of the
/// versions named. Only options that nothing else selects are here: of the others the default proves nothing.
struct KconfigDefault {
    /// Without `CONFIG_`.
    var name: String
    var isOn: Bool
    /// What it `depends on`: a default counts only where these are on.
    var needs: [String] = []
    var since: KernelVersion?
    var until: KernelVersion?
    /// Whether it has no prompt: it cannot be set otherwise.
    var isDerived = false

    @inline(never)
    init(
        _ name: String, _ isOn: Bool, needs: [String] = [], since: KernelVersion? = nil, until: KernelVersion? = nil,
        isDerived: Bool = false
    ) {
        self.name = name
        self.isOn = isOn
        self.needs = needs
        self.since = since
        self.until = until
        self.isDerived = isDerived
    }

    private static func v(_ major: Int, _ minor: Int) -> KernelVersion { KernelVersion(major, minor) }

    private static let all: [KconfigDefault] =
        [
            KconfigDefault("SWAP", true, needs: ["MMU", "BLOCK"]), KconfigDefault("MMU", true),
            KconfigDefault("BLOCK", true), KconfigDefault("SYSFS", true), KconfigDefault("PROC_FS", true),
            KconfigDefault("MEMCG_SWAP", false, since: v(3, 6), until: v(5, 8)),
            KconfigDefault(
                "MEMCG_SWAP", true, needs: ["MEMCG", "SWAP"], since: v(5, 8), until: v(6, 1), isDerived: true),
            KconfigDefault("MEMCG_SWAP_ENABLED", true, needs: ["MEMCG_SWAP"], since: v(3, 6), until: v(5, 8)),
            KconfigDefault(
                "CGROUP_MEM_RES_CTLR_SWAP_ENABLED", true, needs: ["CGROUP_MEM_RES_CTLR_SWAP"], until: v(3, 6)),
        ]
        + [
            "ZRAM", "MEMCG", "MEMCG_V1", "CGROUP_MEM_RES_CTLR", "CGROUP_MEM_RES_CTLR_SWAP", "ZRAM_MULTI_COMP",
            "ZRAM_WRITEBACK", "ZRAM_MEMORY_TRACKING", "ZRAM_BACKEND_LZ4", "ZRAM_BACKEND_LZ4HC", "ZRAM_BACKEND_ZSTD",
            "ZRAM_BACKEND_DEFLATE", "ZRAM_BACKEND_842", "ZSWAP_DEFAULT_ON",
        ].map { KconfigDefault($0, false) }

    /// The default in a version; nil where it is not known.
    ///
    /// - Parameter version: nil where it is not known: then only what holds in all versions counts.
    static func of(_ name: String, in version: KernelVersion?) -> KconfigDefault? {
        all.first { row in
            guard row.name == name else { return false }
            guard let version else { return row.since == nil && row.until == nil }
            if let since = row.since, version < since { return false }
            if let until = row.until, version >= until { return false }
            return true
        }
    }
}

extension Judge {
    /// What is known of a symbol that the configuration does not name.
    enum Silence: Equatable {
        /// It is off, since a whole configuration names what is not.
        case off
        /// What Kconfig sets it to.
        case byDefault(isOn: Bool)
        case unknown
    }

    /// What a symbol counts as that the configuration does not name.
    func silence(_ name: String) -> Silence {
        guard !config.hasOutline || config.skips(name) else { return .off }
        if name == "ZRAM_BACKEND_LZO" {
            guard let hasZram = isOn("ZRAM") else { return .unknown }
            return hasZram ? .byDefault(isOn: true).unless(otherBackend != nil) : .byDefault(isOn: false)
        }
        guard let row = KconfigDefault.of(name, in: version) else { return .unknown }
        // What a fragment leaves out its base may have.
        guard row.isOn else { return .byDefault(isOn: false).unless(!config.isDefconfig) }
        for need in row.needs {
            switch isOn(need) {
            case true?: continue
            case false?: return .byDefault(isOn: false)
            case nil: return .unknown
            }
        }
        return .byDefault(isOn: true)
    }

    /// Whether a symbol is on, by what the configuration says or leaves to Kconfig; nil where that is not known.
    func isOn(_ name: String) -> Bool? {
        if let entry = entry(name) { return entry.value != "n" }
        switch silence(name) {
        case .off: return false
        case .byDefault(let isOn): return isOn
        case .unknown: return nil
        }
    }

    /// A compressor of zram's own that is on: with one, lzo is no longer forced (ZRAM_BACKEND_FORCE_LZO).
    var otherBackend: String? {
        ["LZ4", "LZ4HC", "ZSTD", "DEFLATE", "842"].first { entry("ZRAM_BACKEND_" + $0)?.value == "y" }
    }

    /// The symbols that one without a prompt follows from; nil for one that can be set.
    func derivation(_ name: String) -> [String]? {
        guard let row = KconfigDefault.of(name, in: version), row.isDerived else { return nil }
        return row.needs
    }

    /// What stands in the configuration for a symbol, as Kconfig of its version reads it.
    ///
    /// - Parameter isTristate: whether the option takes `y`, `m` and `n` alone.
    func entry(_ name: String, isTristate: Bool = false) -> KernelConfig.Entry? {
        guard var entry = config[name] else { return nil }
        if entry.value.isEmpty, !entry.isQuoted { return nil }
        if entry.isLoose, version.map({ $0 >= KernelVersion(6, 8) }) ?? true { return nil }
        guard isTristate else { return entry }
        // Kconfig looks at the first letter alone.
        guard !entry.isQuoted else { return nil }
        for letter in ["y", "m", "n"] where entry.value.utf8.first == letter.utf8.first { entry.value = letter }
        return entry
    }
}

extension Judge.Silence {
    fileprivate func unless(_ isUncertain: Bool) -> Judge.Silence { isUncertain ? .unknown : self }
}

extension RuleSymbol.Acceptance {
    /// Whether it is about an option that takes `y`, `m` and `n` alone.
    var isTristate: Bool {
        switch self {
        case .builtIn, .module, .either, .off: true
        case .values, .none: false
        }
    }
}
