import Applying
import Foundation
import Planning
import Reports
import System
import Testing
import Text

@Suite("What an apply shows")
struct ApplyReportTests {
    private static let plan = Plan(changes: [
        Samples.replacement, Samples.cgroupChange, Samples.inSync, Samples.blocked,
    ])

    private static let result: ApplyResult = {
        var result = ApplyResult()
        result.changed = [Samples.cgroupChange]
        result.failures = [Samples.failure]
        result.blocked = [Samples.blocked]
        return result
    }()

    @Test("A line a step with its number, a failure with what was done and what to do, and the counts")
    func text() {
        var report = ApplyText(Self.plan, style: .plain)
        let events: [ApplyEvent] = [
            .started(Samples.replacement), .step(Samples.replacement.resource, Samples.replacement.steps[0]),
            .step(Samples.replacement.resource, Samples.replacement.steps[1]), .failed(Samples.failure),
            .started(Samples.cgroupChange), .step(Samples.cgroupChange.resource, Samples.cgroupChange.steps[0]),
            .finished(Samples.cgroupChange), .finished(Samples.inSync),
        ]
        var text = ""
        for event in events { text += report.render(event) }
        text += ApplyText.summary(Self.plan, Self.result, style: .plain)
        #expect(
            text == """
                [1/4] swap_files./var/swap: swapoff /var/swap (11.8M in use)
                [2/4] swap_files./var/swap: create swap file /var/.swap.zramctl-swift (512M, mode 0600)
                swap_files./var/swap: error: write /var/.swap.zramctl-swift: No space left on device (ENOSPC)
                    help: free 256M on /var, then apply again
                    done: swapoff /var/swap (11.8M in use)
                    not done: create swap file /var/.swap.zramctl-swift (512M, mode 0600)
                    not done: swapon /var/swap, priority 10
                    now: as before
                [4/4] cgroups.app: write "314572800" to /sys/fs/cgroup/app/memory.high (300M)
                cgroups.app: changed
                1 of 4 failed: swap_files./var/swap; 1 cannot be done here: zram.zram1; 1 changed, 1 in sync.

                """)
    }

    @Test("A failure at the first step says that nothing was done")
    func nothingDone() {
        var report = ApplyText(Self.plan, style: .plain)
        var failure = Samples.failure
        failure.done = []
        #expect(report.render(.failed(failure)).contains("    done: nothing\n"))
    }

    @Test("What was not tried because something else failed keeps its numbers too")
    func dependence() {
        var report = ApplyText(Self.plan, style: .plain)
        let failure = ResourceFailure(
            resource: Samples.replacement.resource, done: [], failed: Samples.replacement.steps[0],
            error: SystemError("swapoff", "/var/swap", code: 0, detail: "zram.zram0 failed"),
            skipped: Array(Samples.replacement.steps.dropFirst()), dependsOn: Resource(.zram, "zram0"))
        _ = report.render(.failed(failure))
        let step = report.render(.step(Samples.cgroupChange.resource, Samples.cgroupChange.steps[0]))
        #expect(step.hasPrefix("[4/4] "))
        var result = ApplyResult()
        result.failures = [failure]
        #expect(ApplyJSON.document(Self.plan, result).text.contains("\"depends_on\": \"zram.zram0\",\n"))
    }

    @Test("What was rolled back in part is not reported as rolled back")
    func takenBackInPart() {
        var rollback = Rollback()
        rollback.lost = ["the discard policy of /var/swap"]
        let rolledBack = RolledBack(Samples.replacement, rollback)
        var report = ApplyText(Self.plan, style: .plain)
        #expect(
            report.render(.rolledBack(rolledBack)) == """
                swap_files./var/swap: rolled back in part
                    lost: the discard policy of /var/swap

                """)
        var result = ApplyResult()
        result.rolledBack = [rolledBack, RolledBack(Samples.cgroupChange, Rollback())]
        let summary = ApplyText.summary(Self.plan, result, style: .plain)
        #expect(summary == "1 of 4 rolled back: cgroups.app; 1 rolled back in part: swap_files./var/swap; 1 in sync.\n")
    }

    @Test("What an apply shows, as data")
    func json() throws {
        let text = ApplyJSON.document(Self.plan, Self.result).text
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["format_version"] as? Int == 1)
        #expect(document["in_sync"] as? Int == 1)
        let changed = try #require(document["changed"] as? [[String: Any]])
        #expect(changed.map { $0["resource"] as? String } == ["cgroups.app"])
        #expect(changed[0]["action"] as? String == "change")
        let failed = try #require((document["failed"] as? [[String: Any]])?.first)
        let error = try #require(failed["error"] as? [String: Any])
        #expect(error["errno"] as? Int == 28)
        #expect(error["path"] as? String == "/var/.swap.zramctl-swift")
        #expect((failed["done"] as? [[String: Any]])?.map { $0["operation"] as? String } == ["swapoff"])
        #expect((failed["failed_step"] as? [String: Any])?["operation"] as? String == "create_swap_file")
        #expect((failed["skipped"] as? [[String: Any]])?.map { $0["operation"] as? String } == ["swapon"])
        #expect(failed["help"] as? String == "free 256M on /var, then apply again")
        #expect((document["blocked"] as? [[String: Any]])?.map { $0["name"] as? String } == ["zram1"])
    }

    @Test("An error that is none of the kernel's has no errno")
    func noErrno() {
        var result = ApplyResult()
        var failure = Samples.failure
        failure.error = SystemError("read back", "/f", code: 0, detail: "shows \"1\"")
        result.failures = [failure]
        #expect(ApplyJSON.document(Self.plan, result).text.contains("\"errno\": null,"))
    }
}

@Suite("What came of checking a profile")
struct ValidationReportTests {
    @Test("Text and data")
    func both() {
        #expect(ValidationReport.text(file: "board.yaml") == "board.yaml: valid\n")
        #expect(
            ValidationReport.document(file: "board.yaml", []).text == """
                {
                  "format_version": 1,
                  "file": "board.yaml",
                  "valid": true,
                  "diagnostics": []
                }

                """)
        #expect(
            ValidationReport.document(file: "b", Samples.blocked.diagnostics).text.contains("\"valid\": false,\n"))
    }
}
