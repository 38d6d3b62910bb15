import Foundation
import KernelConfigs
import Support
import System
import Testing

@Suite("A configuration in a file")
struct ConfigFileTests {
    private static let text = "# Linux/x86 6.12.107 Kernel Configuration\nCONFIG_SWAP=y\nCONFIG_LOCALVERSION=\"-für\"\n"
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ bytes: [UInt8]) throws -> ConfigSource {
        try folder.plant("config", bytes)
        return try KernelSources.file(folder["config"]) { _ in [] }
    }

    private func problem(_ bytes: [UInt8]) throws -> ConfigSourceError {
        try #require(throws: ConfigSourceError.self) { _ = try read(bytes) }
    }

    private func gzip(_ text: String, level: String = "-6") throws -> [UInt8] {
        try folder.write("plain", text)
        try Tool.run("/usr/bin/env", ["gzip", "-k", "-f", level, folder["plain"]])
        return try folder.bytes("plain.gz")
    }

    @Test("It is read as it is, and unpacked when it is packed with gzip", arguments: ["-1", "-9"])
    func plainAndPacked(level: String) throws {
        #expect(try read(Array(Self.text.utf8)).bytes == Array(Self.text.utf8))
        let source = try read(gzip(Self.text, level: level))
        #expect(source.bytes == Array(Self.text.utf8) && source.name == folder["config"] && source.tried.isEmpty)
    }

    @Test("Standard input is read for `-`, and named so")
    func standardInput() throws {
        let packed = try gzip(Self.text)
        let source = try KernelSources.file("-") { limit in Array(packed.prefix(limit)) }
        #expect(source.bytes == Array(Self.text.utf8) && source.name == "standard input")
        let error = try #require(throws: ConfigSourceError.self) { _ = try KernelSources.file("-") { _ in [] } }
        #expect(error.name == "standard input" && error.problem == "is empty")
    }

    @Test("A gzip stream that is cut off is never taken for less, wherever that is")
    func truncated() throws {
        let packed = try gzip(Self.text)
        for length in 4..<packed.count {
            #expect(try problem(Array(packed.prefix(length))).problem == "is cut off: its gzip stream has no end")
        }
    }

    @Test("Bytes that were changed are seen, and what follows the stream too")
    func damaged() throws {
        let packed = try gzip(Self.text)
        for place in [packed.count - 8, packed.count - 4, packed.count - 20] {
            var bytes = packed
            bytes[place] ^= 0x10
            #expect(try problem(bytes).problem == "is damaged: its gzip stream does not unpack")
        }
        #expect(
            try problem(packed + [7]).problem
                == "has something after the end of its gzip stream, at byte \(packed.count)")
    }

    @Test("What is no text is refused with the byte")
    func binary() throws {
        let text = Array(Self.text.utf8)
        #expect(try problem(text + [0] + text).problem == "contains bytes that are no text, at byte \(text.count)")
        #expect(try problem(text + [0x1b]).problem == "contains bytes that are no text, at byte \(text.count)")
        #expect(
            try problem([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]).help == "it looks like an ELF file; read it with --image")
        #expect(
            try problem([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]).help
                == "it is compressed with xz; give what `xz -dc` makes of it")
        #expect(
            try problem(gzip("CONFIG_A=y\n\u{1}")).problem
                == "contains bytes that are no text, at byte 11 once unpacked")
        #expect(try read(Array("CONFIG_SWAP=y\r\n\tx".utf8)).bytes.count == 17)
    }

    @Test(
        "UTF-16 and UTF-32 are named, with the command that converts them",
        arguments: [
            (String.Encoding.utf16LittleEndian, [0xff, 0xfe], "UTF-16"), (.utf16BigEndian, [0xfe, 0xff], "UTF-16"),
            (.utf16LittleEndian, [], "UTF-16LE"), (.utf16BigEndian, [], "UTF-16BE"),
            (.utf32LittleEndian, [0xff, 0xfe, 0, 0], "UTF-32"), (.utf32BigEndian, [0, 0, 0xfe, 0xff], "UTF-32"),
            (.utf32LittleEndian, [], "UTF-32LE"),
        ] as [(String.Encoding, [UInt8], String)])
    func wide(encoding: String.Encoding, mark: [UInt8], name: String) throws {
        let text = try #require(Self.text.data(using: encoding))
        let error = try problem(mark + Array(text))
        #expect(error.problem == "is text in \(name), and Kconfig reads bytes")
        let path = folder["config"]
        #expect(error.help == "convert it: `iconv -f \(name) -t UTF-8 \(path) > config.utf8`")
        // The command does what it is said to do.
        try Tool.run("/bin/sh", ["-c", "cd '\(folder.path)' && iconv -f \(name) -t UTF-8 '\(path)' > config.utf8"])
        #expect(try folder.bytes("config.utf8") == Array(Self.text.utf8))
    }

    @Test("An empty one, a folder and one that is missing have each their own error")
    func nothing() throws {
        #expect(try problem([]).problem == "is empty")
        #expect(try problem(gzip("")).problem == "is empty once it is unpacked")
        func failure(_ path: String) throws -> ConfigSourceError {
            try #require(throws: ConfigSourceError.self) { _ = try KernelSources.file(path) { _ in [] } }
        }
        let folder = self.folder.path
        #expect(try failure(folder) == ConfigSourceError(folder, "is a directory and no file"))
        #expect(try failure(folder + "/none") == ConfigSourceError(folder + "/none", "is missing"))
    }

    @Test("More than 16 MiB is refused, also when a few bytes unpack to it")
    func long() throws {
        let text = String(
            repeating: "# a comment that goes on and on and says nothing at all, not one word.\n", count: 240_000)
        let tooLong = "is no kernel configuration: it is longer than 16 MiB"
        #expect(try problem(Array(text.utf8)).problem == tooLong)
        #expect(try problem(gzip(text)).problem == tooLong)
        let most = String(text.prefix(16 << 20))
        #expect(try read(gzip(most)).bytes.count == 16 << 20)
    }
}
