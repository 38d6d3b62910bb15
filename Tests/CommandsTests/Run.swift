import Applying
import CommandLine
import Commands
import Foundation
import Kernel
import Planning
import System
import Text

/// The program's own, beside a type of Testing with that name.
typealias ProgramStatus = ExitStatus

/// One run of the program inside the test, with all that it wrote.
struct Run {
    private(set) var status = ExitStatus.done
    private(set) var output = ""
    private(set) var errors = ""
    /// What the syslog or the kernel took.
    private(set) var log: [String] = []

    /// What stands around the program.
    struct Surroundings {
        var environment: [String: String] = [:]
        var isTerminal = false
        var input = ""
        var user: UInt32 = 1000
        var root = "/nowhere"
        var rights = Rights.full
        /// What a write to standard output fails with.
        var outputError: SystemError?
        /// Where a line for the log ends up.
        var logPlace: SystemLog.Place? = .syslog
        /// Whether standard error is the console.
        var isConsole = false
        /// Where the lock and the records are; nil for none.
        var places: RuntimePlaces?
        /// Called when signals end the program no longer.
        var noteSignals: () -> Void = {}
    }

    init(_ arguments: [String], _ surroundings: Surroundings = Surroundings()) {
        self.init(arguments, surroundings, on: UntouchedMachine())
    }

    init<M: Machine>(_ arguments: [String], _ surroundings: Surroundings, on machine: M) {
        var log: [String] = []
        var output: [UInt8] = []
        var errors: [UInt8] = []
        let invocation = Invocation(
            arguments: arguments, environment: { surroundings.environment[$0] },
            output: .init(isTerminal: surroundings.isTerminal) { (bytes) throws(SystemError) in
                if let error = surroundings.outputError { throw error }
                output += bytes
            },
            errors: .init(isTerminal: surroundings.isTerminal, isConsole: surroundings.isConsole) {
                (bytes) throws(SystemError) in errors += bytes
            },
            readInput: { (limit) throws(SystemError) in Array(surroundings.input.utf8.prefix(limit)) },
            effectiveUser: surroundings.user, rights: { surroundings.rights }, root: Root(folder: surroundings.root),
            log: { line, place in
                guard let taker = surroundings.logPlace else { return nil }
                log.append((place == .kernel ? "kernel " : "") + String(decoding: line.bytes, as: UTF8.self))
                return place == .kernel ? place : taker
            }, places: surroundings.places, noteSignals: surroundings.noteSignals)
        status = Program.run(invocation, on: { _ in machine })
        self.log = log
        self.output = String(decoding: output, as: UTF8.self)
        self.errors = String(decoding: errors, as: UTF8.self)
    }
}

/// A machine on which every change fails.
struct UntouchedMachine: Machine {
    private func refuse(_ operation: String, _ path: String) -> SystemError {
        SystemError(operation, path, code: Errno.permission)
    }

    mutating func loadModule(_ name: String, arguments: [String]) throws(SystemError) { throw refuse("modprobe", name) }
    mutating func addZram() throws(SystemError) -> ZramName { throw refuse("read", "hot_add") }
    mutating func removeZram(_ name: ZramName) throws(SystemError) { throw refuse("write", "hot_remove") }
    mutating func write(_ write: AttributeWrite) throws(SystemError) { throw refuse("write", write.attribute.path) }
    mutating func read(_ attribute: Attribute) throws(SystemError) -> String { throw refuse("read", attribute.path) }
    mutating func recordOriginal(_ value: String, of attribute: Attribute) throws(SystemError) -> Bool {
        throw refuse("record", attribute.path)
    }
    mutating func forgetOriginal(of attribute: Attribute) throws(SystemError) {
        throw refuse("forget", attribute.path)
    }
    mutating func formatSwap(_ format: SwapFormat) throws(SystemError) -> [SavedBytes] {
        throw refuse("format", format.area.path)
    }
    mutating func restoreContent(_ saved: [SavedBytes], of area: SwapArea) throws(SystemError) {
        throw refuse("write", area.path)
    }
    mutating func placeSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        throw refuse("rename", creation.path)
    }
    mutating func putBackSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        throw refuse("rename", creation.path)
    }
    mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        throw refuse("create", creation.path)
    }
    mutating func removeFile(_ path: String) throws(SystemError) { throw refuse("unlink", path) }
    mutating func swapOn(_ area: SwapArea, flags: Int32) throws(SystemError) { throw refuse("swapon", area.path) }
    mutating func swapOff(_ area: SwapArea, while goesOn: (UInt64) -> Bool) throws(SystemError) {
        throw refuse("swapoff", area.path)
    }
    mutating func makeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool { throw refuse("mkdir", folder.path) }
    mutating func removeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        throw refuse("rmdir", folder.path)
    }
}
