import Kernel
import LiveState
import Text

// Rules that one symbol does not decide.

extension Judge {
    /// Which algorithm a device has for which none is named, and whether zram has that: judged by the algorithm's rule.
    func defaultAlgorithm(_ requirement: Requirement) -> Verdict? {
        guard !config.isUnknown || isBeforeChoice else { return unreadable(requirement, "ZRAM_DEF_COMP") }
        guard let (name, entry) = defaultAlgorithm, let rule = RuleTable.algorithm(name),
            var verdict = judge(Requirement(rule, because: requirement.reasons))
        else {
            var verdict = Verdict(
                requirement, .unknown, "neither CONFIG_ZRAM_DEF_COMP nor its choice is in the configuration",
                remedy: "name in the profile an algorithm that zram has, for each device")
            verdict.symbol = "ZRAM_DEF_COMP"
            return verdict
        }
        verdict.requirement = requirement
        verdict.isRequired = requirement.rule.severity == .required
        verdict.summary = .joining(
            "the default algorithm of zram is ", name, entry == nil && !isBeforeChoice ? " by Kconfig's default" : "",
            ": ",
            verdict.summary)
        if let remedy = verdict.remedy {
            verdict.remedy = .joining(remedy, ", or name in the profile an algorithm that is there, for each device")
        }
        if verdict.status == .fail, !verdict.isRequired { verdict.status = .warn }
        return verdict
    }

    /// Whether zram's default algorithm is in its code: so until Linux 5.10.
    private var isBeforeChoice: Bool { version.map { $0 < KernelVersion(5, 11) } ?? false }

    /// In code until Linux 5.10; then a choice of Kconfig, and a text that follows from it (drivers/block/zram/Kconfig).
    private var defaultAlgorithm: (name: String, entry: KernelConfig.Entry?)? {
        if let version, isBeforeChoice { return (version < KernelVersion(5, 1) ? "lzo" : "lzo-rle", nil) }
        if let entry = entry("ZRAM_DEF_COMP"), entry.value != "n" { return (entry.value, entry) }
        for (ending, name) in RuleTable.defaultAlgorithms {
            if let entry = entry("ZRAM_DEF_COMP_" + ending, isTristate: true), entry.value == "y" {
                return (name, entry)
            }
        }
        // The choice's default is lzo-rle wherever that can be had.
        guard !config.hasOutline, let version else { return nil }
        return isOn(version < KernelVersion(6, 12) ? "CRYPTO_LZO" : "ZRAM_BACKEND_LZO") == true ? ("lzo-rle", nil) : nil
    }

    /// Whether zswap comes up in front of zram.
    func zswap(_ requirement: Requirement) -> Verdict? {
        // What the kernel does not understand changes nothing.
        let given = boot.lastIndex("zswap.enabled") { KernelCommandLine.truth(of: $0) != nil }.map {
            boot.parameters[$0]
        }
        let entry = entry("ZSWAP_DEFAULT_ON", isTristate: true)
        let isWanted = given.map { KernelCommandLine.truth(of: $0.value) == true } ?? (entry?.value == "y")
        let hasZswap = isOn("ZSWAP")
        var verdict = Verdict(requirement, .pass, "zswap is off at boot")
        verdict.symbol = "ZSWAP_DEFAULT_ON"
        verdict.expected = "off"
        verdict.found = entry?.value
        verdict.location = given?.location ?? entry.map { config.location($0) }
        let cause = given?.text ?? "CONFIG_ZSWAP_DEFAULT_ON=y"
        switch (hasZswap, isWanted) {
        case (true?, true):
            verdict.status = .warn
            verdict.summary = .joining("zswap is on at boot: ", cause)
            if given == nil { verdict.change = Verdict.Change(value: nil) }
            verdict.remedy = "switch CONFIG_ZSWAP_DEFAULT_ON off, or boot with zswap.enabled=0"
        case (nil, true):
            verdict.status = .unknown
            verdict.summary = .joining(
                cause, " switches zswap on, if the kernel has it: CONFIG_ZSWAP is not in the configuration")
            verdict.remedy = "boot with zswap.enabled=0"
        case (false?, _):
            verdict.summary = "the kernel has no zswap"
            if isWanted { verdict.summary.add(": ", cause, " has no effect") }
        case (_, false):
            if let given { verdict.summary.add(": ", given.text) }
        }
        return verdict
    }

    /// Whether a boot parameter switches the memory controller off.
    func memoryController(_ requirement: Requirement) -> Verdict? {
        guard let switched = MemoryControllerBoot(boot) else {
            return Verdict(requirement, .pass, "no boot parameter switches the memory controller off")
        }
        if isRaspberryPi == true, switched.isOnForRaspberryPi {
            var verdict = Verdict(requirement, .pass, "the boot parameters leave the memory controller on")
            verdict.note = switched.summary
            return verdict
        }
        return trap(
            requirement, switched.disabling.location, switched.summary, switched.remedy(isRaspberryPi: isRaspberryPi))
    }

    /// Whether the kernel is one of Raspberry Pi's; nil where nothing says so.
    private var isRaspberryPi: Bool? {
        let release = (live?.release ?? "") + (config["LOCALVERSION"]?.value ?? "")
        if MemoryControllerBoot.isRaspberryPi(release: release) { return true }
        // Options that only their kernels have.
        if config.isSet("BCM2708_VCMEM") || config.isSet("BCM_VCIO") { return true }
        guard let architecture = config.architecture else { return nil }
        return architecture == "arm" || architecture == "arm64" ? nil : false
    }

    /// Whether a boot parameter switches the accounting of swap off, or is missing to switch it on.
    func swapAccounting(_ requirement: Requirement) -> Verdict? {
        guard let version, version < KernelVersion(6, 1) else { return nil }
        if let given = boot.swapAccounting {
            guard given.value == "0" else {
                return Verdict(requirement, .pass, "swapaccount=1 switches the accounting of swap on")
            }
            return trap(
                requirement, given.location,
                .joining("the boot parameter ", given.text, " switches the accounting of swap off, up to Linux 6.0"),
                .joining("remove ", given.text, " from the kernel's command line"))
        }
        guard let symbol = requirement.rule.symbols.first(where: { $0.exists(in: version) }),
            let entry = entry(symbol.name, isTristate: true), entry.value == "n"
        else { return Verdict(requirement, .pass, "no boot parameter switches the accounting of swap off") }
        var verdict = trap(
            requirement, config.location(entry),
            .joining("CONFIG_", symbol.name, " is not set: the accounting of swap is off at boot"),
            .joining("boot with swapaccount=1, or set CONFIG_", symbol.name, "=y"))
        verdict.symbol = symbol.name
        verdict.expected = "y"
        verdict.found = entry.value
        verdict.change = Verdict.Change(value: "y")
        return verdict
    }

    private func trap(
        _ requirement: Requirement, _ location: SourceLocation?, _ summary: String, _ remedy: String
    ) -> Verdict {
        let isRequired = requirement.rule.severity == .required
        var verdict = Verdict(requirement, isRequired ? .fail : .warn, summary, remedy: remedy)
        verdict.location = location
        return verdict
    }
}

extension KernelCommandLine {
    /// As kstrtobool reads it, by the first bytes (lib/kstrtox.c); nil for what it refuses.
    static func truth(of value: String) -> Bool? {
        let bytes = value.utf8.prefix(2).map { $0 | 0x20 }
        switch bytes.first {
        case UInt8(ascii: "y"), UInt8(ascii: "t"), UInt8(ascii: "1"): return true
        case UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "0"): return false
        case UInt8(ascii: "o"):
            return bytes.last == UInt8(ascii: "n") ? true : bytes.last == UInt8(ascii: "f") ? false : nil
        default: return nil
        }
    }
}
