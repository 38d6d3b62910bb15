extension UInt8 {
    /// The small letter of one of ASCII's capitals; any other byte is itself.
    package var lowercase: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self + 0x20 : self }

    /// The capital of one of ASCII's small letters; any other byte is itself.
    package var uppercase: UInt8 { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self - 0x20 : self }
}

extension String {
    /// With capitals for ASCII's small letters.
    package var uppercaseASCII: String { String(decoding: utf8.map { $0.uppercase }, as: UTF8.self) }

    /// With small letters for ASCII's capitals.
    package var lowercaseASCII: String { String(decoding: utf8.map { $0.lowercase }, as: UTF8.self) }
}
