import CSystem

/// The signals that ask this program to end.
package enum Signals {
    /// From now on SIGTERM, SIGINT and SIGHUP do not end the program; `noted` returns them. One that the caller ignores, as
    /// nohup(1) does, stays ignored.
    package static func note() { csystem_note_signals() }

    /// The first that came since `note()`; nil for none.
    package static func noted() -> Int32? {
        let number = csystem_noted_signal()
        return number == 0 ? nil : number
    }

    /// `SIGTERM`
    package static func name(_ number: Int32) -> String {
        switch number {
        case SIGTERM: "SIGTERM"
        case SIGINT: "SIGINT"
        case SIGHUP: "SIGHUP"
        default: "signal " + number.description
        }
    }
}
