/// What the beginning of a file tells about the kernel image that it is.
package struct ImageHeader: Equatable, Sendable {
    /// The kind of file.
    package enum Kind: Equatable, Sendable {
        /// ELF: vmlinux, a module such as configs.ko, or a wrapper of another processor.
        case elf
        /// x86 (Documentation/arch/x86/boot.rst).
        case bzImage
        /// 64-bit ARM and RISC-V: not packed (Documentation/arch/arm64/booting.rst).
        case image
        /// 32-bit ARM: unpacks itself (arch/arm/boot/compressed/head.S).
        case zImage
        /// With U-Boot's header around any of the others.
        case uImage
        /// An EFI program that unpacks the kernel (drivers/firmware/efi/libstub/zboot-header.S).
        case zboot
        /// A packed file without a header: Image.gz, vmlinux.xz.
        case packed(Compression)
        case unknown

        /// In a sentence: `a bzImage`.
        package var text: String {
            switch self {
            case .elf: "an ELF file"
            case .bzImage: "a bzImage"
            case .image: "an Image"
            case .zImage: "a zImage"
            case .uImage: "a uImage"
            case .zboot: "an EFI zboot image"
            case .packed(let compression): "a file compressed with " + compression.name
            case .unknown: "no kernel image that this program knows"
            }
        }
    }

    /// How much of the file's beginning is looked at, in bytes.
    package static let size = 1024

    package var kind = Kind.unknown
    /// Where the packed kernel begins, where the header says it.
    package var payload: Int?
    /// Where the payload's size once unpacked stands, 32 bits; nil where it does not.
    package var unpackedSize: Int?
    /// How long the file must be, in bytes, going by its header; 0 when that cannot be told.
    package var expectedSize = 0

    /// - Parameter bytes: the file's beginning.
    package init(_ bytes: [UInt8]) {
        if bytes.matches("\u{7f}ELF", at: 0) {
            kind = .elf
            readELF(bytes)
        } else if bytes.matches("HdrS", at: 0x202) {
            kind = .bzImage
            readBzImage(bytes)
        } else if bytes.matches("zimg", at: 4) {
            kind = .zboot
            guard let offset = bytes.little32(8), let length = bytes.little32(12) else { return }
            payload = offset
            unpackedSize = offset + length
            expectedSize = offset + length
        } else if bytes.matches(0x2705_1956, at: 0) {
            kind = .uImage
            let header = 64
            expectedSize = header + (bytes.number(12, 4, bigEndian: true) ?? 0)
            payload = header
        } else if bytes.matches("ARMd", at: 0x38) || bytes.matches("RSC\u{5}", at: 0x38) {
            kind = .image
        } else if bytes.matches(0x1828_6f01, at: 0x24) || bytes.matches(0x016f_2818, at: 0x24) {
            kind = .zImage
            let isBigEndian = bytes[0x24] == 1
            guard let start = bytes.number(0x28, 4, bigEndian: isBigEndian),
                let end = bytes.number(0x2c, 4, bigEndian: isBigEndian)
            else { return }
            expectedSize = max(0, end - start)
        } else if let compression = Compression.at(0, in: bytes) {
            kind = .packed(compression)
            payload = 0
        }
    }

    /// The payload's size once unpacked, from the four bytes at `unpackedSize`.
    package static func unpackedSize(_ bytes: [UInt8]) -> Int? { bytes.little32(0) }

    /// The section headers stand at an ELF file's end.
    private mutating func readELF(_ bytes: [UInt8]) {
        guard bytes.count > 0x40 else { return }
        let is64Bit = bytes[4] == 2
        let isBigEndian = bytes[5] == 2
        guard let offset = bytes.number(is64Bit ? 0x28 : 0x20, is64Bit ? 8 : 4, bigEndian: isBigEndian),
            let size = bytes.number(is64Bit ? 0x3a : 0x2e, 2, bigEndian: isBigEndian),
            let count = bytes.number(is64Bit ? 0x3c : 0x30, 2, bigEndian: isBigEndian), size <= 64
        else { return }
        expectedSize = offset == 0 ? 0 : offset + size * count
    }

    private mutating func readBzImage(_ bytes: [UInt8]) {
        // Boot protocol 2.08, Linux 2.6.26, is the first that tells where the payload is.
        guard let version = bytes.little16(0x206), version >= 0x208,
            let offset = bytes.little32(0x248), let length = bytes.little32(0x24c), length > 4
        else { return }
        let setupSectors = Int(bytes[0x1f1])
        // 0 means 4.
        let start = ((setupSectors == 0 ? 4 : setupSectors) + 1) * 512 + offset
        payload = start
        unpackedSize = start + length - 4
        expectedSize = start + length
    }
}
