import CSystem

extension [UInt8] {
    /// Where the byte stands next, from `start` on (memchr(3)).
    package func index(of byte: UInt8, from start: Int) -> Int? {
        guard start < count else { return nil }
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let found = unsafe memchr(base + start, Int32(byte), count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Where the text stands next, from `start` on; not memmem(3), which prepares for long searches.
    package func index(of text: String, from start: Int) -> Int? {
        let length = text.utf8.count
        guard let first = text.utf8.first, start >= 0 else { return nil }
        return unsafe withUnsafeBytes { buffer in
            unsafe text.withCString { text in
                guard let base = buffer.baseAddress else { return nil }
                var place = start
                while place + length <= count {
                    guard let found = unsafe memchr(base + place, Int32(first), count - length - place + 1) else {
                        return nil
                    }
                    if unsafe memcmp(found, text, length) == 0 { return unsafe UnsafeRawPointer(found) - base }
                    place = unsafe UnsafeRawPointer(found) - base + 1
                }
                return nil
            }
        }
    }

    /// Whether the text stands there.
    package func holds(_ text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, start + length <= count else { return false }
        return unsafe withUnsafeBytes { buffer in
            let letters = unsafe UnsafeRawBufferPointer(start: text.utf8Start, count: length)
            var index = 0
            // Eight bytes at a time, since configurations are held against the same few words a hundred thousand times.
            while index + 8 <= length {
                let found = unsafe buffer.loadUnaligned(fromByteOffset: start + index, as: UInt64.self)
                guard unsafe found == letters.loadUnaligned(fromByteOffset: index, as: UInt64.self) else {
                    return false
                }
                index += 8
            }
            while index < length {
                guard unsafe buffer[start + index] == letters[index] else { return false }
                index += 1
            }
            return true
        }
    }

    /// The place of the first byte below 32 that is not one of these three.
    package func firstControl(except a: UInt8, _ b: UInt8, _ c: UInt8) -> Int? {
        unsafe withUnsafeBytes { buffer in
            var index = 0
            while index < buffer.count {
                // The high bit of each byte that is below 32: «Determine if a word has a byte less than n», S. E. Anderson,
                // Bit Twiddling Hacks.
                if index + 8 <= buffer.count {
                    let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 == 0 {
                        index += 8
                        continue
                    }
                }
                let end = Swift.min(index + 8, buffer.count)
                while index < end {
                    let byte = unsafe buffer[index]
                    if byte < 32, byte != a, byte != b, byte != c { return index }
                    index += 1
                }
            }
            return nil
        }
    }
}
