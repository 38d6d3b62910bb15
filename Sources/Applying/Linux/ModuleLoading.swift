import System
import Text

extension LinuxMachine {
    package func loadModule(_ name: String, arguments: [String]) throws(SystemError) {
        guard let program = places.modprobe ?? Modprobe.path(Root()) else {
            throw SystemError("load the module", name, code: 0, detail: "there is no modprobe on this machine")
        }
        let outcome = try Processes.run(program, [name] + arguments)
        guard outcome.end != .exited(0) else { return }
        let end: String
        switch outcome.end {
        case .exited(let status): end = .joining(program, " ended with status ", status.description)
        case .killed(let signal): end = .joining(program, " was ended by signal ", signal.description)
        }
        let words = LinuxMachine.oneLine(outcome.output)
        throw SystemError(
            "load the module", name, code: 0,
            detail: words.isEmpty ? .joining(end, " and said nothing") : .joining(words, " (", end, ")"))
    }

    /// What a program said, its lines in one.
    private static func oneLine(_ output: [UInt8]) -> String {
        output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }.reduce("") {
            $0.isEmpty ? $1 : $0 + "; " + $1
        }
    }
}
