import Kernel
import Planning
import SwapFormat
import System
import Text

/// What rolls back a step that was done.
package struct Undo: Equatable, Sendable {
    /// In order; none when the step changed nothing, or nothing that does any harm.
    package var steps: [Step]
    /// What does not come back, in words: `the data on zram0 (ext4)`; nil when all does.
    package var lost: String?

    package init(_ steps: [Step] = [], lost: String? = nil) {
        self.steps = steps
        self.lost = lost
    }

    /// There is nothing to roll back.
    package static let none = Undo()
}

extension Undo {
    /// What makes a zram device anew after a reset.
    ///
    /// - Parameter backing: what backing_dev had: the path of a device, or `none`; nil when it could not be read.
    init(resetOf name: ZramName, _ was: ZramConfiguration, backing: String?) {
        self.init()
        if let content = was.lost { lose(.joining("the data on ", name.text, " (", content, ")")) }
        if let backing, backing != "none" { lose(.joining("the backing device ", backing, " of ", name.text)) }
        guard was.size > 0 else { return }
        func write(_ value: AttributeValue, _ file: ZramAttribute) {
            steps.append(.write(AttributeWrite(.zram(name, file), value)))
        }
        if let algorithm = was.algorithm {
            write(.text(algorithm), .algorithm)
            if let parameters = was.parameters, !parameters.isEmpty {
                write(.parameters(Algorithm(name: algorithm, parameters: parameters)), .algorithmParameters)
            }
        }
        write(.bytes(was.size), .diskSize)
        if was.memoryLimit > 0 { write(.bytes(was.memoryLimit), .memoryLimit) }
        guard let header = was.header else { return }
        // A fingerprint of parameters that the device does not have any more would hide that from the next plan.
        let isWhole = was.parameters != nil
        if !isWhole { lose(.joining("the algorithm parameters of ", name.text)) }
        steps.append(
            .formatSwap(
                SwapFormat(
                    area: .zram(name), size: was.size, label: header.label,
                    fingerprint: isWhole
                        ? SettingsFingerprint(of: header.uuid) : SettingsFingerprint(parameters: [], discard: .none),
                    uuid: isWhole ? header.uuid : nil)))
    }

    private mutating func lose(_ what: String) { lost = lost.map { .joining($0, " and ", what) } ?? what }
}

/// What came of rolling back the steps of a resource.
package struct Rollback: Equatable, Sendable {
    /// A step back that failed.
    package struct Failure: Equatable, Sendable {
        package var step: Step
        package var error: SystemError

        package init(step: Step, error: SystemError) {
            self.step = step
            self.error = error
        }
    }

    /// The steps back that were done, in order.
    package var done: [Step] = []
    package var failures: [Failure] = []
    /// What does not come back.
    package var lost: [String] = []
    /// Steps that stay done because other resources build on them.
    package var kept: [Step] = []

    package init() {}

    /// Whether the area could not be switched off again.
    func leftInUse(_ area: SwapArea?) -> Bool {
        guard let area else { return false }
        return failures.contains { failure in
            guard case .swapOff(area, _, _) = failure.step else { return false }
            return true
        }
    }

    /// Whether everything is as it was before.
    package var isComplete: Bool { failures.isEmpty && lost.isEmpty && kept.isEmpty }
}
