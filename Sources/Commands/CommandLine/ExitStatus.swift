/// What the program tells its caller.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Something could not be done.
    case error = 1
    /// `plan --detailed-exitcode`: the machine is not as the profile wants it.
    /// `check`: something required is missing.
    case changes = 2
    /// `check`: of something required it cannot be told.
    case unknown = 3
    /// The command line is wrong: EX_USAGE of sysexits.h.
    case usage = 64
}
