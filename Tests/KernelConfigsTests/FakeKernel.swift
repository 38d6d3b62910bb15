import Foundation
import KernelConfigs
import Support

/// Makes small files of the structure that real kernel images have.
final class FakeKernel {
    static let config = "#\n# Linux/arm64 6.12.107 Kernel Configuration\n#\nCONFIG_SWAP=y\n# CONFIG_ZRAM is not set\n"

    enum Kind: CaseIterable {
        case bzImage, zImage, uImage, uImageOfZImage, zboot, packed
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
        try code(250_000, seed: 1) + (config.map(embedded) ?? []) + code(20_000, seed: 2)
    }

    // MARK: Packing

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
        case .zImage: return zImage(payload + size)
        case .uImage: return uImage(payload)
        case .uImageOfZImage: return uImage(zImage(payload + size))
        case .zboot: return zboot(payload, size: size)
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

    private func bzImage(_ payload: [UInt8]) -> [UInt8] {
        var setup = code(8 * 512, seed: 3)
        setup[0x1f1] = 7
        setup.replace(0x202, with: Array("HdrS".utf8) + little(0x20f, 2))
        let start = 1000
        setup.replace(0x248, with: little(start, 4) + little(payload.count, 4))
        return setup + code(start, seed: 4) + payload + code(5000, seed: 5)
    }

    private func zImage(_ payload: [UInt8]) -> [UInt8] {
        var head = code(7000, seed: 6)
        let tail = code(300, seed: 7)
        let count = head.count + payload.count + tail.count
        head.replace(0x24, with: little(0x016f_2818, 4) + little(0, 4) + little(count, 4))
        return head + payload + tail
    }

    private func uImage(_ contents: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 64)
        header.replace(0, with: [0x27, 0x05, 0x19, 0x56])
        header.replace(12, with: little(contents.count, 4).reversed())
        return header + contents
    }

    private func zboot(_ payload: [UInt8], size: [UInt8]) -> [UInt8] {
        var header = code(4096, seed: 8)
        header.replace(0, with: Array("MZ\0\0zimg".utf8) + little(4096, 4) + little(payload.count, 4))
        return header + payload + size + code(3000, seed: 9)
    }

    private func little(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

extension [UInt8] {
    fileprivate mutating func replace(_ offset: Int, with bytes: some Collection<UInt8>) {
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
}
