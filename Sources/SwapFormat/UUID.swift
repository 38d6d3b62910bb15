import Text

/// The 16 bytes of a UUID, in the order in which they are stored and printed (RFC 9562).
package struct UUID: Equatable, Sendable {
    /// Always 16.
    package let bytes: [UInt8]

    /// - Parameter bytes: must be 16; nil otherwise.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// A random one (version 4) from 16 random bytes, which the caller draws; nil when there are not 16.
    package init?(random bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = UUID.marked(bytes, version: 4)
    }

    /// Reads `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`, in either case.
    package init?(text: String) {
        var bytes: [UInt8] = []
        var high: UInt8?
        var index = 0
        for byte in text.utf8 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = Hex.value(byte) else { return nil }
                if let upper = high {
                    bytes.append(upper << 4 | digit)
                    high = nil
                } else {
                    high = digit
                }
            }
            index += 1
        }
        guard index == 36 else { return nil }
        self.init(bytes: bytes)
    }

    /// `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`
    package var text: String {
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
            text.append(Hex.digit(byte >> 4))
            text.append(Hex.digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The version nibble: 4 is random, 8 is custom.
    package var version: Int { Int(bytes[6] >> 4) }

    static func marked(_ bytes: [UInt8], version: UInt8) -> [UInt8] {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0f | version << 4
        bytes[8] = bytes[8] & 0x3f | 0x80
        return bytes
    }
}
