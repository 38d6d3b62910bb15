import System

/// Looks for the embedded configuration in a kernel that goes by piece by piece.
struct EmbeddedConfig: ~Copyable {
    private var marker = ConfigMarker()
    /// Unpacks what began at the last marker, as long as it unpacks.
    private var candidate: Inflater?
    private var text: [UInt8] = []
    /// The configuration, once it is complete.
    private(set) var found: [UInt8]?
    /// How much went by, in bytes.
    private(set) var searched = 0

    /// Whether a configuration began and has not ended yet.
    var isUnderWay: Bool { candidate != nil && !text.isEmpty }

    /// Whether it is worth while to go on.
    func wantsMore(upTo limit: Int) -> Bool { found == nil && searched < limit }

    /// - Parameters:
    ///   - bytes: the next piece.
    ///   - end: where it ends.
    @inline(never)
    mutating func search(_ bytes: [UInt8], upTo end: Int) {
        var position = 0
        searched += end
        while position < end, found == nil {
            let next = marker.next(bytes, from: position, upTo: end)
            unpack(bytes, position, upTo: next ?? end)
            guard let next, found == nil else { return }
            // Inside of a configuration no other begins, so that what was under way was none.
            text = []
            candidate = try? Inflater()
            unpack(ConfigMarker.gzip, 0, upTo: ConfigMarker.gzip.count)
            position = next
        }
    }

    @inline(never)
    private mutating func unpack(_ bytes: [UInt8], _ start: Int, upTo end: Int) {
        guard var inflater = candidate.take() else { return }
        var position = start
        while true {
            guard let chunk = try? inflater.next(bytes, &position, upTo: end) else { return text = [] }
            text += chunk
            if inflater.hasEnded {
                if ConfigText.looksRight(text) { found = text }
                text = []
                return
            }
            guard text.count <= ConfigText.limit else { return text = [] }
            if chunk.isEmpty { break }
        }
        candidate = consume inflater
    }
}
