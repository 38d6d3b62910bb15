import CZlib

/// Unpacks one gzip stream (RFC 1952), piece by piece, in constant memory.
@safe @usableFromInline package struct Inflater: ~Copyable {
    /// Why a gzip stream could not be unpacked.
    package enum Failure: Error, Equatable, Sendable {
        /// It ends before its end.
        case truncated
        /// No gzip stream, or one whose bytes or checksum are wrong.
        case corrupt
        /// Something follows it; the offset of that in the input, in bytes.
        case trailingGarbage(at: Int)
        /// It unpacks to more than was allowed.
        case tooLong
        /// There is no memory for it.
        case outOfMemory
    }

    // zlib remembers where its stream lies, so that must not move.
    @usableFromInline let stream: UnsafeMutableRawPointer
    /// Whether the stream's end was reached and its checksum was right.
    package private(set) var hasEnded = false

    @inlinable deinit { unsafe endInflating(stream) }

    package init() throws(Failure) {
        let zlib = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe zlib.initialize(to: z_stream())
        // 15 is the largest window; 16 asks for gzip's header and checksum (zlib.h, inflateInit2).
        guard unsafe inflateInit2_(zlib, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            unsafe zlib.deallocate()
            throw .outOfMemory
        }
        unsafe stream = UnsafeMutableRawPointer(zlib)
    }

    /// Unpacks the next piece.
    ///
    /// - Parameters:
    ///   - input: packed bytes.
    ///   - position: where in them to go on; moved past what was used.
    ///   - end: where the input ends.
    ///   - capacity: the most to unpack, in bytes.
    /// - Returns: empty when more input is needed, or at the end of the stream.
    package mutating func next(
        _ input: borrowing [UInt8], _ position: inout Int, upTo end: Int, capacity: Int = 1 << 16
    ) throws(Failure) -> [UInt8] {
        guard !hasEnded, position < end else { return [] }
        let zlib = unsafe stream.assumingMemoryBound(to: z_stream.self)
        let start = position
        var left = end - start
        var result = Z_OK
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            unsafe input.withUnsafeBufferPointer { input in
                guard let base = input.baseAddress, start >= 0, end <= input.count else { return }
                // zlib reads through a pointer that it does not call constant.
                unsafe zlib.pointee.next_in = UnsafeMutablePointer(mutating: base + start)
                unsafe zlib.pointee.avail_in = UInt32(clamping: left)
                unsafe zlib.pointee.next_out = output.baseAddress
                unsafe zlib.pointee.avail_out = UInt32(clamping: capacity)
                unsafe result = inflate(zlib, Z_NO_FLUSH)
                unsafe left = Int(zlib.pointee.avail_in)
                unsafe count = capacity - Int(zlib.pointee.avail_out)
            }
        }
        position = end - left
        switch result {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: hasEnded = true
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .corrupt
        }
        return chunk
    }

    /// Unpacks a gzip stream that is all of the input.
    ///
    /// - Parameter limit: the most bytes that it may unpack to.
    package static func unpack(_ input: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        var inflater = try Inflater()
        var position = 0
        // Its last four bytes are the size of what it unpacks to, so that all comes at once. Not to be relied on.
        var size = 0
        for byte in input.suffix(4).reversed() { size = size << 8 | Int(byte) }
        let capacity = min(max(size, 4096), limit) + 1
        var output: [UInt8] = []
        while !inflater.hasEnded {
            let chunk = try inflater.next(input, &position, upTo: input.count, capacity: capacity)
            guard output.count + chunk.count <= limit else { throw .tooLong }
            guard !chunk.isEmpty || inflater.hasEnded || position < input.count else { throw .truncated }
            output = output.isEmpty ? chunk : output + chunk
        }
        guard position == input.count else { throw .trailingGarbage(at: position) }
        return output
    }
}

@usableFromInline func endInflating(_ stream: UnsafeMutableRawPointer) {
    let zlib = unsafe stream.assumingMemoryBound(to: z_stream.self)
    unsafe inflateEnd(zlib)
    unsafe zlib.deallocate()
}
