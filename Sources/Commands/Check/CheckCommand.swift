import CheckReports
import CommandLine
import KernelCheck
import KernelConfigs
import LiveState
import Profiles
import Reports
import Resources
import System
import Text

extension Session {
    /// `check`
    package func check() -> ExitStatus {
        do throws(UsageError) {
            return KernelCheckRun(session: self, settings: try CheckSettings(settings)).run()
        } catch {
            console.writeError(error)
            return .usage
        }
    }
}

/// One run of `check`.
private struct KernelCheckRun {
    let session: Session
    let settings: CheckSettings

    private var console: Console { session.console }

    func run() -> ExitStatus {
        if settings.wantsList { return report(RuleText.list(RuleTable.all, style: console.outputStyle), .done) }
        if let id = settings.explained { return explainRule(id) }
        var profile: Profile?
        if session.settings.profile != .absent {
            profile = session.readProfile()
            if profile == nil { return .error }
        }
        var requirements = profile.map { Requirements($0) } ?? Requirements.base
        for own in settings.requirements {
            guard let other = requirements.require(own.symbol, own.values) else { continue }
            console.writeError(
                UsageError(
                    .check, .joining("--require ", own.symbol, " contradicts what is required already: "), other))
            return .usage
        }
        if let profile {
            console.writeError(profile.kernel.unknownWaivers(requirements, profile.source), source: profile.source)
        }
        do throws(SystemError) {
            var examination = KernelExamination(requirements, waivers: profile?.kernel.waivers ?? [])
            examination.settings = try judgeSettings()
            return report(examination, profile)
        } catch {
            console.writeError(error, help: "check the file that --cmdline names")
            return .error
        }
    }

    private func judgeSettings() throws(SystemError) -> Judge.Settings {
        var judge = Judge.Settings()
        judge.version = settings.version
        judge.isBuiltInOnly = settings.isBuiltInOnly
        judge.isStrict = settings.isStrict
        if let path = settings.commandLine {
            // The kernel takes no longer one than 4 KiB on any processor.
            let bytes = try FileDescriptor.contents(of: path, limit: 1 << 16)
            judge.bootParameters = SourceText(name: path, bytes: bytes)
        }
        return judge
    }

    private func report(_ examination: KernelExamination, _ profile: Profile?) -> ExitStatus {
        var kernels: [CheckReport.Kernel] = []
        var fragment: Fragment?
        for source in settings.kernels {
            let (kernel, config) = examine(source, examination)
            kernels.append(kernel)
            if let config { fragment = Fragment(kernel, config, isBuiltInOnly: settings.isBuiltInOnly) }
        }
        if kernels.isEmpty {
            let (kernel, config) = examineRunning(examination)
            kernels.append(kernel)
            fragment = Fragment(kernel, config, isBuiltInOnly: settings.isBuiltInOnly)
        }
        let report = CheckReport(kernels)
        let status: ExitStatus =
            switch report.outcome {
            case .passed: .done
            case .refused: .error
            case .failed: .changes
            case .unknown: .unknown
            }
        // The text on standard output has them already.
        let isShown = settings.format == .text && settings.output == nil && !settings.wantsFragment
        for kernel in kernels where !isShown {
            if let refusal = kernel.refusal { console.writeError([refusal], source: nil) }
        }
        guard settings.wantsFragment else { return self.report(render(report, profile), status) }
        guard let fragment, let kernel = kernels.first else { return status }
        return self.report(FragmentText.render(fragment, for: kernel), status)
    }

    private func render(_ report: CheckReport, _ profile: Profile?) -> String {
        switch settings.format {
        case .text:
            let style: Style = settings.output == nil ? console.outputStyle : .plain
            return CheckText.render(report, showsAll: settings.isVerbose, style: style)
        case .json: return CheckJSON.render(report, profile: profile?.source.name)
        case .sarif:
            return CheckSARIF.render(report, program: ProgramIdentity.name, version: ProgramIdentity.version)
        case .junit: return CheckJUnit.render(report, program: ProgramIdentity.name)
        case .github: return CheckGitHub.render(report)
        case .tap: return CheckTAP.render(report)
        }
    }

    /// Prints a report, or writes it to the file that --output names.
    private func report(_ text: String, _ status: ExitStatus) -> ExitStatus {
        guard let path = settings.output else {
            console.print(text)
            return status
        }
        do throws(SystemError) {
            try AtomicFile.write(path, Array(text.utf8))
            console.noteReport()
            return status
        } catch {
            console.writeError(error, help: "name another file with --output")
            return .error
        }
    }

    private func explainRule(_ id: String) -> ExitStatus {
        if let rule = RuleTable.all.first(where: { $0.id == id }) {
            return report(RuleText.explain(rule, style: console.outputStyle), .done)
        }
        let hint = Request.suggestion(id, RuleTable.all.map { $0.id })
        console.writeError(
            UsageError(.check, "there is no rule ", id, hint.isEmpty ? "; --list shows them" : hint))
        return .usage
    }

    // MARK: Kernels

    private func examine(
        _ kernel: CheckSettings.Kernel, _ examination: KernelExamination
    ) -> (CheckReport.Kernel, KernelConfig?) {
        do throws(UnreadableConfig) {
            var config = try read(kernel.source)
            for overlay in kernel.overlays { config.merge(try read(.config(overlay))) }
            return examination.examine(config, nil)
        } catch {
            return (CheckReport.Kernel(name: error.name, refusal: error.diagnostic), nil)
        }
    }

    private func read(_ source: CheckSettings.Source) throws(UnreadableConfig) -> KernelConfig {
        let found: ConfigSource
        do throws(ConfigSourceError) {
            switch source {
            case .config(let path): found = try KernelSources.file(path, readInput: session.invocation.readInput)
            case .image(let path): found = try KernelSources.image(path)
            }
        } catch {
            throw UnreadableConfig(name: error.name, diagnostic: error.diagnostic)
        }
        let (config, refusal) = KernelExamination.parse(found.name, found.bytes)
        guard let config else {
            throw UnreadableConfig(name: found.name, diagnostic: refusal ?? Diagnostic(.error, found.name))
        }
        return config
    }

    private func examineRunning(_ examination: KernelExamination) -> (CheckReport.Kernel, KernelConfig) {
        let live = LiveAbilities.read(session.root)
        var name = session.root.path("/proc/config.gz")
        var tried: [ConfigSource.Attempt] = []
        var refusal: Diagnostic?
        do throws(ConfigSourceError) {
            let found = try KernelSources.running(session.root)
            let (config, problem) = KernelExamination.parse(found.name, found.bytes)
            if let config {
                var (kernel, judged) = examination.examine(config, live)
                kernel.tried = found.tried.map { $0.text }
                return (kernel, judged)
            }
            (name, tried, refusal) = (found.name, found.tried, problem)
        } catch {
            tried = error.tried
        }
        if let refusal { tried.append(ConfigSource.Attempt(path: name, reason: refusal.summary)) }
        var (kernel, judged) = examination.examine(KernelConfig(unknown: "the running kernel"), live)
        kernel.tried = tried.map { $0.text }
        return (kernel, judged)
    }
}

/// A configuration that cannot be checked.
private struct UnreadableConfig: Error {
    let name: String
    let diagnostic: Diagnostic
}

/// What is asked of each kernel of one run.
private struct KernelExamination {
    let requirements: Requirements
    let waivers: [KernelSection.Waiver]
    var settings = Judge.Settings()

    init(_ requirements: Requirements, waivers: [KernelSection.Waiver]) {
        self.requirements = requirements
        self.waivers = waivers
    }

    static func parse(_ name: String, _ bytes: [UInt8]) -> (KernelConfig?, Diagnostic?) {
        do throws(InvalidConfig) {
            return (try KernelConfig(name: name, bytes: bytes), nil)
        } catch {
            return (nil, error.diagnostic)
        }
    }

    func examine(_ config: KernelConfig, _ live: LiveAbilities?) -> (CheckReport.Kernel, KernelConfig) {
        let judge = Judge(config, settings, live: live)
        return (CheckReport.Kernel(config, judge, requirements, waivers: waivers), config)
    }
}

extension ConfigSource.Attempt {
    fileprivate var text: String { .joining(path, ": ", reason) }
}

extension ConfigSourceError {
    fileprivate var diagnostic: Diagnostic { Diagnostic(.error, .joining(name, " ", problem), help: help) }
}
