/// Finds where an embedded configuration may begin: `IKCFG_ST` and then a gzip stream (kernel/configs.c).
///
/// The same bytes stand in a compressed kernel too, where the stream is a broken one: what was found is the
/// configuration only if it unpacks.
package struct ConfigMarker: Equatable, Sendable {
    private static let text: StaticString = "IKCFG_ST"
    private static let length = 8 + gzip.count
    /// What begins the stream and was already passed by when the marker has been found.
    package static let gzip: [UInt8] = [0x1f, 0x8b, 0x08]

    /// How many of the marker's bytes were seen at the end of what was searched.
    private var matched = 0

    package init() {}

    /// Searches on.
    ///
    /// - Parameters:
    ///   - bytes: the next piece of the file; a marker may begin in the one before.
    ///   - start: where to go on in it.
    ///   - end: where the piece ends.
    /// - Returns: the offset after the marker and the beginning of the stream; nil when there is none up to the end.
    package mutating func next(_ bytes: borrowing [UInt8], from start: Int, upTo end: Int) -> Int? {
        var index = start
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == ConfigMarker.byte(matched) {
                matched += 1
                guard matched == ConfigMarker.length else { continue }
                matched = 0
                return index
            }
            // Its first letter stands nowhere else in it, so nothing shorter can be under way.
            matched = byte == UInt8(ascii: "I") ? 1 : 0
        }
        return nil
    }

    private static func byte(_ index: Int) -> UInt8 {
        index < 8 ? unsafe text.utf8Start[index] : gzip[index - 8]
    }
}
