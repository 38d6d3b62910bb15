import Applying
import Planning
import System

/// A machine that notes what it is asked to do, shows the attributes it is given, and fails where the test says.
struct ScriptedMachine: Machine {
    /// Each call that changes something, in words, in order.
    var calls: [String] = []
    /// What the calls of these words answer.
    var failures: [String: SystemError] = [:]
    /// What the next call answers, whatever it is.
    var nextError: SystemError?
    /// What attributes show whatever is written to them, by path.
    var shown: [String: String] = [:]
    /// What hot_add hands out.
    var nextZram = 0
    /// Whether zram's files show what was written to them in their own way.
    var echoesSelection = false
    private var written: [String: String] = [:]

    private mutating func note(_ call: String) throws(SystemError) {
        if !call.hasSuffix(" >") { calls.append(call) }
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
        if echoesSelection, path.hasSuffix("/comp_algorithm") { return "lzo [\(written[path] ?? "lz4")] \n" }
        if echoesSelection, path.hasSuffix("/mm_stat") {
            return "0 0 0 \(written[path.replacing("mm_stat", with: "mem_limit")] ?? "0") 0\n"
        }
        return shown[path] ?? written[path].map { $0 + "\n" } ?? ""
    }

    mutating func formatSwap(_ format: SwapFormat) throws(SystemError) -> [SavedBytes] {
        try note("format \(format.path)")
        return [SavedBytes(offset: 0, bytes: [1])]
    }

    mutating func restoreContent(_ saved: [SavedBytes], of path: String) throws(SystemError) {
        try note("restore \(path)")
    }

    mutating func placeSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        try note("place \(creation.path)")
    }

    mutating func putBackSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        try note("put back \(creation.path)")
    }

    mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        try note("create \(creation.path)")
    }

    mutating func removeFile(_ path: String) throws(SystemError) { try note("rm \(path)") }

    mutating func swapOn(_ path: String, flags: Int32) throws(SystemError) {
        try note("swapon \(path) 0x\(String(flags, radix: 16))")
    }

    mutating func swapOff(_ path: String, while goesOn: (UInt64) -> Bool) throws(SystemError) {
        try note("swapoff \(path)")
        guard goesOn(4096) else { throw SystemError("swapoff", path, code: Errno.interrupted) }
    }

    mutating func makeDirectory(_ path: String) throws(SystemError) -> Bool {
        try note("mkdir \(path)")
        return true
    }

    mutating func removeDirectory(_ path: String) throws(SystemError) -> Bool {
        try note("rmdir \(path)")
        return true
    }
}
