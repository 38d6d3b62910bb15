import Model

// Rules that one symbol does not decide.

extension Judge {
    /// Which algorithm a new device begins with, and whether zram has it.
    func defaultAlgorithm(_ requirement: Requirement) -> Verdict? {
        guard let version, version >= KernelVersion(5, 11), let entry = config["ZRAM_DEF_COMP"],
            let rule = RuleTable.algorithm(entry.value)
        else { return nil }
        guard let symbol = rule.symbols.last(where: { $0.exists(in: version) }) else { return nil }
        let code = config[symbol.name]
        let isThere = symbol.acceptance.accepts(code?.value)
        var verdict = Verdict(
            requirement, isThere ? .pass : .warn, .joining("the default algorithm of zram is ", entry.value))
        verdict.symbol = "ZRAM_DEF_COMP"
        verdict.found = entry.value
        verdict.location = location(entry)
        guard !isThere else { return verdict }
        verdict.summary.add(", and its code, CONFIG_", symbol.name, ", is not built")
        verdict.remedy = .joining(
            "set CONFIG_", symbol.name, "=y, or name in the profile an algorithm that is built, for each device")
        return verdict
    }

    /// Whether zswap comes up in front of zram.
    func zswap(_ requirement: Requirement) -> Verdict? {
        let given = boot.last("zswap.enabled")
        let isSet = config["ZSWAP"]?.value == "y"
        let entry = config["ZSWAP_DEFAULT_ON"]
        var isOn = isSet && entry?.value == "y"
        if let given { isOn = isSet && BootParameters.isTrue(given.value) }
        var verdict = Verdict(requirement, isOn ? .warn : .pass, isOn ? "zswap is on at boot" : "zswap is off at boot")
        verdict.symbol = "ZSWAP_DEFAULT_ON"
        verdict.expected = "off"
        verdict.found = entry?.value
        verdict.location = given?.location ?? location(entry)
        guard isOn else { return verdict }
        verdict.summary.add(": ", given.map { $0.text } ?? "CONFIG_ZSWAP_DEFAULT_ON is y")
        if given == nil { verdict.change = Verdict.Change(value: nil) }
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
    /// As kstrtobool reads it (lib/kstrtox.c).
    static func isTrue(_ value: String) -> Bool {
        switch value {
        case "1", "y", "Y", "t", "T", "on", "On", "ON": true
        default: false
        }
    }
}
