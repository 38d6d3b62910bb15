/// FNV-1a with 64 bits, the same in every run and version: it stands in swap headers.
package struct Hash {
    /// Of all that was taken in so far.
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    /// Takes a byte in.
    package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// Takes the bytes of a text in.
    @inline(never)
    package mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
    }
}
