import Foundation
import KernelConfigs
import Support

/// Creates small files of the structure that real kernel images have.
final class FakeKernel {
    static let config = "#\n# Linux/arm64 6.12.107 Kernel Configuration\n#\nCONFIG_SWAP=y\n# CONFIG_ZRAM is not set\n"

    enum Kind: CaseIterable {
        case bzImage, bzImageOfFourSectors, zImage, bigEndianZImage, uImage, uImageOfZImage, multiImage, fit,
            externalFit,
            android2, android4, uki, zboot, packed

        /// As a message calls it.
        func text(_ compression: Compression) -> String {
            switch self {
            case .bzImage, .bzImageOfFourSectors: "a bzImage"
            case .zImage, .bigEndianZImage: "a zImage"
            case .uImage, .uImageOfZImage, .multiImage: "a uImage"
            case .fit, .externalFit: "a FIT image"
            case .android2, .android4: "an Android boot image"
            case .uki: "an EFI program"
            case .zboot: "an EFI zboot image"
            case .packed: "a file compressed with \(compression.name)"
            }
        }
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    // MARK: Kernels as they run

    /// Bytes as code has them: neither all alike nor all different.
    func code(_ count: Int, seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        var bytes: [UInt8] = []
        while bytes.count < count {
            let word = random.next()
            for shift in [0, 8, 16] as [UInt64] { bytes.append(UInt8(truncatingIfNeeded: word >> shift) & 0x3f) }
            bytes.append(0)
        }
        return Array(bytes.prefix(count))
    }

    func gzip(_ text: String) throws -> [UInt8] { try pack(Array(text.utf8), .gzip) }

    /// What stands in a kernel that was built with CONFIG_IKCONFIG.
    func embedded(_ config: String = FakeKernel.config) throws -> [UInt8] {
        try Array("IKCFG_ST".utf8) + gzip(config) + Array("IKCFG_ED".utf8)
    }

    func kernel(config: String? = FakeKernel.config) throws -> [UInt8] {
        try code(250_000, seed: 1) + Array("Linux version 6.12.107 (you@here) #1 SMP\n".utf8)
            + (config.map(embedded) ?? []) + code(20_000, seed: 2)
    }

    // MARK: Packing

    /// LZMA data with other properties than xz chooses by itself.
    func lzma(_ bytes: [UInt8], _ options: String) throws -> [UInt8] {
        try folder.plant("unpacked", bytes)
        try Tool.run(
            "/bin/sh",
            ["-c", "xz --format=lzma --lzma1=\(options) -c < '\(folder["unpacked"])' > '\(folder["packed"])'"])
        return try folder.bytes("packed")
    }

    func pack(_ bytes: [UInt8], _ compression: Compression) throws -> [UInt8] {
        try folder.plant("unpacked", bytes)
        // As scripts/Makefile.lib has them.
        let command =
            switch compression {
            case .gzip: "gzip -n -9 -c"
            case .xz: "xz --check=crc32 -6 -c"
            case .lzma: "xz --format=lzma -6 -c"
            case .zstd: "zstd -q -10 -c"
            case .lz4: "lz4 -q -l -9 -c"
            case .lzo: "lzop -9 -c"
            case .bzip2: "bzip2 -9 -c"
            }
        // From standard input, which has no size that could stand in a header.
        try Tool.run("/bin/sh", ["-c", "cat '\(folder["unpacked"])' | \(command) > '\(folder["packed"])'"])
        return try folder.bytes("packed")
    }

    // MARK: Images

    func image(_ kind: Kind, _ compression: Compression, of kernel: [UInt8]) throws -> [UInt8] {
        let payload = try pack(kernel, compression)
        // gzip's own end has the size already.
        let size = compression == .gzip ? [] : little(kernel.count, 4)
        switch kind {
        case .bzImage: return bzImage(payload + size)
        case .bzImageOfFourSectors: return bzImage(payload + size, setupSectors: 0)
        case .zImage: return zImage(payload + size)
        case .bigEndianZImage: return zImage(payload + size, isBigEndian: true)
        case .uImage: return uImage(payload, compression)
        case .uImageOfZImage: return uImage(zImage(payload + size))
        case .multiImage: return multiImage(payload, compression)
        case .fit: return fit(payload, compression.name)
        case .externalFit: return fit(payload, compression.name, isExternal: true)
        case .android2: return android(payload, version: 2)
        case .android4: return android(payload, version: 4)
        case .uki: return uki(bzImage(payload + size))
        case .zboot: return zboot(payload, size: size, compression.name)
        case .packed: return payload
        }
    }

    func vmlinux(_ kernel: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 64)
        header.replace(0, with: [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
        header.replace(0x28, with: little(64 + kernel.count, 8))
        header.replace(0x3a, with: little(64, 2) + little(3, 2))
        return header + kernel + [UInt8](repeating: 0, count: 3 * 64)
    }

    /// An object file for a big-endian processor with 32 bits.
    func module(_ contents: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 68)
        header.replace(0, with: [0x7f, 0x45, 0x4c, 0x46, 1, 2, 1])
        header.replace(0x20, with: little(68 + contents.count, 4).reversed())
        header.replace(0x2e, with: [0, 40, 0, 2])
        return header + contents + [UInt8](repeating: 0, count: 80)
    }

    func arm64Image(_ kernel: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 64)
        header.replace(0, with: Array("MZ".utf8))
        header.replace(0x38, with: Array("ARMd".utf8))
        return header + kernel
    }

    /// - Parameter setupSectors: as in the header, where 0 stands for 4.
    func bzImage(_ payload: [UInt8], setupSectors: UInt8 = 7) -> [UInt8] {
        var setup = code((setupSectors == 0 ? 5 : Int(setupSectors) + 1) * 512, seed: 3)
        setup[0x1f1] = setupSectors
        setup.replace(0x202, with: Array("HdrS".utf8) + little(0x20f, 2))
        let start = 1000
        setup.replace(0x248, with: little(start, 4) + little(payload.count, 4))
        return setup + code(start, seed: 4) + payload + code(5000, seed: 5)
    }

    func zImage(_ payload: [UInt8], isBigEndian: Bool = false) -> [UInt8] {
        var head = code(7000, seed: 6)
        let tail = code(300, seed: 7)
        let count = head.count + payload.count + tail.count
        let words = [0x016f_2818, 0, count].map { isBigEndian ? little($0, 4).reversed() : little($0, 4) }
        head.replace(0x24, with: Array(words.joined()))
        return head + payload + tail
    }

    private static let uImageNumbers: [Compression: UInt8] = [
        .gzip: 1, .bzip2: 2, .lzma: 3, .lzo: 4, .lz4: 5, .zstd: 6,
    ]

    /// - Parameter compression: what the header names; nil for none. It has no name for xz.
    func uImage(_ contents: [UInt8], _ compression: Compression? = nil, type: UInt8 = 2) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 64)
        header.replace(0, with: [0x27, 0x05, 0x19, 0x56])
        header.replace(12, with: little(contents.count, 4).reversed())
        header[30] = type
        header[31] = compression.flatMap { FakeKernel.uImageNumbers[$0] } ?? 0
        return header + contents
    }

    private func multiImage(_ kernel: [UInt8], _ compression: Compression) -> [UInt8] {
        let ramdisk = code(5000, seed: 12)
        let sizes = [kernel.count, ramdisk.count, 0].flatMap { little($0, 4).reversed() }
        let padding = [UInt8](repeating: 0, count: (4 - kernel.count % 4) % 4)
        return uImage(sizes + kernel + padding + ramdisk, compression, type: 4)
    }

    func android(_ kernel: [UInt8], version: Int) -> [UInt8] {
        let page = version == 4 ? 4096 : 2048
        var header = [UInt8](repeating: 0, count: page)
        header.replace(0, with: Array("ANDROID!".utf8) + little(kernel.count, 4))
        header.replace(36, with: little(version == 4 ? 0 : page, 4) + little(version, 4))
        let padding = [UInt8](repeating: 0, count: (page - kernel.count % page) % page)
        return header + kernel + padding + code(3000, seed: 11)
    }

    /// A unified kernel image: an EFI program with its command line and the kernel as sections.
    func uki(_ kernel: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 4096)
        header.replace(0, with: Array("MZ".utf8))
        header.replace(0x3c, with: little(2000, 4))
        header.replace(2000, with: Array("PE\0\0".utf8) + little(0x8664, 2) + little(2, 2))
        header.replace(2000 + 20, with: little(240, 2))
        let table = 2000 + 24 + 240
        let padded = (kernel.count + 511) / 512 * 512
        for (index, (name, used, offset)) in [(".cmdline", 10, 4096), (".linux", kernel.count, 4608)].enumerated() {
            let section = Array(name.utf8) + [UInt8](repeating: 0, count: 8 - name.utf8.count) + little(used, 4)
            let place = little(0x1000, 4) + little(index == 0 ? 512 : padded, 4) + little(offset, 4)
            header.replace(table + 40 * index, with: section + place)
        }
        return header + Array("quiet root=".utf8) + [UInt8](repeating: 0, count: 501) + kernel
            + [UInt8](repeating: 0, count: padded - kernel.count) + code(700, seed: 13)
    }

    private func zboot(_ payload: [UInt8], size: [UInt8], _ compression: String) -> [UInt8] {
        var header = code(4096, seed: 8)
        header.replace(0, with: Array("MZ\0\0zimg".utf8) + little(4096, 4) + little(payload.count, 4))
        let names = ["xz": "xzkern", "zstd": "zstd22"]
        header.replace(24, with: Array((names[compression] ?? compression).utf8) + [0])
        return header + payload + size + code(3000, seed: 9)
    }

    // MARK: Flattened device trees

    /// - Parameters:
    ///   - compression: what the kernel's node says.
    ///   - isExternal: whether the data follow the tree, as `mkimage -E` writes them.
    func fit(_ kernel: [UInt8], _ compression: String, isExternal: Bool = false, type: String = "kernel") -> [UInt8] {
        var strings: [UInt8] = []
        var tree: [UInt8] = []
        let ramdisk = code(4000, seed: 10)
        func big(_ number: Int) -> [UInt8] { little(number, 4).reversed() }
        func pad() { while tree.count % 4 != 0 { tree.append(0) } }
        func property(_ name: String, _ value: [UInt8]) {
            tree += big(3) + big(value.count) + big(strings.count) + value
            strings += Array(name.utf8) + [0]
            pad()
        }
        func node(_ name: String, _ contents: () -> Void) {
            tree += big(1) + Array(name.utf8) + [0]
            pad()
            contents()
            tree += big(2)
        }
        func image(_ name: String, _ type: String, _ compression: String, _ data: [UInt8], at offset: Int) {
            node(name) {
                property("description", Array("an image\0".utf8))
                if isExternal {
                    property("data-offset", big(offset))
                    property("data-size", big(data.count))
                } else {
                    property("data", data)
                }
                property("type", Array(type.utf8) + [0])
                property("compression", Array(compression.utf8) + [0])
                node("hash-1") { property("algo", Array("crc32\0".utf8)) }
            }
        }
        node("") {
            property("timestamp", big(1))
            node("images") {
                image("ramdisk-1", "ramdisk", "gzip", ramdisk, at: 0)
                image("kernel-" + String(repeating: "x", count: 90), type, compression, kernel, at: ramdisk.count)
            }
            node("configurations") { property("default", Array("conf-1\0".utf8)) }
        }
        tree += big(9)
        let (start, map) = (56, 40)
        let total = start + tree.count + strings.count
        let header = [0xd00d_feed, total, start, start + tree.count, map, 17, 16, 0, strings.count, tree.count]
        var bytes = header.flatMap { big($0) } + [UInt8](repeating: 0, count: 16) + tree + strings
        guard isExternal else { return bytes }
        while bytes.count % 4 != 0 { bytes.append(0) }
        return bytes + ramdisk + kernel
    }

    func little(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

extension [UInt8] {
    mutating func replace(_ offset: Int, with bytes: some Collection<UInt8>) {
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
}
