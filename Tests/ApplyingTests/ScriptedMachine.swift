import Applying
import Planning
import System

/// A machine that notes what it is asked to do, shows the attributes it is given, and fails where the test says.
struct ScriptedMachine: Machine {
    /// Each call in words, in order.
    var calls: [String] = []
    /// What the calls of these words answer.
    var failures: [String: SystemError] = [:]
    /// What the next call answers, whatever it is.
    var nextError: SystemError?
    /// What attributes show whatever is written to them, by path.
    var shown: [String: String] = [:]
    /// What hot_add hands out.
    var nextZram = 0
    private var written: [String: String] = [:]

    private mutating func note(_ call: String) throws(SystemError) {
        calls.append(call)
        if let error = nextError ?? failures[call] { throw error }
    }

    mutating func loadModule(_ name: String, arguments: [String]) throws(SystemError) {
        try note((["modprobe", name] + arguments).joined(separator: " "))
    }

    mutating func addZram() throws(SystemError) -> Int {
        try note("hot_add")
        defer { nextZram += 1 }
        return nextZram
    }

    mutating func removeZram(_ number: Int) throws(SystemError) { try note("hot_remove \(number)") }

    mutating func write(_ value: String, to path: String) throws(SystemError) {
        try note("\(path) < \(value)")
        written[path] = value
    }

    mutating func read(_ path: String) throws(SystemError) -> String {
        try note("\(path) >")
        return shown[path] ?? written[path].map { $0 + "\n" } ?? ""
    }

    mutating func formatSwap(_ format: SwapFormat) throws(SystemError) { try note("format \(format.path)") }

    mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        try note("create \(creation.path)")
    }

    mutating func removeFile(_ path: String) throws(SystemError) { try note("rm \(path)") }

    mutating func swapOn(_ path: String, flags: Int32) throws(SystemError) {
        try note("swapon \(path) 0x\(String(flags, radix: 16))")
    }

    mutating func swapOff(_ path: String) throws(SystemError) { try note("swapoff \(path)") }

    mutating func makeDirectory(_ path: String) throws(SystemError) { try note("mkdir \(path)") }

    mutating func removeDirectory(_ path: String) throws(SystemError) { try note("rmdir \(path)") }
}
