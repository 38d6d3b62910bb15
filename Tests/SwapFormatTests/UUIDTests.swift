import SwapFormat
import Testing
import Text

@Suite("UUID")
struct UUIDTests {
    @Test(
        "Text is read in either case and printed in lower case",
        arguments: ["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"])
    func text(text: String) throws {
        let uuid = try #require(UUID(text: text))
        #expect(uuid.text == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6")
        #expect(
            uuid.bytes == [
                0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0, 0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6,
            ])
        #expect(uuid.version == 1)
    }

    @Test(
        "What is no UUID is none",
        arguments: [
            "", "-", "f81d4fae7dec11d0a76500a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf67", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
            "{81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a7650-0a0c91e6bf6", "ABCD-1234",
        ])
    func wrongText(text: String) {
        #expect(UUID(text: text) == nil)
    }

    @Test("Random bytes become a version 4 UUID of the RFC's variant")
    func random() throws {
        let zeros = try #require(UUID(random: [UInt8](repeating: 0, count: 16)))
        #expect(zeros.text == "00000000-0000-4000-8000-000000000000")
        let ones = try #require(UUID(random: [UInt8](repeating: 255, count: 16)))
        #expect(ones.text == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(ones.version == 4)
    }

    @Test("There are exactly 16 bytes", arguments: [0, 15, 17])
    func count(count: Int) {
        #expect(UUID(bytes: [UInt8](repeating: 0, count: count)) == nil)
        #expect(UUID(random: [UInt8](repeating: 0, count: count)) == nil)
    }
}
