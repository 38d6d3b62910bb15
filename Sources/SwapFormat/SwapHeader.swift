import Text

/// The header in the first page of a swap area.
///
/// Source: include/linux/swap.h, `union swap_header`; mkswap(8). Offsets in bytes: version 1024, last page 1028, number
/// of bad pages 1032, UUID 1036, label 1052, list of bad pages 1536, magic in the last 10 bytes of the page.
package struct SwapHeader: Equatable, Sendable {
    /// In bytes; the magic's place depends on it, so an area made with another page size than the kernel's is unusable.
    package var pageSize: UInt64
    /// The number of the area's last page; page 0 is the header itself.
    package var lastPage: UInt32
    package var badPages: UInt32
    package var uuid: UUID
    /// At most 15 bytes, empty for none.
    package var label: String
    /// Whether the numbers are big-endian; the kernel accepts both byte orders.
    package var isByteSwapped: Bool

    package init(
        pageSize: UInt64, lastPage: UInt32, badPages: UInt32 = 0, uuid: UUID, label: String, isByteSwapped: Bool = false
    ) {
        self.pageSize = pageSize
        self.lastPage = lastPage
        self.badPages = badPages
        self.uuid = uuid
        self.label = label
        self.isByteSwapped = isByteSwapped
    }

    /// The longest label, in bytes: the field has 16 with its final NUL.
    package static let labelCapacity = 15
    /// mkswap(8) makes no area with fewer pages.
    package static let minimumPages: UInt64 = 10
    /// The page sizes that Linux kernels have, in bytes, the commonest first.
    package static let pageSizes: [UInt64] = [4096, 16384, 65536, 8192, 32768]

    /// The area's size in bytes with its header page.
    package var areaBytes: UInt64 { (UInt64(lastPage) + 1) * pageSize }

    /// The first page of the area: `pageSize` bytes, zero but for the header's fields. Boot bits are zero as mkswap's
    /// are on a new file; a caller that keeps them writes from offset 1024 on.
    package func encoded() -> [UInt8] {
        var page = [UInt8](repeating: 0, count: Int(pageSize))
        func put(_ value: UInt32, at offset: Int) {
            let stored = isByteSwapped ? value.byteSwapped : value
            for index in 0..<4 { page[offset + index] = UInt8(truncatingIfNeeded: stored >> UInt32(8 * index)) }
        }
        put(1, at: 1024)
        put(lastPage, at: 1028)
        put(badPages, at: 1032)
        for (index, byte) in uuid.bytes.enumerated() { page[1036 + index] = byte }
        for (index, byte) in label.utf8.prefix(SwapHeader.labelCapacity).enumerated() { page[1052 + index] = byte }
        for (index, byte) in SwapHeader.magic.utf8.enumerated() { page[page.count - 10 + index] = byte }
        return page
    }

    static let magic = "SWAPSPACE2"
}
