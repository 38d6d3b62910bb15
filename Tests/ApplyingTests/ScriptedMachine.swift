import Applying
import Kernel
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

    mutating func addZram() throws(SystemError) -> ZramName {
        try note("hot_add")
        defer { nextZram += 1 }
        return ZramName(nextZram)
    }

    mutating func removeZram(_ name: ZramName) throws(SystemError) { try note("hot_remove \(name.number)") }

    mutating func write(_ write: AttributeWrite) throws(SystemError) {
        try note("\(write.attribute.path) < \(write.text)")
        written[write.attribute.path] = write.text
    }

    mutating func read(_ attribute: Attribute) throws(SystemError) -> String {
        let path = attribute.path
        try note("\(path) >")
        switch attribute {
        case .zram(_, .algorithm) where echoesSelection: return "lzo [\(written[path] ?? "lz4")] \n"
        case .zram(let name, .statistics) where echoesSelection:
            return "0 0 0 \(written[Attribute.zram(name, .memoryLimit).path] ?? "0") 0\n"
        case .cgroup(_, .subtreeControl):
            if shown[path] == nil, let last = written[path] { return last == "+memory" ? "cpu memory\n" : "cpu\n" }
        default: break
        }
        return shown[path] ?? written[path].map { $0 + "\n" } ?? ""
    }

    mutating func recordOriginal(_ value: String, of attribute: Attribute) throws(SystemError) -> Bool {
        try note("record \(attribute.path) \(value)")
        return true
    }

    mutating func forgetOriginal(of attribute: Attribute) throws(SystemError) {
        try note("forget \(attribute.path)")
    }

    mutating func formatSwap(_ format: SwapFormat) throws(SystemError) -> [SavedBytes] {
        try note("format \(format.area.path)")
        return [SavedBytes(offset: 0, bytes: [1])]
    }

    mutating func restoreContent(_ saved: [SavedBytes], of area: SwapArea) throws(SystemError) {
        try note("restore \(area.path)")
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

    mutating func swapOn(_ area: SwapArea, flags: Int32) throws(SystemError) {
        try note("swapon \(area.path) 0x\(String(flags, radix: 16))")
    }

    mutating func swapOff(_ area: SwapArea, while goesOn: (UInt64) -> Bool) throws(SystemError) {
        try note("swapoff \(area.path)")
        guard goesOn(4096) else { throw SystemError("swapoff", area.path, code: Errno.interrupted) }
    }

    mutating func makeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        try note("mkdir \(folder.path)")
        return true
    }

    mutating func removeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        try note("rmdir \(folder.path)")
        return true
    }
}
