import CSystem

/// What a process that is root may do.
package enum Rights: Sendable {
    /// swapon(2) and swapoff(2) among all else.
    case full
    /// It has not got CAP_SYS_ADMIN, as in most containers (capabilities(7)).
    case noAdministration
    /// It is root of a user namespace alone, and no capability that it has there reaches the machine's swap
    /// (user_namespaces(7)).
    case userNamespace

    /// This process's.
    ///
    /// What cannot be found out counts as a right: the kernel then says no itself.
    package static func current() -> Rights {
        if csystem_is_administrator() == 0 { return .noAdministration }
        guard let map = Root().readIfPresent("/proc/self/uid_map") else { return .full }
        return isWhole(map) ? .full : .userNamespace
    }

    /// Whether the map of user ids is that of the first namespace: `0 0 4294967295`, every id as itself.
    static func isWhole(_ map: [UInt8]) -> Bool {
        let fields = map.split { $0 <= UInt8(ascii: " ") }
        return fields.count == 3 && fields[0].elementsEqual("0".utf8) && fields[1].elementsEqual("0".utf8)
            && fields[2].elementsEqual("4294967295".utf8)
    }
}
