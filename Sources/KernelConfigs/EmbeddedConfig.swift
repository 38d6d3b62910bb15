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
    /// Whether the banner of a Linux kernel went by (init/version.c).
    private(set) var isKernel = false
    /// The last bytes that went by, in which the banner may begin.
    private var tail: [UInt8] = []
    private static let banner = "Linux version "

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
        findBanner(bytes, upTo: end)
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

    private mutating func findBanner(_ bytes: [UInt8], upTo end: Int) {
        guard !isKernel else { return }
        let length = EmbeddedConfig.banner.utf8.count
        let seam = tail + bytes.prefix(min(end, length - 1))
        if seam.index(of: EmbeddedConfig.banner, from: 0) != nil {
            isKernel = true
        } else if let place = bytes.index(of: EmbeddedConfig.banner, from: 0), place + length <= end {
            isKernel = true
        }
        tail = Array((tail + bytes[max(0, end - length + 1)..<end]).suffix(length - 1))
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
