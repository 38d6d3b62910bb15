import Reports

/// How a run ended, for the program's caller.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Something could not be done.
    case error = 1
    /// `plan --detailed-exitcode`: the machine differs from the profile.
    /// `check`: something required is missing.
    case changes = 2
    /// `check`: something required could not be determined.
    case unknown = 3
    /// The command line is wrong: EX_USAGE of sysexits.h.
    case usage = 64
}

extension ExitStatus {
    /// The number, and what it means for that command.
    package func json(of command: Command) -> JSONValue {
        var object = JSONObject()
        object.add("code", Int(rawValue))
        object.add("meaning", command.exitStatuses.first { $0.status == self }?.meaning)
        return .object(object)
    }
}
