import Applying
import Commands
import Model
import Planning
import System

/// The program's entry.
///
/// Not Swift's own `main`, because Embedded Swift keeps the arguments to itself. The name is the one that SwiftPM gives to
/// the entry of an executable target before it links it as `main`.
@c(zramctl_swift_main)
func enter(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>?>?) -> Int32 {
    StandardStreams.prepare()
    var arguments: [String] = []
    if let words = unsafe words {
        for index in 1..<max(1, Int(count)) {
            guard let word = unsafe words[index] else { break }
            arguments.append(unsafe String(cString: word))
        }
    }
    return Program.run(.process(arguments: arguments), on: NoMachine()).rawValue
}

struct NoMachine: Machine {
    private func no() -> SystemError { SystemError("not here yet", "", code: 38) }
    mutating func loadModule(_ name: String, arguments: [String]) throws(SystemError) { throw no() }
    mutating func addZram() throws(SystemError) -> Int { throw no() }
    mutating func removeZram(_ number: Int) throws(SystemError) { throw no() }
    mutating func write(_ value: String, to path: String) throws(SystemError) { throw no() }
    mutating func read(_ path: String) throws(SystemError) -> String { throw no() }
    mutating func formatSwap(_ format: SwapFormat) throws(SystemError) { throw no() }
    mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError) { throw no() }
    mutating func removeFile(_ path: String) throws(SystemError) { throw no() }
    mutating func swapOn(_ path: String, flags: Int32) throws(SystemError) { throw no() }
    mutating func swapOff(_ path: String) throws(SystemError) { throw no() }
    mutating func makeDirectory(_ path: String) throws(SystemError) { throw no() }
    mutating func removeDirectory(_ path: String) throws(SystemError) { throw no() }
}
