import LiveState
import Model

// The running kernel outranks its configuration: what it offers it has, and what no module on the board can bring it has
// not.

extension Judge {
    /// A verdict by the configuration, corrected by what the running kernel shows.
    func corrected(_ verdict: Verdict, by live: LiveAbilities) -> Verdict {
        let rule = verdict.rule
        guard rule.severity == .required, rule.check == .symbols || rule.check == .unknownAlgorithm else {
            return verdict
        }
        if rule.id.utf8.starts(with: "ZRAM-ALGORITHM-".utf8) { return algorithm(verdict, live) }
        if rule.id.utf8.starts(with: "MEMCG".utf8) { return memoryController(verdict, live) }
        if rule.symbols.contains(where: { $0.name == "ZRAM" && !$0.hasOtherUses }) { return zram(verdict, live) }
        return verdict
    }

    private func zram(_ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        // Too old is too old.
        guard verdict.symbol != nil || verdict.status != .fail else { return verdict }
        if live.hasZram { return Judge.pass(verdict, "zram is there: /sys/class/zram-control") }
        return module("zram", verdict, live)
    }

    /// Up to Linux 6.11 comp_algorithm lists what could be, and the crypto API has to load the module.
    private func algorithm(_ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        let usesCrypto = version.map { $0 < KernelVersion(6, 12) } ?? true
        guard !usesCrypto else {
            guard verdict.found == "m" || verdict.status == .unknown && verdict.rule.check == .symbols,
                let module = verdict.rule.symbols.last(where: { $0.module != nil })?.module
            else { return verdict }
            return self.module(module, verdict, live)
        }
        guard let offered = live.zramAlgorithms else { return verdict }
        if offered.contains(where: { "ZRAM-ALGORITHM-" + RuleTable.uppercase($0) == verdict.rule.id }) {
            return Judge.pass(verdict, "zram lists it in comp_algorithm")
        }
        var list = ""
        for name in offered { list.add(list.isEmpty ? "" : ", ", name) }
        return Judge.fail(
            verdict, .joining("zram does not list it in comp_algorithm: it has ", list),
            remedy: verdict.remedy ?? .joining("use ", list))
    }

    private func memoryController(_ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        let wantsV1 = verdict.rule.id == "MEMCG-V1"
        if live.hasMemoryV1, wantsV1 || verdict.status == .unknown {
            return Judge.pass(verdict, "it is mounted as cgroup v1")
        }
        guard let controllers = live.cgroupControllers, !wantsV1, !live.hasMemoryV1 else { return verdict }
        if !controllers.contains("memory") {
            return Judge.fail(
                verdict, "cgroup.controllers of the running kernel does not list memory",
                remedy: verdict.status == .pass
                    ? "look for cgroup_disable=memory among the boot parameters" : verdict.remedy)
        }
        // Whether swap is accounted, and what the version lacks, the controller alone does not tell.
        guard verdict.rule.id == "MEMCG" else { return verdict }
        return Judge.pass(verdict, "cgroup.controllers lists memory")
    }

    /// Whether a module is on the board, and something that can load it.
    private func module(_ name: String, _ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        guard verdict.found != "y", live.modules.isKnown else { return verdict }
        if live.modules.builtIn(name) { return Judge.pass(verdict, .joining("modules.builtin lists ", name)) }
        guard live.modules.loadable(name) else {
            return Judge.fail(
                verdict, .joining("there is no module ", name, " for the running kernel, and it is not built in"),
                remedy: .joining("put the module ", name, " and modules.dep on the board, or build it in"))
        }
        var passed = Judge.pass(verdict, .joining("modules.dep lists ", name))
        passed.note = live.modprobe.map { .joining("module: ", $0, " loads it") } ?? verdict.note
        return passed
    }

    private static func pass(_ verdict: Verdict, _ summary: String) -> Verdict {
        var passed = Verdict(verdict.requirement, .pass, summary)
        passed.symbol = verdict.symbol
        passed.expected = verdict.expected
        passed.found = verdict.found
        passed.location = verdict.location
        if verdict.status == .fail { passed.note = .joining("the configuration says otherwise: ", verdict.summary) }
        return passed
    }

    private static func fail(_ verdict: Verdict, _ summary: String, remedy: String?) -> Verdict {
        var failed = Verdict(verdict.requirement, .fail, summary, remedy: remedy)
        failed.symbol = verdict.symbol
        failed.expected = verdict.expected
        failed.found = verdict.found
        failed.location = verdict.location
        failed.change = verdict.change
        return failed
    }
}
