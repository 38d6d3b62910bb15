import LiveState
import Planning
import Text

// Why a resource cannot become swap, or is left alone.

extension ResourceChange {
    mutating func blockSwap() {
        block("this kernel cannot swap: there is no /proc/swaps", help: "build it with CONFIG_SWAP")
    }

    mutating func blockHibernation(_ path: String, _ magic: String) {
        block(
            "\(path) holds a hibernation image (\(magic))",
            help: "resume the hibernated system first, or give its session up by hand: mkswap \(path)")
    }

    /// - Returns: whether the content of the area is unknown, so that nothing is done to it.
    mutating func blockUnreadable(_ path: String, _ content: AreaContent?) -> Bool {
        switch content {
        case .denied(let reason)?: block("the content of \(path) is unknown: \(reason)", help: "run this as root")
        case .unknown(let reason)?:
            block(
                "the content of \(path) is unknown: \(reason)",
                help: "see what the kernel says of it in dmesg, or name another one")
        default: return false
        }
        return true
    }
}

extension ResourceChange {
    /// Whatever is there under that name was not set up from this profile.
    mutating func leaveAlone(_ why: String) {
        action = .unmanaged
        report(.note, why, help: nil)
    }
}
