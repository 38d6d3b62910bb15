import LiveState
import Resources
import System

extension MachineState {
    /// Reads the facts and the part of every kind of resource.
    static func read(root: Root, query: StateQuery) throws(SystemError) -> MachineState {
        try read(StateReading(root: root, query: query))
    }
}
