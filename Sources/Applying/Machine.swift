import Model
import Planning
import System

/// Everything that the applier does to a machine. `LinuxMachine` does it; a test double models what the kernel would do.
///
/// All paths are absolute. Nothing but the applier calls these.
package protocol Machine {
    /// Loads a kernel module with its parameters; succeeds when it is loaded already.
    mutating func loadModule(_ name: String, arguments: [String]) throws(SystemError)
    /// Reads hot_add and returns the number of the device that came into being.
    mutating func addZram() throws(SystemError) -> Int
    mutating func removeZram(_ number: Int) throws(SystemError)
    /// Writes the text and a line end in one write(2).
    mutating func write(_ value: String, to path: String) throws(SystemError)
    mutating func read(_ path: String) throws(SystemError) -> String
    mutating func formatSwap(_ format: SwapFormat) throws(SystemError)
    mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError)
    mutating func removeFile(_ path: String) throws(SystemError)
    /// - Parameter flags: the bits of swapon(2).
    mutating func swapOn(_ path: String, flags: Int32) throws(SystemError)
    mutating func swapOff(_ path: String) throws(SystemError)
    mutating func makeDirectory(_ path: String) throws(SystemError)
    mutating func removeDirectory(_ path: String) throws(SystemError)
}
