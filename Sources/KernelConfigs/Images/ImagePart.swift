/// A part of an image that holds a kernel, as the image's header says.
package struct ImagePart: Equatable, Sendable {
    /// How it is packed.
    package enum Packing: Equatable, Sendable {
        /// The header does not say it: its first bytes may.
        case unnamed
        /// The header says so.
        case none
        /// The header says so.
        case named(Compression)
        /// The header names something that this program cannot unpack.
        case other(String)
    }

    /// In the image, in bytes.
    package var offset: Int
    /// In bytes; nil where the header does not say it.
    package var length: Int?
    package var packing: Packing

    package init(_ offset: Int, _ length: Int? = nil, _ packing: Packing = .unnamed) {
        self.offset = offset
        self.length = length
        self.packing = packing
    }
}

extension ImagePart.Packing {
    /// As FIT images and EFI zboot images name it: `lzma`, `zstd22`, `xzkern`.
    init(name: ArraySlice<UInt8>) {
        let found = Compression.allCases.first { name.starts(with: $0.name.utf8) }
        if let found {
            self = .named(found)
        } else {
            self =
                name.isEmpty
                ? .unnamed : name.elementsEqual("none".utf8) ? .none : .other(String(decoding: name, as: UTF8.self))
        }
    }

    /// As a uImage numbers it (include/image.h of U-Boot).
    init(uImage number: UInt8) {
        switch number {
        case 0: self = .none
        case 1: self = .named(.gzip)
        case 2: self = .named(.bzip2)
        case 3: self = .named(.lzma)
        case 4: self = .named(.lzo)
        case 5: self = .named(.lz4)
        case 6: self = .named(.zstd)
        default: self = .other(number.description)
        }
    }
}
