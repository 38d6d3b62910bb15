/// How a kernel's payload is packed (init/Kconfig, KERNEL_GZIP and the others).
package enum Compression: Equatable, Sendable, CaseIterable {
    case gzip, xz, lzma, zstd, lz4, lzo, bzip2

    /// How many bytes it takes to tell one from the other.
    package static let signatureSize = 16

    /// As people call it.
    package var name: String {
        switch self {
        case .gzip: "gzip"
        case .xz: "xz"
        case .lzma: "lzma"
        case .zstd: "zstd"
        case .lz4: "lz4"
        case .lzo: "lzo"
        case .bzip2: "bzip2"
        }
    }

    /// The program that unpacks standard input with `-dc`; nil where none is needed.
    package var program: String? {
        switch self {
        case .gzip: nil
        case .xz, .lzma: "xz"
        case .lzo: "lzop"
        case .zstd, .lz4, .bzip2: name
        }
    }

    /// Debian's package of that program.
    package var package: String { program == "xz" ? "xz-utils" : program ?? name }

    /// What begins there, going by all that its format fixes; nil for anything else.
    package static func at(_ offset: Int, in bytes: [UInt8]) -> Compression? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        switch bytes[offset] {
        case 0x1f:
            // Deflate, no reserved flags (RFC 1952, 2.3.1).
            return bytes[offset + 1] == 0x8b && bytes[offset + 2] == 8 && bytes[offset + 3] < 0x20 ? .gzip : nil
        case 0xfd: return bytes.matches("7zXZ\0\0", at: offset + 1) ? .xz : nil
        case 0x28: return bytes.matches(0x28b5_2ffd, at: offset) ? .zstd : nil
        case 0x89: return bytes.matches("LZO\0\r\n\u{1a}\n", at: offset + 1) ? .lzo : nil
        case 0x42:
            return bytes.matches("BZh", at: offset) && bytes.matches("1AY&SY", at: offset + 4) ? .bzip2 : nil
        case 0x02:
            // The legacy format: blocks of 8 MiB, each with its size. A block that does not shrink grows by 1/255.
            guard bytes.matches(0x0221_4c18, at: offset), let size = bytes.little32(offset + 4) else {
                return nil
            }
            return size > 0 && size <= 8 << 20 + 1 << 16 ? .lz4 : nil
        case 0x04: return bytes.matches(0x0422_4d18, at: offset) ? .lz4 : nil
        case 0x5d: return isLZMA(bytes, offset) ? .lzma : nil
        default: return nil
        }
    }

    /// LZMA has no signature: lc=3 lp=0 pb=2, a dictionary that is a power of two, and a size, unknown as a rule.
    private static func isLZMA(_ bytes: [UInt8], _ offset: Int) -> Bool {
        guard bytes.matches("]\0\0", at: offset), let dictionary = bytes.little32(offset + 1),
            dictionary >= 1 << 16, dictionary & (dictionary - 1) == 0
        else { return false }
        if bytes.matches(0xffff_ffff, at: offset + 5) && bytes.matches(0xffff_ffff, at: offset + 9) { return true }
        // A kernel has at least 64 KiB and at most 1 GiB.
        guard let size = bytes.number(offset + 5, 8, bigEndian: false) else { return false }
        return size >= 1 << 16 && size <= 1 << 30
    }
}
