/// Finds where compressed data may begin in a file whose header does not tell.
package struct PayloadSearch: Equatable, Sendable {
    /// Where something may begin, and how it is packed.
    package struct Candidate: Equatable, Sendable {
        package var offset: Int
        package var compression: Compression
    }

    /// The most that are kept: a kernel has one, and what follows it is its ramdisk.
    private static let most = 16

    /// In the file's order.
    package private(set) var candidates: [Candidate] = []

    package init() {}

    /// - Parameters:
    ///   - bytes: a piece of the file, which reaches `Compression.signatureSize` bytes further than is searched.
    ///   - end: where the search ends.
    ///   - offset: the piece's own, in the file.
    package mutating func search(_ bytes: [UInt8], upTo end: Int, at offset: Int) {
        for index in 0..<min(end, bytes.count) {
            guard let compression = Compression.at(index, in: bytes) else { continue }
            guard candidates.count < PayloadSearch.most else { return }
            candidates.append(Candidate(offset: offset + index, compression: compression))
        }
    }
}
