import Text

/// The name of a zram device: `zram3` in sysfs, /dev/zram3 as a node (drivers/block/zram/zram_drv.c, zram_add).
package struct ZramName: Equatable, Sendable {
    package var number: Int

    package init(_ number: Int) { self.number = number }

    /// Reads `zram3`; nil for any other name, as for a number with leading zeros, which no device has.
    package init?(_ text: String) { self.init(digits: ZramName.digits(text, after: "zram")) }

    /// Reads `/dev/zram3`; nil for any other node.
    package init?(node: String) { self.init(digits: ZramName.digits(node, after: "/dev/zram")) }

    @inline(never)
    private init?(digits: Substring.UTF8View?) {
        guard let digits, let first = digits.first, digits.count <= ZramName.mostDigits else { return nil }
        if first == UInt8(ascii: "0"), digits.count > 1 { return nil }
        number = 0
        for byte in digits {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
    }

    /// Minor numbers have 20 bits.
    private static let mostDigits = 7

    @inline(never)
    private static func digits(_ text: String, after start: StaticString) -> Substring.UTF8View? {
        let count = start.utf8CodeUnitCount
        guard text.utf8.count > count else { return nil }
        var index = 0
        for byte in text.utf8.prefix(count) {
            guard unsafe byte == start.utf8Start[index] else { return nil }
            index += 1
        }
        return text.utf8.dropFirst(count)
    }

    /// Whether a person would take the text for a device's name, as `zram01`.
    package static func isResembled(by text: String) -> Bool {
        guard let digits = digits(text, after: "zram") else { return false }
        return digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    /// `zram3`
    package var text: String { .joining("zram", number.description) }

    /// `/dev/zram3`
    package var node: String { .joining("/dev/zram", number.description) }
}
