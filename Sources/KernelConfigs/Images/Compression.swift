/// How a kernel's payload is packed (init/Kconfig, KERNEL_GZIP and the others).
package enum Compression: Equatable, Sendable, CaseIterable {
    case gzip, xz, lzma, zstd, lz4, lzo, bzip2

    /// How many bytes it takes to know one from the other.
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

    /// What that program is called with. By itself xz takes no LZMA with an unusual dictionary.
    var arguments: [String] { self == .lzma ? ["--format=lzma", "-dc"] : ["-dc"] }

    /// Debian's package of that program.
    package var package: String { program == "xz" ? "xz-utils" : program ?? name }

    /// What begins there, going by all that its format fixes; nil for anything else.
    ///
    /// - Parameter isBeginning: whether something packed is expected there. LZMA has no signature: elsewhere only headers
    ///   count as its packers write them.
    package static func at(_ offset: Int, in bytes: [UInt8], isBeginning: Bool = false) -> Compression? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        switch bytes[offset] {
        case 0x1f:
            // Deflate, no reserved flags (RFC 1952, 2.3.1).
            if bytes[offset + 1] == 0x8b, bytes[offset + 2] == 8, bytes[offset + 3] < 0x20 { return .gzip }
        case 0xfd: if bytes.matches("7zXZ\0\0", at: offset + 1) { return .xz }
        case 0x28: if bytes.matches(0x28b5_2ffd, at: offset) { return .zstd }
        case 0x89: if bytes.matches("LZO\0\r\n\u{1a}\n", at: offset + 1) { return .lzo }
        case 0x42: if bytes.matches("BZh", at: offset), bytes.matches("1AY&SY", at: offset + 4) { return .bzip2 }
        case 0x02:
            // The legacy format: blocks of 8 MiB, each with its size. A block that does not shrink grows by 1/255.
            if bytes.matches(0x0221_4c18, at: offset), let size = bytes.little32(offset + 4), size > 0,
                size <= 8 << 20 + 1 << 16
            {
                return .lz4
            }
        case 0x04: if bytes.matches(0x0422_4d18, at: offset) { return .lz4 }
        default: break
        }
        // Most bytes that are no header's are found here; no usual dictionary has a lowest byte but 0.
        guard isBeginning || bytes[offset + 1] == 0, let header = LZMAHeader(bytes, offset) else { return nil }
        return isBeginning || header.isUsual ? .lzma : nil
    }
}

/// The 13 bytes at the beginning of LZMA data, and the first one after them (LZMA specification, 2015).
struct LZMAHeader: Equatable {
    /// Bits of literal context, of literal position and of position.
    var lc: Int
    var lp: Int
    var pb: Int
    /// In bytes.
    var dictionary: Int
    /// What it unpacks to, in bytes; nil where an end marker shows it.
    var size: Int?

    /// - Returns: nil for what no LZMA data begin with.
    init?(_ bytes: [UInt8], _ offset: Int) {
        guard offset >= 0, offset + 14 <= bytes.count, bytes[offset] < 9 * 5 * 5, bytes[offset + 13] == 0,
            let dictionary = bytes.little32(offset + 1), dictionary > 0
        else { return nil }
        let isUnknown = bytes.matches(0xffff_ffff, at: offset + 5) && bytes.matches(0xffff_ffff, at: offset + 9)
        if !isUnknown {
            // A kernel has at least 64 KiB and at most 1 GiB.
            guard let size = bytes.number(offset + 5, 8, bigEndian: false), size >= 1 << 16, size <= 1 << 30 else {
                return nil
            }
            self.size = size
        }
        let properties = Int(bytes[offset])
        lc = properties % 9
        lp = properties / 9 % 5
        pb = properties / 45
        self.dictionary = dictionary
    }

    /// Whether xz unpacks it.
    var isForXz: Bool { lc + lp <= 4 }

    /// Whether a packer writes it so: a dictionary of 2^n or 2^n + 2^(n-1) bytes, from 4 KiB to 1.5 GiB.
    var isUsual: Bool {
        guard isForXz, dictionary >= 1 << 12, dictionary <= 3 << 29 else { return false }
        let lowest = dictionary & -dictionary
        let rest = dictionary ^ lowest
        return rest == 0 || rest == lowest << 1
    }
}
