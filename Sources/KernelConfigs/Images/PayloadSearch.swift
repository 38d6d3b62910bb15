/// Finds where compressed data may begin in a file whose header does not say.
package struct PayloadSearch: Equatable, Sendable {
    /// Where something may begin, and how it is packed.
    package struct Candidate: Equatable, Sendable {
        package var offset: Int
        package var compression: Compression
    }

    /// The most that are kept of those with a signature, and of LZMA, which has none: a kernel has one, and what follows it
    /// is its ramdisk.
    package static let most = 16

    /// In the file's order.
    package private(set) var candidates: [Candidate] = []
    /// Whether there were more.
    package private(set) var isFull = false
    private var lzmaCount = 0

    package init() {}

    /// - Parameters:
    ///   - bytes: a piece of the file, which reaches `Compression.signatureSize` bytes further than is searched.
    ///   - end: where the search ends.
    ///   - offset: the piece's own, in the file.
    package mutating func search(_ bytes: [UInt8], upTo end: Int, at offset: Int) {
        for index in 0..<min(end, bytes.count) {
            guard let compression = Compression.at(index, in: bytes) else { continue }
            let isLZMA = compression == .lzma
            guard (isLZMA ? lzmaCount : candidates.count - lzmaCount) < PayloadSearch.most else {
                isFull = true
                continue
            }
            if isLZMA { lzmaCount += 1 }
            candidates.append(Candidate(offset: offset + index, compression: compression))
        }
    }

    /// Those with a signature first: what looks like LZMA is most often something else.
    package var byLikelihood: [Candidate] {
        candidates.filter { $0.compression != .lzma } + candidates.filter { $0.compression == .lzma }
    }
}
