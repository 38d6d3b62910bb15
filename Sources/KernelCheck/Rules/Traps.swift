import Kernel
import Text

// Rules that one symbol does not decide.

extension Judge {
    /// Which algorithm a device has for which none is named, and whether zram has that: judged by the algorithm's rule.
    func defaultAlgorithm(_ requirement: Requirement) -> Verdict? {
        guard let name = defaultAlgorithm else {
            guard config.isUnknown else { return nil }
            return unreadable(requirement, "ZRAM_DEF_COMP")
        }
        guard let rule = RuleTable.algorithm(name),
            var verdict = judge(Requirement(rule, because: requirement.reasons))
        else { return nil }
        verdict.requirement = requirement
        verdict.isRequired = requirement.rule.severity == .required
        verdict.summary = .joining("the default algorithm of zram is ", name, ": ", verdict.summary)
        if let remedy = verdict.remedy {
            verdict.remedy = .joining(remedy, ", or name in the profile an algorithm that is there, for each device")
        }
        if verdict.status == .fail, !verdict.isRequired { verdict.status = .warn }
        return verdict
    }

    /// In code until Linux 5.10; then a choice of Kconfig, and a text that follows from it (drivers/block/zram/Kconfig).
    private var defaultAlgorithm: String? {
        if let version, version < KernelVersion(5, 11) { return version < KernelVersion(5, 1) ? "lzo" : "lzo-rle" }
        if let text = config["ZRAM_DEF_COMP"]?.value, text != "n" { return text }
        for (ending, name) in RuleTable.defaultAlgorithms {
            if config["ZRAM_DEF_COMP_" + ending]?.value == "y" { return name }
        }
        return nil
    }

    /// Whether zswap comes up in front of zram.
    func zswap(_ requirement: Requirement) -> Verdict? {
        let given = boot.last("zswap.enabled")
        let isSet = config["ZSWAP"]?.value == "y"
        let entry = config["ZSWAP_DEFAULT_ON"]
        var isOn = isSet && entry?.value == "y"
        // What the kernel does not understand changes nothing.
        let switched = given.flatMap { BootParameters.truth(of: $0.value) }
        if let switched { isOn = isSet && switched }
        var verdict = Verdict(requirement, isOn ? .warn : .pass, isOn ? "zswap is on at boot" : "zswap is off at boot")
        verdict.symbol = "ZSWAP_DEFAULT_ON"
        verdict.expected = "off"
        verdict.found = entry?.value
        let culprit = switched == nil ? nil : given
        verdict.location = culprit?.location ?? location(entry)
        guard isOn else { return verdict }
        verdict.summary.add(": ", culprit.map { $0.text } ?? "CONFIG_ZSWAP_DEFAULT_ON is y")
        if culprit == nil { verdict.change = Verdict.Change(value: nil) }
        verdict.remedy = "switch CONFIG_ZSWAP_DEFAULT_ON off, or boot with zswap.enabled=0"
        return verdict
    }

    /// Whether a boot parameter switches the memory controller off.
    func memoryController(_ requirement: Requirement) -> Verdict? {
        guard let culprit = boot.disabling(controller: "memory") else {
            return Verdict(requirement, .pass, "no boot parameter switches the memory controller off")
        }
        return trap(requirement, culprit, "switches the memory controller off")
    }

    /// Whether a boot parameter switches the accounting of swap off, or is missing to switch it on.
    func swapAccounting(_ requirement: Requirement) -> Verdict? {
        guard let version, version < KernelVersion(6, 1) else { return nil }
        if let given = boot.last("swapaccount") {
            if given.value != "0" {
                return Verdict(requirement, .pass, "swapaccount=1 switches the accounting of swap on")
            }
            return trap(requirement, given, "switches the accounting of swap off, up to Linux 6.0")
        }
        guard let symbol = requirement.rule.symbols.first(where: { $0.exists(in: version) }),
            let entry = config[symbol.name], entry.value == "n"
        else { return Verdict(requirement, .pass, "no boot parameter switches the accounting of swap off") }
        var verdict = Verdict(
            requirement, .warn, .joining("CONFIG_", symbol.name, " is not set: the accounting of swap is off at boot"),
            remedy: .joining("boot with swapaccount=1, or set CONFIG_", symbol.name, "=y"))
        verdict.symbol = symbol.name
        verdict.expected = "y"
        verdict.found = entry.value
        verdict.location = location(entry)
        return verdict
    }

    private func trap(_ requirement: Requirement, _ culprit: BootParameters.Parameter, _ what: String) -> Verdict {
        var verdict = Verdict(
            requirement, .warn, .joining("the boot parameter ", culprit.text, " ", what),
            remedy: .joining("remove ", culprit.text, " from the kernel's command line"))
        verdict.location = culprit.location
        return verdict
    }
}

extension BootParameters {
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
