import Kernel
import LiveState
import Resources
import Text

// What a running kernel shows of its memory controller.

extension Judge {
    /// Whatever the boot parameters say: a controller that is there was not switched off.
    func bootedMemoryController(_ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        guard verdict.status != .pass, live.hasMemoryV2 || live.memoryV1 != nil else { return verdict }
        var passed = Judge.pass(verdict, "the running kernel has the memory controller")
        passed.note = verdict.summary
        return passed
    }

    /// The rules `MEMCG…`.
    func memoryController(_ verdict: Verdict, _ live: LiveAbilities) -> Verdict {
        if verdict.rule.id == "MEMCG-V1" {
            return live.memoryV1 == nil ? verdict : Judge.pass(verdict, "it is mounted as cgroup v1")
        }
        // Too old is too old.
        guard verdict.symbol != nil || verdict.status != .fail else { return verdict }
        if live.hasMemoryV2 { return onV2(verdict) }
        if let controller = live.memoryV1 { return onV1(verdict, controller) }
        guard live.cgroupControllers != nil else { return verdict }
        return Judge.fail(
            verdict, "cgroup.controllers of the running kernel does not list memory",
            remedy: verdict.status == .pass
                ? "look for cgroup_disable=memory among the boot parameters" : verdict.remedy)
    }

    private func onV2(_ verdict: Verdict) -> Verdict {
        // Where swap has an option of its own, the controller alone does not show whether it is accounted.
        guard verdict.symbol != "MEMCG" else { return Judge.pass(verdict, "cgroup.controllers lists memory") }
        return withoutAccounting(verdict) ?? verdict
    }

    private func onV1(_ verdict: Verdict, _ controller: LiveAbilities.MemoryV1) -> Verdict {
        if let attribute = verdict.requirement.unavailableInV1 {
            return Judge.fail(verdict, attribute.v1Limitation, remedy: attribute.v1Remedy)
        }
        if verdict.rule.id == "MEMCG-SWAP", !controller.countsSwap {
            return withoutAccounting(verdict)
                ?? Judge.fail(
                    verdict, "cgroup v1 of the running kernel has no memory.memsw.limit_in_bytes",
                    remedy: verdict.remedy ?? "boot a kernel that accounts swap, without swapaccount=0")
        }
        return Judge.pass(verdict, "it is mounted as cgroup v1")
    }

    /// Fails with the reason for which the kernel that was booted does not account swap; nil where it does.
    private func withoutAccounting(_ verdict: Verdict) -> Verdict? {
        guard let rule = RuleTable.rule("BOOT-SWAP-ACCOUNTING"),
            let trap = swapAccounting(Requirement(rule, because: verdict.requirement.reasons)), trap.status != .pass
        else { return nil }
        var failed = Judge.fail(verdict, trap.summary, remedy: trap.remedy)
        failed.location = trap.location
        return failed
    }
}

extension Requirement {
    /// The first limit that cgroup version 1 cannot give.
    fileprivate var unavailableInV1: CgroupAttribute? {
        for reason in reasons {
            if let attribute = reason.unavailableInV1 { return attribute }
        }
        return nil
    }
}
