import Kernel
import Profiles
import Resources
import Text

/// The result of a check: one configuration after the other.
package struct CheckReport: Equatable, Sendable {
    /// One kernel.
    package struct Kernel: Equatable, Sendable {
        /// The configuration's file, or what else it came from.
        package var name: String
        package var version: KernelVersion?
        package var architecture: String?
        /// What was looked at in vain before, with the reason: only for a running kernel.
        package var tried: [String] = []
        /// In the order of `CheckReport.order`, and then of the requirements. Empty where the configuration could not be read.
        package var verdicts: [Verdict] = []
        /// Why there are no verdicts.
        package var refusal: Diagnostic?

        package init(name: String) { self.name = name }
    }

    /// How it ended.
    package enum Outcome: Sendable {
        case passed
        /// A configuration could not be read.
        case refused
        case failed
        case unknown
    }

    package var kernels: [Kernel]
    /// Failures first, then what is unknown, warnings, what follows from a failure, waived rules and those that hold.
    package static let order: [Verdict.Status] = [.fail, .unknown, .warn, .skipped, .waived, .pass]

    package init(_ kernels: [Kernel]) { self.kernels = kernels }

    /// What weighs most in all kernels.
    package var outcome: Outcome {
        var outcome = Outcome.passed
        for kernel in kernels {
            if kernel.refusal != nil { return .refused }
            for verdict in kernel.verdicts {
                if verdict.status == .fail { outcome = .failed }
                if verdict.status == .unknown, verdict.isRequired, outcome == .passed { outcome = .unknown }
            }
        }
        return outcome
    }
}

extension CheckReport.Kernel {
    /// Holds a configuration against what is asked of it.
    package init(_ config: KernelConfig, _ judge: Judge, _ requirements: Requirements, waivers: [KernelSection.Waiver])
    {
        self.init(name: config.name)
        version = judge.version
        architecture = config.architecture
        var all = ConfigFinding.verdicts(config) + judge.verdicts(requirements)
        all.waive(waivers)
        all.skipFollowers()
        for status in CheckReport.order {
            for verdict in all where verdict.status == status { verdicts.append(verdict) }
        }
    }

    /// A configuration that is none.
    package init(name: String, refusal: Diagnostic) {
        self.init(name: name)
        self.refusal = refusal
    }

    /// How many rules ended so.
    package func count(_ status: Verdict.Status) -> Int {
        var count = 0
        for verdict in verdicts where verdict.status == status { count += 1 }
        return count
    }
}
