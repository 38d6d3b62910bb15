import SwapFormat
import Text

extension Target {
    func readHeader(_ bytes: [UInt8]) {
        _ = SwapSignature(firstBytes: bytes)
        // The fields stand far apart, so the input fills them and not the page.
        var page = [UInt8](repeating: 0, count: 65536)
        let size = SwapHeader.pageSizes[Int(bytes.first ?? 0) % SwapHeader.pageSizes.count]
        for (offset, byte) in bytes.dropFirst().prefix(48).enumerated() { page[1024 + offset] = byte }
        for (offset, byte) in bytes.dropFirst(49).prefix(10).enumerated() { page[Int(size) - 10 + offset] = byte }
        for (offset, byte) in bytes.dropFirst(59).prefix(8).enumerated() { page[offset] = byte }
        for count in [page.count, Int(size), 4096, 100] {
            guard case .swap(let header)? = SwapSignature(firstBytes: Array(page[..<count])) else { continue }
            expect(SwapHeader.pageSizes.contains(header.pageSize), "a page size that Linux has")
            expect(header.label.utf8.count <= 48, "a label is short")
            expect(header.areaBytes >= header.pageSize, "an area has its header page")
            let again = SwapHeader(firstBytes: header.encoded(), pageSize: header.pageSize)
            // What is no UTF-8 or fills the whole field is not kept.
            guard header.label.utf8.count <= SwapHeader.labelCapacity else { continue }
            expect(again == header, "a header reads as it is written")
        }
    }
}
