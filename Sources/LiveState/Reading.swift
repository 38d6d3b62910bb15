import Model
import System

extension MachineState {
    /// Reads the state of the machine, or of a copy of its /proc, /sys and /etc.
    ///
    /// - Throws: only when /proc itself is not there; what is missing beyond that is part of the state.
    package static func read(root: Root, query: StateQuery) throws(SystemError) -> MachineState {
        MachineState()
    }
}
