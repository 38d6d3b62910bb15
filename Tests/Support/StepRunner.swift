import Applying
import Model
import Planning
import System

/// A step that a machine refused, or that did not show afterwards.
package struct StepFailure: Equatable, Sendable {
    package var resource: Resource
    package var step: Step
    package var error: SystemError
}

/// Does the steps of a plan one after the other and reads back what it wrote: the least that an applier must do, so that
/// plans can be judged without it.
///
/// A resource stops at its first failure; the others go on.
package func runSteps<M: Machine>(of plan: Plan, on machine: inout M) -> [StepFailure] {
    var failures: [StepFailure] = []
    for change in plan.changes {
        for step in change.steps {
            do {
                try run(step, on: &machine)
            } catch {
                failures.append(StepFailure(resource: change.resource, step: step, error: error))
                break
            }
        }
    }
    return failures
}

private func run<M: Machine>(_ step: Step, on machine: inout M) throws(SystemError) {
    switch step {
    case .loadModule(let name, let arguments): try machine.loadModule(name, arguments: arguments)
    case .addZram(let number):
        let added = try machine.addZram()
        if added != number { throw SystemError("add", "zram\(number)", code: 0, detail: "got \(added)") }
    case .removeZram(let number): try machine.removeZram(number)
    case .write(let write):
        try machine.write(write.value, to: write.path)
        try check(write, on: &machine)
    case .formatSwap(let format): try machine.formatSwap(format)
    case .createSwapFile(let creation): try machine.createSwapFile(creation)
    case .removeFile(let path): try machine.removeFile(path)
    case .swapOn(let path, let priority, let discard): try machine.swapOn(path, flags: priority.flags | discard.flags)
    case .swapOff(let path, _): try machine.swapOff(path)
    case .makeCgroup(let path): try machine.makeDirectory(path)
    case .removeCgroup(let path): try machine.removeDirectory(path)
    }
}

private func check<M: Machine>(_ write: AttributeWrite, on machine: inout M) throws(SystemError) {
    var path = write.path
    let words: [Substring]
    let isAsWritten: Bool
    switch write.readBack {
    case .none: return
    case .text(let text):
        words = try machine.read(path).split { $0.isWhitespace }
        isAsWritten = words.joined(separator: " ") == text
    case .selected(let word):
        words = try machine.read(path).split { $0.isWhitespace }
        isAsWritten = words.contains { $0 == "[" + word + "]" }
    case .word(let word):
        words = try machine.read(path).split { $0.isWhitespace }
        isAsWritten = words.contains { $0 == word }
    case .column(let other, let index, let value):
        path = other
        words = try machine.read(path).split { $0.isWhitespace }
        isAsWritten = words.indices.contains(index) && words[index] == value
    }
    if !isAsWritten {
        throw SystemError("read back", path, code: 0, detail: "it shows " + words.joined(separator: " "))
    }
}
