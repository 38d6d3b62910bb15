/// What the beginning of a file says about the kernel image that it is.
package struct ImageHeader: Equatable, Sendable {
    /// The kind of file.
    package enum Kind: Equatable, Sendable {
        /// ELF: vmlinux, a module such as configs.ko, or a wrapper of another processor.
        case elf
        /// x86 (Documentation/arch/x86/boot.rst).
        case bzImage
        /// 64-bit ARM, RISC-V and LoongArch: not packed (Documentation/arch/arm64/booting.rst).
        case image
        /// 32-bit ARM: unpacks itself (arch/arm/boot/compressed/head.S).
        case zImage
        /// With U-Boot's header around any of the others.
        case uImage
        /// U-Boot's images in a device tree (doc/usage/fit of U-Boot).
        case fit
        /// Android's boot.img (system/tools/mkbootimg).
        case android
        /// An EFI program that unpacks the kernel (drivers/firmware/efi/libstub/zboot-header.S).
        case zboot
        /// Another EFI program; a unified kernel image has the kernel in its section `.linux` (UAPI.5).
        case pe
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
            case .fit: "a FIT image"
            case .android: "an Android boot image"
            case .zboot: "an EFI zboot image"
            case .pe: "an EFI program"
            case .packed(let compression): "a file compressed with " + compression.name
            case .unknown: "no kernel image that this program knows"
            }
        }

        /// Whether a kernel of that kind runs as it is.
        var isPlain: Bool { self == .elf || self == .image }
    }

    /// How much of the file's beginning is looked at, in bytes.
    package static let size = 1024

    package var kind = Kind.unknown
    /// Where the kernel is, where the header says it; for a FIT image and an EFI program `Containers` finds it.
    package var part: ImagePart?
    /// Where the payload's size once unpacked stands, 32 bits; nil where it does not.
    package var unpackedSize: Int?
    /// How long the file must be, in bytes, going by its header; 0 when that is unknown.
    package var expectedSize = 0
    /// What it holds in place of a kernel, where the header says that: `a ramdisk`.
    package var contents: String?

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
            guard let offset = bytes.little32(8), let length = bytes.little32(12), bytes.count >= 56 else { return }
            part = ImagePart(offset, length, .init(name: bytes[24..<56].prefix { $0 != 0 }))
            unpackedSize = offset + length
            expectedSize = offset + length
        } else if bytes.matches(0x2705_1956, at: 0) {
            kind = .uImage
            readUImage(bytes)
        } else if bytes.matches(0xd00d_feed, at: 0) {
            kind = .fit
            expectedSize = bytes.number(4, 4, bigEndian: true) ?? 0
        } else if bytes.matches("ANDROID!", at: 0) {
            kind = .android
            readAndroid(bytes)
        } else if bytes.matches("VNDRBOOT", at: 0) {
            kind = .android
            contents = "a vendor ramdisk"
        } else if bytes.matches("ARMd", at: 0x38) || bytes.matches("RSC\u{5}", at: 0x38)
            || bytes.matches(0xcd23_8281, at: 0x38)
        {
            kind = .image
        } else if bytes.matches(0x1828_6f01, at: 0x24) || bytes.matches(0x016f_2818, at: 0x24) {
            kind = .zImage
            let isBigEndian = bytes[0x24] == 1
            guard let start = bytes.number(0x28, 4, bigEndian: isBigEndian),
                let end = bytes.number(0x2c, 4, bigEndian: isBigEndian)
            else { return }
            expectedSize = max(0, end - start)
        } else if bytes.matches("MZ", at: 0) {
            kind = .pe
        } else if let compression = Compression.at(0, in: bytes, isBeginning: true) {
            kind = .packed(compression)
            part = ImagePart(0, nil, .named(compression))
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
        // Boot protocol 2.08, Linux 2.6.26, is the first that says where the payload is.
        guard let version = bytes.little16(0x206), version >= 0x208,
            let offset = bytes.little32(0x248), let length = bytes.little32(0x24c), length > 4
        else { return }
        let setupSectors = Int(bytes[0x1f1])
        // 0 means 4.
        let start = ((setupSectors == 0 ? 4 : setupSectors) + 1) * 512 + offset
        part = ImagePart(start, length)
        unpackedSize = start + length - 4
        expectedSize = start + length
    }

    /// Source: include/image.h of U-Boot.
    private mutating func readUImage(_ bytes: [UInt8]) {
        let header = 64
        guard bytes.count > header, let length = bytes.number(12, 4, bigEndian: true) else { return }
        expectedSize = header + length
        part = ImagePart(header, length, .init(uImage: bytes[31]))
        switch bytes[30] {
        case 3: contents = "a ramdisk"
        case 5: contents = "firmware"
        case 6: contents = "a script"
        case 7: contents = "a file system"
        case 8: contents = "a device tree"
        case 4:
            // Several images, the kernel first: their sizes come before them, and a 0 after these.
            var end = header
            while let size = bytes.number(end, 4, bigEndian: true), size > 0 { end += 4 }
            part = ImagePart(end + 4, bytes.number(header, 4, bigEndian: true), .init(uImage: bytes[31]))
        default: break
        }
    }

    /// Source: include/bootimg/bootimg.h of mkbootimg. Since version 3 pages have 4 KiB.
    private mutating func readAndroid(_ bytes: [UInt8]) {
        guard let version = bytes.little32(40), let length = bytes.little32(8), let page = bytes.little32(36) else {
            return
        }
        let start = version == 3 || version == 4 ? 4096 : page
        part = ImagePart(start, length)
        expectedSize = start + length
    }
}
