import Kernel
import Text
import System

@testable import KernelCheck
@testable import KernelConfigs

extension Target {
    func readConfig(_ bytes: [UInt8]) {
        let lines = bytes.count { $0 == 0x0a } + 1
        do {
            let config = try KernelConfig(name: "config", bytes: bytes)
            for symbol in config.symbols {
                guard let entry = config[symbol] else { fatalError("\(symbol) is listed and not found") }
                expect(entry.line >= 1 && entry.line <= lines, "a symbol is in an existing line")
            }
            for found in config.contradictions { expect(found.firstLine < found.secondLine, "the second comes later") }
            _ = try? ConfigText.read(bytes, name: "config")
            _ = KernelCommandLine(config: config, given: SourceText(name: "cmdline", bytes: bytes))
        } catch {
            expect(error.diagnostic.severity == .error, "what is refused has an error")
            expect((error.diagnostic.location?.position.line ?? 1) <= lines, "in a line that there is")
        }
    }

    func readImage(_ bytes: [UInt8]) {
        let header = ImageHeader(Array(bytes.prefix(ImageHeader.size)))
        expect(header.expectedSize >= 0 && header.part?.offset ?? 0 >= 0, "sizes are not negative")
        func read(_ count: Int, _ offset: Int) -> [UInt8] {
            offset >= 0 && offset < bytes.count ? Array(bytes[offset..<min(bytes.count, offset + count)]) : []
        }
        let parts = Containers.fitKernels(read) + [Containers.linuxSection(read)].compactMap { $0 }
        for part in parts { expect(part.offset >= 0 && part.length ?? 0 >= 0, "a part has a place") }
        var search = PayloadSearch()
        search.search(bytes, upTo: bytes.count, at: 0)
        for candidate in search.candidates { expect(candidate.offset < bytes.count, "a payload is in the file") }
        var marker = ConfigMarker()
        var start = 0
        while let found = marker.next(bytes, from: start, upTo: bytes.count) {
            expect(found > start && found <= bytes.count, "the search goes on")
            start = found
        }
        _ = ImageHeader.unpackedSize(bytes)
        // It goes by in two pieces.
        var config = EmbeddedConfig()
        for piece in [bytes.prefix(bytes.count / 2), bytes.dropFirst(bytes.count / 2)] {
            config.search(Array(piece), upTo: piece.count)
        }
        expect(config.searched == bytes.count, "all of it is searched")
    }

    func readGzip(_ bytes: [UInt8]) {
        guard let unpacked = try? Inflater.unpack(bytes, limit: 1 << 20) else { return }
        expect(unpacked.count <= 1 << 20, "the limit holds")
        _ = try? ConfigText.read(bytes, name: "config.gz")
    }
}
