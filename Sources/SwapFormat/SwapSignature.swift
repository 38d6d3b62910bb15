import Text

/// What the first page of a device or file says about swap.
package enum SwapSignature: Equatable, Sendable {
    /// A swap area, version 1, of a page size that Linux knows.
    case swap(SwapHeader)
    /// A hibernation image lies here in place of the swap area; the text is its magic. Overwriting it loses the session.
    case hibernation(String)

    /// Software suspend and its kin, by their magic in the last ten bytes of the page (kernel/power/swap.c, TuxOnIce).
    private static let hibernationMagics = ["S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001"]
    /// TuxOnIce marks the very beginning of the page.
    private static let tuxOnIceMagic: [UInt8] = [0xed, 0xc3, 0x02, 0xe9, 0x98, 0x56, 0xe5, 0x0c]

    /// Looks for the magic at the end of each possible page.
    ///
    /// - Parameter bytes: the first bytes of the area; all page sizes are covered by 64 KiB, its own by one page.
    /// - Returns: nil when there is neither swap nor hibernation image in these bytes.
    package init?(firstBytes bytes: [UInt8]) {
        guard bytes.count >= 4096 else { return nil }
        if SwapSignature.holds(bytes, SwapSignature.tuxOnIceMagic, at: 0) {
            self = .hibernation("TuxOnIce")
            return
        }
        for pageSize in SwapHeader.pageSizes where bytes.count >= Int(pageSize) {
            let magicOffset = Int(pageSize) - 10
            for magic in SwapSignature.hibernationMagics
            where SwapSignature.holds(bytes, Array(magic.utf8), at: magicOffset) {
                self = .hibernation(magic)
                return
            }
            if let header = SwapHeader(firstBytes: bytes, pageSize: pageSize) {
                self = .swap(header)
                return
            }
        }
        return nil
    }

    private static func holds(_ bytes: [UInt8], _ magic: [UInt8], at offset: Int) -> Bool {
        for (index, byte) in magic.enumerated() where bytes[offset + index] != byte { return false }
        return true
    }
}

extension SwapHeader {
    /// Reads the header out of the area's first bytes.
    ///
    /// - Parameters:
    ///   - bytes: at least `pageSize` of them.
    ///   - pageSize: in bytes.
    /// - Returns: nil without the magic at that page's end, or with a version other than 1 in both byte orders.
    package init?(firstBytes bytes: [UInt8], pageSize: UInt64) {
        guard bytes.count >= Int(pageSize) else { return nil }
        let magicOffset = Int(pageSize) - 10
        for (index, byte) in SwapHeader.magic.utf8.enumerated() where bytes[magicOffset + index] != byte { return nil }
        func number(at offset: Int) -> UInt32 {
            UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
                | UInt32(bytes[offset + 2]) << 16 | UInt32(bytes[offset + 3]) << 24
        }
        let isByteSwapped = number(at: 1024) == UInt32(1).byteSwapped
        guard isByteSwapped || number(at: 1024) == 1, let uuid = UUID(bytes: Array(bytes[1036..<1052])) else {
            return nil
        }
        let lastPage = number(at: 1028)
        let badPages = number(at: 1032)
        let labelBytes = bytes[1052..<1068].prefix { $0 != 0 }
        self.init(
            pageSize: pageSize, lastPage: isByteSwapped ? lastPage.byteSwapped : lastPage,
            badPages: isByteSwapped ? badPages.byteSwapped : badPages, uuid: uuid,
            label: String(decoding: labelBytes, as: UTF8.self), isByteSwapped: isByteSwapped)
    }
}
