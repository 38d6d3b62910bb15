import Kernel
import KernelCheck
import LiveState
import Resources
import Testing
import Text

@Suite("What the settings of a profile need of a kernel")
struct SettingRuleTests {
    private func verdicts(_ vm: String, _ config: String, _ version: String) throws -> [String: Verdict.Status] {
        let profile = try Profile.parse(SourceText(name: "p", text: "version: 1\nvm: { \(vm) }\n"))
        let text = "# Linux/x86 \(version) Kernel Configuration\nCONFIG_PROC_FS=y\n" + config
        let kernel = CheckReport.Kernel(
            try KernelConfig(name: "c", bytes: Array(text.utf8)), try judge(text), Requirements(profile), waivers: [])
        return Dictionary(uniqueKeysWithValues: kernel.verdicts.map { ($0.rule.id, $0.status) })
    }

    private func judge(_ text: String) throws -> Judge {
        Judge(try KernelConfig(name: "c", bytes: Array(text.utf8)), Judge.Settings())
    }

    @Test("Each needs /proc/sys")
    func sysctl() throws {
        #expect(try verdicts("page-cluster: 0", "CONFIG_PROC_SYSCTL=y\n", "6.12.0")["PROC-SYSCTL"] == .pass)
        #expect(try verdicts("page-cluster: 0", "# CONFIG_PROC_SYSCTL is not set\n", "6.12.0")["PROC-SYSCTL"] == .fail)
    }

    @Test(
        "Some need a version, and a value may need one of its own",
        arguments: [
            ("watermark_boost_factor: 0", "VM-WATERMARK-BOOST-FACTOR", "4.19.0", Verdict.Status.fail),
            ("watermark_boost_factor: 0", "VM-WATERMARK-BOOST-FACTOR", "5.10.0", .pass),
            ("swappiness: 101", "VM-SWAPPINESS-RANGE", "5.7.0", .fail),
            ("swappiness: 200", "VM-SWAPPINESS-RANGE", "5.10.0", .pass),
        ])
    func version(vm: String, rule: String, version: String, status: Verdict.Status) throws {
        #expect(try verdicts(vm, "CONFIG_PROC_SYSCTL=y\n", version)[rule] == status)
    }

    @Test("A running kernel that shows them has them, whatever its configuration says")
    func running() throws {
        let profile = try Profile.parse(SourceText(name: "p", text: "version: 1\nvm: { page-cluster: 0 }\n"))
        for isThere in [true, false] {
            var live = LiveAbilities()
            live.hasSysctls = isThere
            let config = KernelConfig(unknown: "the running kernel")
            let judge = Judge(config, Judge.Settings(), live: live)
            let kernel = CheckReport.Kernel(config, judge, Requirements(profile), waivers: [])
            let verdict = try #require(kernel.verdicts.first { $0.rule.id == "PROC-SYSCTL" })
            #expect(verdict.status == (isThere ? .pass : .unknown))
        }
    }

    @Test("A value that every kernel takes needs no version")
    func plain() throws {
        #expect(try verdicts("swappiness: 100", "CONFIG_PROC_SYSCTL=y\n", "5.7.0")["VM-SWAPPINESS-RANGE"] == nil)
    }
}
