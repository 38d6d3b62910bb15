/// Numbers and texts at known places of a file's bytes; nil or false where the bytes do not reach.
extension [UInt8] {
    /// 16 bits, the lowest byte first.
    func little16(_ offset: Int) -> Int? { number(offset, 2, bigEndian: false) }

    /// 32 bits, the lowest byte first.
    func little32(_ offset: Int) -> Int? { number(offset, 4, bigEndian: false) }

    /// 32 bits, the highest byte first.
    func big32(_ offset: Int) -> Int? { number(offset, 4, bigEndian: true) }

    /// Up to 8 bytes; nil for what is greater than any file, so that three of them can be added on every processor.
    func number(_ offset: Int, _ size: Int, bigEndian: Bool) -> Int? {
        guard offset >= 0, offset + size <= count else { return nil }
        var value: UInt64 = 0
        for index in 0..<size {
            value = value << 8 | UInt64(self[bigEndian ? offset + index : offset + size - 1 - index])
        }
        return value <= UInt64(Int.max >> 2) ? Int(value) : nil
    }

    /// Whether exactly these bytes stand there.
    func matches(_ text: StaticString, at offset: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, offset + length <= count else { return false }
        for index in 0..<length {
            guard unsafe text.utf8Start[index] == self[offset + index] else { return false }
        }
        return true
    }

    /// Whether these four bytes stand there, the first one written first.
    func matches(_ bytes: UInt32, at offset: Int) -> Bool {
        guard offset >= 0, offset + 4 <= count else { return false }
        for index in 0..<4 {
            let byte = UInt8(truncatingIfNeeded: bytes >> UInt32(24 - 8 * index))
            guard self[offset + index] == byte else { return false }
        }
        return true
    }
}
