/// Text that comes from files, safe to show on a terminal.
package enum Printable {
    /// The text itself, or, when a name holds control characters, with each of their bytes as in /proc/swaps: `\012`.
    package static func text(_ text: String) -> String {
        guard hasControls(text) else { return text }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let isEscaped = isControl(scalar)
            for byte in UTF8.encode(scalar) ?? .init() {
                guard isEscaped else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(UInt8(ascii: "\\"))
                for shift: UInt8 in [6, 3, 0] { bytes.append(UInt8(ascii: "0") + byte >> shift & 7) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Control characters of ASCII and Latin-1, those that turn the direction of writing, and the two that are none.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfffe, 0xffff: true
        default: false
        }
    }

    private static func hasControls(_ text: String) -> Bool {
        var isASCII = true
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7f { return true }
            if byte > 0x7f { isASCII = false }
        }
        return !isASCII && text.unicodeScalars.contains(where: isControl)
    }
}
