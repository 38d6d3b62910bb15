import Kernel
import Text

extension LimitValue {
    /// Reads a limit of cgroup v2 or v1 in bytes.
    ///
    /// v2 says `max` for none. v1 shows the greatest number that its page counter holds: on 64 bits from
    /// 0x7fffffffffff0000 on, by page size; on 32 bits 0x7fffffff pages.
    ///
    /// - Parameter pageSize: in bytes.
    /// - Returns: nil for what is neither a number nor `max`.
    package init?(limit bytes: [UInt8], pageSize: UInt64) {
        var scanner = TextScanner(bytes)
        guard let field = scanner.field() else { return nil }
        if bytes.isText("max", in: field) {
            self = .max
        } else if let number = bytes.number(field) {
            self = number >= 0x7fff_ffff_ffff_0000 || number == 0x7fff_ffff * pageSize ? .max : .bytes(number)
        } else {
            return nil
        }
    }

    /// Reads `0` or `1`, as memory.oom.group holds.
    package init?(flag bytes: [UInt8]) {
        switch bytes.leadingNumber {
        case 0: self = .flag(false)
        case 1: self = .flag(true)
        default: return nil
        }
    }
}
