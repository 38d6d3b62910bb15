import SwapFormat
import Testing
import Text

@Suite("Swap signature")
struct SwapSignatureTests {
    private func page(_ magic: String, at offset: Int, size: Int = 4096) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        bytes.replaceSubrange(offset..<offset + magic.utf8.count, with: magic.utf8)
        return bytes
    }

    @Test(
        "A hibernation image is told from swap, at the end of every possible page",
        arguments: ["S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001"], [4096, 8192, 16384, 32768, 65536])
    func hibernation(magic: String, pageSize: Int) {
        let bytes = page(magic, at: pageSize - 10, size: 65536)
        #expect(SwapSignature(firstBytes: bytes) == .hibernation(magic))
    }

    @Test("TuxOnIce's mark at the beginning outranks a swap header after it")
    func tuxOnIce() throws {
        let uuid = try #require(UUID(bytes: [UInt8](repeating: 1, count: 16)))
        var bytes = SwapHeader(pageSize: 4096, lastPage: 9, uuid: uuid, label: "").encoded()
        bytes.replaceSubrange(0..<8, with: [0xed, 0xc3, 0x02, 0xe9, 0x98, 0x56, 0xe5, 0x0c])
        #expect(SwapSignature(firstBytes: bytes) == .hibernation("TuxOnIce"))
    }

    @Test("A header of a larger page is not seen in one small page, and is in 64 KiB")
    func largerPage() throws {
        let uuid = try #require(UUID(bytes: [UInt8](repeating: 1, count: 16)))
        let header = SwapHeader(pageSize: 16384, lastPage: 99, uuid: uuid, label: "big")
        let bytes = header.encoded() + [UInt8](repeating: 0, count: 65536 - 16384)
        #expect(SwapSignature(firstBytes: Array(bytes.prefix(4096))) == nil)
        #expect(SwapSignature(firstBytes: bytes) == .swap(header))
    }

    @Test("Nothing is found in no bytes, in less than a page, in zeros and in the magic of version 0")
    func nothing() {
        #expect(SwapSignature(firstBytes: []) == nil)
        #expect(SwapSignature(firstBytes: Array(page("SWAPSPACE2", at: 4086).dropLast())) == nil)
        #expect(SwapSignature(firstBytes: [UInt8](repeating: 0, count: 65536)) == nil)
        #expect(SwapSignature(firstBytes: page("SWAP-SPACE", at: 4086)) == nil)
        // The magic alone, without a version.
        #expect(SwapSignature(firstBytes: page("SWAPSPACE2", at: 4086)) == nil)
    }

    @Test("Any length of any bytes is read without a crash")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        for length in [0, 1, 9, 10, 1024, 4095, 4096, 4097, 8191, 16384, 65535, 65536, 65537] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(SwapSignature(firstBytes: bytes) == nil)
        }
    }
}
