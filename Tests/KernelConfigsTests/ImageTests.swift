import Foundation
import KernelConfigs
import Support
import System
import Testing

@Suite("A configuration in a kernel image")
struct ImageTests {
    private let fake: FakeKernel

    init() throws { fake = try FakeKernel() }

    private func read(_ bytes: [UInt8], programsIn folders: [String] = Filters.folders) throws -> String {
        try fake.folder.plant("image", bytes)
        let source = try KernelSources.image(fake.folder["image"], programsIn: folders)
        #expect(source.name == fake.folder["image"])
        return String(decoding: source.bytes, as: UTF8.self)
    }

    private func error(_ bytes: [UInt8], programsIn folders: [String] = Filters.folders) throws -> ConfigSourceError {
        try #require(throws: ConfigSourceError.self) { _ = try read(bytes, programsIn: folders) }
    }

    // MARK: Images with a configuration

    @Test(
        "It is found in every kind of image, however the kernel is packed", arguments: FakeKernel.Kind.allCases,
        Compression.allCases)
    func packed(kind: FakeKernel.Kind, compression: Compression) throws {
        #expect(try read(fake.image(kind, compression, of: fake.kernel())) == FakeKernel.config)
    }

    @Test("It is found in kernels that are not packed, and in configs.ko")
    func plain() throws {
        #expect(try read(fake.vmlinux(fake.kernel())) == FakeKernel.config)
        #expect(try read(fake.arm64Image(fake.kernel())) == FakeKernel.config)
        #expect(try read(fake.module(fake.embedded())) == FakeKernel.config)
        #expect(try read(fake.pack(fake.module(fake.embedded()), .xz)) == FakeKernel.config)
        // Whatever it is: the configuration's checksum was right.
        #expect(try read(fake.kernel()) == FakeKernel.config)
    }

    @Test(
        "It is found wherever the pieces are cut in which the file is read",
        arguments: -60...10)
    func cuts(place: Int) throws {
        let place = 2 * place
        let bytes = try fake.code(65536 + place, seed: 1) + fake.embedded() + fake.code(100, seed: 2)
        #expect(try read(bytes) == FakeKernel.config)
    }

    @Test("What only looks like its beginning is passed over")
    func traps() throws {
        let mark = Array("IKCFG_ST".utf8)
        var broken = try fake.embedded()
        broken[40] ^= 0xff
        var wrongSum = try fake.embedded()
        wrongSum[wrongSum.count - 12] ^= 1
        let traps: [[UInt8]] = try [
            mark, mark + [0x1f, 0x8b, 8], mark + fake.gzip("no settings at all"), mark + fake.gzip("CONFIG_A=y\n\0"),
            broken,
            wrongSum, Array(fake.embedded().dropLast(20)), Array(fake.embedded().prefix(30)),
        ]
        for trap in traps {
            #expect(try read(trap + fake.embedded()) == FakeKernel.config)
            #expect(try read(fake.vmlinux(fake.code(1000, seed: 3) + trap + fake.kernel())) == FakeKernel.config)
        }
        #expect(try read(traps.flatMap { $0 } + fake.embedded()) == FakeKernel.config)
    }

    @Test("The beginnings of other packed data do not keep the kernel's from being found")
    func otherData() throws {
        let zstd: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd]
        let gzip: [UInt8] = [0x1f, 0x8b, 0x08, 0x00]
        let noise =
            try fake.code(10, seed: 3) + zstd + fake.code(100, seed: 1) + gzip + fake.code(100, seed: 2)
            + fake.gzip("a ramdisk")
        #expect(try read(noise + fake.pack(fake.kernel(), .xz)) == FakeKernel.config)
    }

    // MARK: Images without

    @Test("A kernel without one is told from a broken image", arguments: FakeKernel.Kind.allCases, Compression.allCases)
    func without(kind: FakeKernel.Kind, compression: Compression) throws {
        let error = try error(fake.image(kind, compression, of: fake.kernel(config: nil)))
        let names: [FakeKernel.Kind: String] = [
            .bzImage: "a bzImage", .zImage: "a zImage", .uImage: "a uImage", .uImageOfZImage: "a uImage",
            .zboot: "an EFI zboot image", .packed: "a file compressed with \(compression.name)",
        ]
        #expect(error.problem == "is \(names[kind] ?? "") without an embedded configuration")
        #expect(error.help?.contains("CONFIG_IKCONFIG=y") == true)
    }

    @Test(
        "An image that is cut off is an error, wherever that is", arguments: FakeKernel.Kind.allCases,
        Compression.allCases)
    func cut(kind: FakeKernel.Kind, compression: Compression) throws {
        let image = try fake.image(kind, compression, of: fake.kernel())
        // What follows the kernel in the image may be missed.
        let shares = kind == .packed || kind == .bzImage || kind == .zboot ? [3, 20, 60] : [3, 20, 60, 95, 99]
        for share in shares {
            let error = try error(Array(image.prefix(image.count * share / 100)))
            #expect(
                error.problem.hasPrefix("is cut off") || error.problem.hasPrefix("is damaged or cut off"), "\(share) %")
        }
    }

    @Test("A vmlinux and a configuration that are cut off are errors")
    func cutPlain() throws {
        let vmlinux = try fake.vmlinux(fake.kernel())
        #expect(
            try error(vmlinux.dropLast(1)).problem
                == "is cut off: it is an ELF file of \(vmlinux.count) bytes, and has \(vmlinux.count - 1)")
        let config = try fake.embedded()
        #expect(
            try error(fake.arm64Image(config.dropLast(20))).problem
                == "is cut off: its embedded configuration has no end")
    }

    @Test("A packed kernel with changed bytes is damaged", arguments: Compression.allCases)
    func damaged(compression: Compression) throws {
        var image = try fake.image(.bzImage, compression, of: fake.kernel())
        for index in 20_000..<40_000 { image[index] = 0xa5 }
        #expect(try error(image).problem == "is damaged or cut off: its \(compression.name) data stop unpacking")
    }

    @Test(
        "The program that is missing is named, with its package",
        arguments: zip(
            [Compression.xz, .lzma, .zstd, .lz4, .lzo, .bzip2],
            [
                ("xz", "xz-utils"), ("xz", "xz-utils"), ("zstd", "zstd"), ("lz4", "lz4"), ("lzop", "lzop"),
                ("bzip2", "bzip2"),
            ]))
    func missing(compression: Compression, program: (name: String, package: String)) throws {
        for kind in [FakeKernel.Kind.bzImage, .zImage, .packed] {
            let error = try error(
                fake.image(kind, compression, of: fake.kernel()), programsIn: [fake.folder.path, "/nonexistent"])
            #expect(
                error.problem
                    == "is compressed with \(compression.name), and the program `\(program.name)` that unpacks it is not there"
            )
            #expect(error.help?.contains("Debian's package is \(program.package))") == true)
        }
    }

    @Test("gzip needs no program")
    func builtIn() throws {
        for kind in FakeKernel.Kind.allCases {
            #expect(try read(fake.image(kind, .gzip, of: fake.kernel()), programsIn: []) == FakeKernel.config)
        }
    }

    // MARK: What is no image

    @Test("What is no kernel, nothing and a folder are told apart")
    func others() throws {
        #expect(try error([]).problem == "is empty")
        let text = try error(Array(FakeKernel.config.utf8))
        #expect(text.problem == "is no kernel image that this program knows")
        #expect(text.help?.contains("--config") == true)
        #expect(try error(fake.code(200_000, seed: 1)).problem == "is no kernel image that this program knows")
        func failure(_ path: String) throws -> String {
            try #require(throws: ConfigSourceError.self) { _ = try KernelSources.image(path) }.problem
        }
        #expect(try failure(fake.folder.path) == "is a directory and no file")
        #expect(try failure(fake.folder["none"]) == "is not there")
        #expect(try failure("/dev/zero") == "is a character device and no file")
        mkfifo(fake.folder["fifo"], 0o600)
        #expect(try failure(fake.folder["fifo"]) == "is a FIFO and no file")
    }

    @Test("Headers that lie do no harm")
    func lies() throws {
        let image = try fake.image(.bzImage, .gzip, of: fake.kernel())
        for offset in [0x206, 0x248, 0x24a, 0x24c, 0x24f, 0x1f1] {
            for value in [0, 1, 0x7f, 0xff] as [UInt8] {
                var changed = image
                changed[offset] = value
                changed[offset + 1] = value
                // Found or not: it ends, and never with something else.
                if let text = try? read(changed) { #expect(text == FakeKernel.config) }
            }
        }
        for length in 0..<100 { _ = try? read(Array(image.prefix(length))) }
    }
}
