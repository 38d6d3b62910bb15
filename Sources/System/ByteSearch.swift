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

    /// Where the text stands next, from `start` on (memmem(3)).
    package func index(of text: String, from start: Int) -> Int? {
        guard start < count else { return nil }
        let length = text.utf8.count
        return unsafe withUnsafeBytes { buffer in
            unsafe text.withCString { text in
                guard let base = buffer.baseAddress,
                    let found = unsafe memmem(base + start, count - start, text, length)
                else { return nil }
                return unsafe UnsafeRawPointer(found) - base
            }
        }
    }
}
