import System

/// Finds the kernels in files whose parts are listed beyond their first bytes.
enum Containers {
    /// The section `.linux` of an EFI program; nil where it has none (Microsoft's PE format, UAPI.5).
    ///
    /// - Parameter read: so many bytes at an offset; fewer at the end of the file.
    static func linuxSection<Failure: Error>(
        _ read: (_ count: Int, _ offset: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImagePart? {
        guard let place = try read(4, 0x3c).little32(0) else { return nil }
        let header = try read(24, place)
        guard header.matches("PE\0\0", at: 0), let count = header.little16(6), let optional = header.little16(20) else {
            return nil
        }
        let table = try read(min(count, 96) * 40, place + 24 + optional)
        for start in stride(from: 0, to: table.count, by: 40) where table.matches(".linux\0\0", at: start) {
            guard let used = table.little32(start + 8), let stored = table.little32(start + 16),
                let offset = table.little32(start + 20)
            else { return nil }
            // What is stored is padded to whole blocks.
            return ImagePart(offset, used > 0 ? min(used, stored) : stored)
        }
        return nil
    }

    /// A node below `/images` of a FIT image.
    fileprivate struct Node {
        var isKernel = false
        var part = ImagePart(0, nil)
        var hasData = false
    }

    /// The kernels of a FIT image, in its order (Devicetree Specification, 5; doc/usage/fit/source_file_format.rst of U-Boot).
    ///
    /// - Parameter read: as for `linuxSection`.
    static func fitKernels<Failure: Error>(
        _ read: (_ count: Int, _ offset: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [ImagePart] {
        let header = try read(40, 0)
        guard let total = header.big32(4), let structure = header.big32(8), let strings = header.big32(12) else {
            return []
        }
        var kernels: [ImagePart] = []
        var node = Node()
        var (position, depth, isInImages) = (structure, 0, false)
        // More tokens than any image has, so that a broken one ends.
        for _ in 0..<20_000 {
            let bytes = try read(64, position)
            position += 4
            switch bytes.big32(0) {
            case 1?:
                depth += 1
                let name = bytes.dropFirst(4).prefix { $0 != 0 }
                // A name that fills the buffer is none that is looked for.
                position += name.count == 60 ? try length(ofNameAt: position, read) : name.count / 4 * 4 + 4
                if depth == 2 { isInImages = name.elementsEqual("images".utf8) }
                if depth == 3 { node = Node() }
            case 2?:
                if depth == 3, isInImages, node.isKernel, node.hasData { kernels.append(node.part) }
                depth -= 1
            case 3?:
                guard let length = bytes.big32(4), let nameOffset = bytes.big32(8) else { return kernels }
                let value = bytes.dropFirst(12).prefix(length)
                if depth == 3, isInImages {
                    let name = try read(20, strings + nameOffset).prefix { $0 != 0 }
                    node.take(name, value, at: position + 8, length, externalFrom: (total + 3) / 4 * 4)
                }
                position += 8 + (length + 3) / 4 * 4
            case 4?: break
            default: return kernels
            }
        }
        return kernels
    }

    private static func length<Failure: Error>(
        ofNameAt start: Int, _ read: (_ count: Int, _ offset: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> Int {
        let bytes = try read(4096, start)
        return (bytes.firstIndex(of: 0) ?? bytes.count) / 4 * 4 + 4
    }
}

extension Containers.Node {
    /// Takes a property's value.
    fileprivate mutating func take(
        _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, at offset: Int, _ length: Int, externalFrom end: Int
    ) {
        let text = value.prefix { $0 != 0 }
        let number = Array(value).big32(0)
        switch String(decoding: name, as: UTF8.self) {
        case "type": isKernel = text.starts(with: "kernel".utf8)
        case "compression": part.packing = .init(name: text)
        case "data":
            (part.offset, part.length, hasData) = (offset, length, true)
        case "data-position":
            (part.offset, hasData) = (number ?? 0, true)
        case "data-offset":
            (part.offset, hasData) = (end + (number ?? 0), true)
        case "data-size": part.length = number
        default: break
        }
    }
}
