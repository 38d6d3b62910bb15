import KernelConfigs
import Testing

@Suite("The mark of an embedded configuration")
struct ConfigMarkerTests {
    private static let mark = Array("IKCFG_ST".utf8) + [0x1f, 0x8b, 0x08]

    /// Where marks end, in the whole of the bytes, when they come in pieces of this size.
    private func ends(_ bytes: [UInt8], piece: Int) -> [Int] {
        var marker = ConfigMarker()
        var ends: [Int] = []
        var start = 0
        while start < bytes.count {
            let slice = Array(bytes[start..<min(start + piece, bytes.count)])
            var position = 0
            while let next = marker.next(slice, from: position, upTo: slice.count) {
                ends.append(start + next)
                position = next
            }
            start += piece
        }
        return ends
    }

    @Test("It is found wherever the pieces are cut, and only with a gzip stream after it", arguments: 1...20)
    func pieces(size: Int) {
        let bytes =
            Array("IKCFG_IKCFG_STIKCFG_".utf8) + Self.mark + Array("IKCFG_ST\u{1f}".utf8) + Self.mark + Self.mark + [1]
        #expect(ends(bytes, piece: size) == [31, 51, 62])
    }

    @Test("Nothing is found in a mark that is cut off")
    func cut() {
        for length in 0..<Self.mark.count { #expect(ends(Array(Self.mark.prefix(length)), piece: 4) == []) }
    }
}
