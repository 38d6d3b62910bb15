import Kernel
import Planning
import System
import Text

/// Everything that the applier does to a machine. `LinuxMachine` does it; a test double models what the kernel would do.
///
/// All paths are absolute. Nothing but the applier calls these.
package protocol Machine {
    /// Loads a kernel module with its parameters; succeeds when it is loaded already.
    mutating func loadModule(_ name: String, arguments: [String]) throws(SystemError)
    /// Reads hot_add and returns the device that the kernel added.
    mutating func addZram() throws(SystemError) -> ZramName
    mutating func removeZram(_ name: ZramName) throws(SystemError)
    /// Writes the text and a line end in one write(2).
    mutating func write(_ write: AttributeWrite) throws(SystemError)
    /// What the attribute's file shows.
    mutating func read(_ attribute: Attribute) throws(SystemError) -> String
    /// Records the value that an attribute has before it is changed.
    ///
    /// - Returns: whether it is new; false when there was a record of it, which remains.
    mutating func recordOriginal(_ value: String, of attribute: Attribute) throws(SystemError) -> Bool
    /// Removes that record; one that is missing is as good.
    mutating func forgetOriginal(of attribute: Attribute) throws(SystemError)
    /// - Returns: what stood where something was written.
    mutating func formatSwap(_ format: SwapFormat) throws(SystemError) -> [SavedBytes]
    /// Writes bytes back onto a block device.
    mutating func restoreContent(_ saved: [SavedBytes], of area: SwapArea) throws(SystemError)
    /// Leaves nothing when it fails.
    mutating func createSwapFile(_ creation: SwapFileCreation) throws(SystemError)
    /// Gives the new file its name and the old one `keptPath`. Leaves both as they were when it fails.
    mutating func placeSwapFile(_ creation: SwapFileCreation) throws(SystemError)
    /// Gives the kept file its name again; the new one is gone.
    mutating func putBackSwapFile(_ creation: SwapFileCreation) throws(SystemError)
    mutating func removeFile(_ path: String) throws(SystemError)
    /// - Parameter flags: the bits of swapon(2).
    mutating func swapOn(_ area: SwapArea, flags: Int32) throws(SystemError)
    /// - Parameter goesOn: asked now and then while it takes its time, with the bytes that are still swapped there; false
    ///   gives up, and the area stays in use.
    mutating func swapOff(_ area: SwapArea, while goesOn: (UInt64) -> Bool) throws(SystemError)
    /// - Returns: whether it was created; false when it was there.
    mutating func makeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool
    /// - Returns: whether it was there.
    mutating func removeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool
}
