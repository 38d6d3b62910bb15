/// Octal numbers.
package enum Octal {
    /// Permission bits in four digits, as chmod(1) takes them.
    package static func text(_ mode: UInt32) -> String {
        var digits: [UInt8] = []
        for shift in [UInt32(9), 6, 3, 0] { digits.append(UInt8(ascii: "0") + UInt8(mode >> shift & 7)) }
        return String(decoding: digits, as: UTF8.self)
    }
}
