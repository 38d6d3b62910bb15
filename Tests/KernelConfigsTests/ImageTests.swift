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

    @Test(
        "A kernel without one is distinguished from a broken image", arguments: FakeKernel.Kind.allCases,
        Compression.allCases)
    func without(kind: FakeKernel.Kind, compression: Compression) throws {
        let error = try error(fake.image(kind, compression, of: fake.kernel(config: nil)))
        #expect(error.problem == "is \(kind.text(compression)) without an embedded configuration")
        #expect(error.help?.contains("CONFIG_IKCONFIG=y") == true)
    }

    @Test(
        "An image that is cut off is an error, wherever that is", arguments: FakeKernel.Kind.allCases,
        Compression.allCases)
    func cut(kind: FakeKernel.Kind, compression: Compression) throws {
        let image = try fake.image(kind, compression, of: fake.kernel())
        // What follows the kernel in the image may be missed.
        let whole: [FakeKernel.Kind] = [
            .zImage, .bigEndianZImage, .uImage, .uImageOfZImage, .multiImage, .fit, .externalFit,
        ]
        let shares = whole.contains(kind) ? [5, 20, 60, 95, 99] : [5, 20, 60]
        for share in shares {
            let error = try error(Array(image.prefix(image.count * share / 100)))
            #expect(
                error.problem.hasPrefix("is cut off") || error.problem.hasPrefix("is damaged or cut off"),
                "\(share) %: \(error.problem)")
        }
    }

    @Test(
        "A packed kernel that is cut off after its banner is not one without a configuration",
        arguments: Compression.allCases)
    func cutAfterBanner(compression: Compression) throws {
        let kernel = try fake.kernel(config: nil).suffix(20_100) + fake.code(300_000, seed: 60) + fake.embedded()
        let image = try fake.pack(Array(kernel), compression)
        #expect(try read(image) == FakeKernel.config)
        let error = try error(Array(image.prefix(image.count * 8 / 10)))
        #expect(error.problem == "is damaged or cut off: its \(compression.name) data stop unpacking")
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
                    == "is compressed with \(compression.name), and the program `\(program.name)` that unpacks it is missing"
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

    @Test("What is no kernel, nothing and a folder have each their own error")
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
        #expect(try failure(fake.folder["none"]) == "is missing")
        #expect(try failure("/dev/zero") == "is a character device and no file")
        mkfifo(fake.folder["fifo"], 0o600)
        #expect(try failure(fake.folder["fifo"]) == "is a FIFO and no file")
    }

    @Test(
        "A bzImage whose header points elsewhere is searched, and one whose figures exceed the file is cut off",
        arguments: [
            // An older protocol, and a place and a length that are none: the payload is found by its signature.
            (0x206, [0, 0], nil), (0x206, [7, 2], nil), (0x248, [0, 0, 0, 0], nil), (0x248, [1, 2, 0, 0], nil),
            (0x24c, [0, 0, 0, 0], nil), (0x1f1, [0], nil), (0x1f1, [1], nil),
            (0x248, [0xff, 0xff, 0xff, 0x7f], "is cut off"), (0x24c, [0xff, 0xff, 0xff, 0xff], "is cut off"),
        ] as [(Int, [UInt8], String?)])
    func lies(offset: Int, bytes: [UInt8], problem: String?) throws {
        var image = try fake.image(.bzImage, .gzip, of: fake.kernel())
        image.replace(offset, with: bytes)
        if let problem {
            #expect(try error(image).problem.hasPrefix(problem))
        } else {
            #expect(try read(image) == FakeKernel.config)
        }
    }

    @Test("A file of any length below that of a header is none, and never a kernel")
    func short() throws {
        let image = try fake.image(.bzImage, .gzip, of: fake.kernel())
        for length in 1..<100 {
            #expect(
                try error(Array(image.prefix(length))).problem.hasPrefix("is no kernel image that this program knows"))
        }
    }

    // MARK: Wrappers

    @Test(
        "LZMA data are unpacked whatever their properties are",
        arguments: [
            "lc=3,lp=0,pb=2", "lc=1,lp=2,pb=2", "lc=0,lp=0,pb=0", "lc=4,lp=0,pb=4", "lc=0,lp=4,pb=3",
            "lc=1,lp=2,pb=2,dict=4KiB", "lc=2,lp=1,pb=0,dict=96KiB", "dict=1000001",
        ])
    func lzma(options: String) throws {
        let packed = try fake.lzma(fake.kernel(), options)
        #expect(try read(packed) == FakeKernel.config)
        #expect(try read(fake.uImage(packed, .lzma)) == FakeKernel.config)
        // Without an unusual dictionary it is found by itself, too.
        if !options.contains("1000001") { #expect(try read(fake.zImage(packed)) == FakeKernel.config) }
        // With the size in place of the end marker's, as the LZMA SDK writes it.
        var sized = packed
        sized.replace(5, with: fake.little(try fake.kernel().count, 8))
        #expect(try read(sized) == FakeKernel.config)
    }

    @Test("LZMA in a form that xz does not unpack is named so")
    func strangeLZMA() throws {
        var packed = try fake.pack(fake.kernel(), .lzma)
        packed[0] = 8
        #expect(
            try error(fake.uImage(packed, .lzma)).problem
                == "is compressed with lzma in a form that xz does not unpack (lc=8 lp=0: their sum is at most 4)")
    }

    @Test("Kernels that are packed more than once are unpacked to the last")
    func nested() throws {
        let kernel = try fake.kernel()
        let zImage = try fake.image(.zImage, .lzma, of: kernel)
        let images = [
            try fake.pack(fake.image(.bzImage, .xz, of: kernel), .gzip), try fake.pack(zImage, .zstd),
            try fake.pack(fake.pack(kernel, .lz4), .gzip), try fake.pack(fake.uImage(zImage), .gzip),
            fake.fit(try fake.pack(zImage, .gzip), "gzip"), fake.fit(fake.uImage(zImage), "none"),
            fake.android(try fake.pack(fake.arm64Image(kernel), .gzip) + fake.code(400, seed: 20), version: 0),
            fake.uki(try fake.image(.zboot, .zstd, of: kernel)), fake.uki(fake.arm64Image(kernel)),
            fake.uImage(fake.fit(try fake.pack(zImage, .gzip), "gzip")),
            try fake.pack(fake.android(fake.fit(fake.pack(zImage, .xz), "none"), version: 3), .bzip2),
        ]
        for (index, image) in images.enumerated() {
            #expect(try read(image) == FakeKernel.config, "image \(index)")
        }
        let without = try fake.image(.zImage, .lzma, of: fake.kernel(config: nil))
        #expect(
            try error(fake.fit(fake.pack(without, .gzip), "gzip")).problem
                == "is a FIT image without an embedded configuration")
    }

    @Test("Packing without end is given up")
    func depth() throws {
        var image = try fake.kernel()
        for _ in 0..<4 { image = try fake.pack(image, .gzip) }
        #expect(try read(image) == FakeKernel.config)
        for _ in 0..<4 { image = try fake.pack(image, .gzip) }
        #expect(try error(image).problem.contains("in which"))
    }

    @Test("What follows a kernel in its wrapper does not disturb")
    func trailing() throws {
        for compression in Compression.allCases {
            let packed = try fake.pack(fake.kernel(config: nil), compression)
            let image = fake.uImage(packed, compression) + fake.code(90_000, seed: 30)
            #expect(try error(image).problem == "is a uImage without an embedded configuration", "\(compression)")
        }
    }

    @Test("What was not understood is never called a kernel without a configuration")
    func notUnderstood() throws {
        let noise = fake.code(400_000, seed: 40)
        #expect(try error(fake.uImage(noise)).problem == "is a uImage, in which no Linux kernel was found")
        #expect(
            try error(fake.uImage(noise, .lzma)).problem
                == "is a uImage, which names lzma, but no such data begin there")
        #expect(
            try error(fake.fit(noise, "snappy")).problem
                == "is a FIT image, packed in a way that this program does not know (snappy)")
        #expect(
            try error(fake.uImage(fake.pack(noise, .xz))).problem
                == "is a uImage, in which xz data are no Linux kernel that this program knows")
        #expect(
            try error(fake.uImage(noise, type: 3)).problem == "is a uImage with a ramdisk and no kernel")
        #expect(
            try error(Array("VNDRBOOT".utf8) + noise).problem
                == "is an Android boot image with a vendor ramdisk and no kernel")
        #expect(try error(Array("MZ".utf8) + noise).problem == "is an EFI program, in which no Linux kernel was found")
        // The right data below a wrong name are found all the same, and a kernel that is not called one.
        #expect(try read(fake.fit(fake.pack(fake.kernel(), .gzip), "gzip", type: "firmware")) == FakeKernel.config)
        #expect(try read(fake.uImage(fake.pack(fake.kernel(), .xz), .lzma)) == FakeKernel.config)
    }

    @Test("The limit on places at which packed data may begin is reported when it is reached")
    func limit() throws {
        let zstd = Array([[0x28, 0xb5, 0x2f, 0xfd], fake.code(60, seed: 50)].joined())
        let many = (0..<17).flatMap { _ in zstd }
        let image = try fake.code(100, seed: 52) + many + fake.code(300_000, seed: 51) + fake.pack(fake.kernel(), .xz)
        #expect(
            try error(image).problem.hasSuffix("only the first 16 places were tried at which packed data may begin"))
    }

    @Test(
        "A kernel that a wrapper's header puts beyond the file's end is cut off",
        arguments: [FakeKernel.Kind.externalFit, .android2, .uki, .multiImage])
    func beyond(kind: FakeKernel.Kind) throws {
        let image = try fake.image(kind, .gzip, of: fake.kernel())
        #expect(try error(Array(image.prefix(image.count / 2))).problem.hasPrefix("is cut off"))
    }

    @Test("Broken trees and section tables end, with an error")
    func brokenTables() throws {
        let fit = fake.fit(try fake.pack(fake.kernel(), .gzip), "gzip")
        let uki = try fake.image(.uki, .gzip, of: fake.kernel())
        for (image, places) in [(fit, Array(stride(from: 4, to: 200, by: 4))), (uki, [0x3c, 2006, 2020, 2320, 2324])] {
            for place in places {
                var changed = image
                changed.replace(place, with: [0xff, 0xff, 0xff, 0x7f])
                // The kernel within is found by its signature, or the figures exceed the file.
                do {
                    #expect(try read(changed) == FakeKernel.config)
                } catch let error as ConfigSourceError {
                    #expect(error.problem.hasPrefix("is "))
                }
            }
        }
    }
}
