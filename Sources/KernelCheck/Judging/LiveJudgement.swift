import Kernel
import LiveState
import Text

// The running kernel outranks its configuration: what it offers it has, and what nothing on the board can bring it has
// not. This is the one place where a verdict by the configuration is corrected.

extension Judge {
    /// A verdict by the configuration, corrected by what the running kernel shows.
    func corrected(_ verdict: Verdict, by live: LiveAbilities) -> Verdict {
        let rule = verdict.rule
        switch rule.check {
        case .memoryController: return bootedMemoryController(verdict, live)
        case .symbols where rule.severity == .required: break
        case .unknownAlgorithm: break
        default: return verdict
        }
        if rule.id == "PROC-SYSCTL", live.hasSysctls { return Judge.pass(verdict, "the kernel has /proc/sys/vm") }
        if rule.id == "SWAP", live.hasSwap { return Judge.pass(verdict, "the kernel has /proc/swaps") }
        if rule.id.utf8.starts(with: "ZRAM-ALGORITHM-".utf8) { return algorithm(verdict, live) }
        if rule.id.utf8.starts(with: "MEMCG".utf8) { return memoryController(verdict, live) }
        if rule.symbols.contains(where: { $0.name == "ZRAM" && !$0.hasOtherUses }) { return zram(verdict, live) }
        return verdict
    }

    // MARK: zram

    private func zram(_ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        // Too old is too old.
        guard verdict.symbol != nil || verdict.status != .fail else { return verdict }
        if !settings.isBuiltInOnly, let place = live.zramPlace {
            return Judge.pass(verdict, "zram is there: " + place)
        }
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
        if offered.contains(where: { "ZRAM-ALGORITHM-" + $0.uppercaseASCII == verdict.rule.id }) {
            return Judge.pass(verdict, "zram lists it in comp_algorithm")
        }
        var list = ""
        for name in offered { list.add(list.isEmpty ? "" : ", ", name) }
        return Judge.fail(
            verdict, .joining("zram does not list it in comp_algorithm: it has ", list),
            remedy: verdict.remedy ?? .joining("use ", list))
    }

    /// Whether a module is on the board, and something that can load it.
    private func module(_ name: String, _ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        guard verdict.found != "y" else { return verdict }
        if live.modules.builtIn(name) { return Judge.pass(verdict, .joining("modules.builtin lists ", name)) }
        if settings.isBuiltInOnly {
            guard live.modules.isKnown, verdict.status == .unknown else { return verdict }
            return Judge.fail(
                verdict, .joining("modules.builtin does not list ", name, " (--builtin-only)"), remedy: "build it in")
        }
        if live.modules.loaded(name) { return Judge.pass(verdict, .joining("the module ", name, " is loaded")) }
        guard live.modules.isKnown else { return verdict }
        guard live.modules.loadable(name) else {
            return Judge.fail(
                verdict, .joining("there is no module ", name, " for the running kernel, and it is not built in"),
                remedy: .joining("put the module ", name, " and modules.dep on the board, or build it in"))
        }
        var passed = Judge.pass(verdict, .joining("modules.dep lists ", name))
        switch live.loader {
        case .unknown: passed.note = verdict.note
        case .modprobe(let path): passed.note = .joining("module: ", path, " loads it")
        case .missing:
            return Judge.fail(
                verdict, name + " is a module of this kernel, but there is no modprobe to load it",
                remedy: .joining("put modprobe on the board, load ", name, " before apply, or build it in"))
        }
        return passed
    }

    // MARK: Corrections

    static func pass(_ verdict: Verdict, _ summary: String) -> Verdict {
        var passed = verdict
        passed.status = .pass
        passed.summary = summary
        passed.remedy = nil
        passed.change = nil
        passed.note = verdict.status == .fail ? .joining("the configuration says otherwise: ", verdict.summary) : nil
        return passed
    }

    static func fail(_ verdict: Verdict, _ summary: String, remedy: String?) -> Verdict {
        var failed = verdict
        failed.status = .fail
        failed.summary = summary
        failed.remedy = remedy
        failed.note = nil
        return failed
    }
}
