import LiveState
import Model
import Profiles

extension StateQuery {
    /// What must be known of a machine to plan this profile.
    package init(_ profile: Profile) {
        self.init()
    }
}

extension Plan {
    /// What makes the machine as the profile wants it.
    package static func make(_ profile: Profile, on state: MachineState) -> Plan {
        Plan(changes: [])
    }

    /// What takes down all that the profile sets up, in reverse.
    ///
    /// - Parameter keepFiles: leaves swap files where they are, for the next boot.
    package static func takeDown(_ profile: Profile, on state: MachineState, keepFiles: Bool) -> Plan {
        Plan(changes: [])
    }
}
