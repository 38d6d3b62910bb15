/// Hexadecimal digits in ASCII.
package enum Hex {
    /// The digit for a number below 16, in small letters.
    package static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    /// The number of a digit in either case; nil for any other byte.
    package static func value(_ digit: UInt8) -> UInt8? {
        let number = digit &- UInt8(ascii: "0")
        if number < 10 { return number }
        let letter = digit.lowercase &- UInt8(ascii: "a")
        return letter < 6 ? letter + 10 : nil
    }
}
