import System
import Text

/// Reads the configuration out of a kernel image, however it is packed.
struct ImageReader: ~Copyable {
    /// What a part of an image turned out to be.
    enum Outcome {
        case found([UInt8])
        /// A Linux kernel that has none.
        case kernel
        /// Nothing that was understood, with what is known of it: the end of a sentence.
        case unknown(String)
    }

    /// A part of the file.
    struct Region {
        var start: Int
        var end: Int
    }

    /// How much of the file is read at once, in bytes.
    private static let chunkSize = 1 << 16
    /// The most that a packed kernel may unpack to, in bytes.
    private static let unpackedLimit = 1 << 30
    /// The most that is kept of what has to be unpacked once more, in bytes.
    private static let nestedLimit = 1 << 28
    /// Less is no kernel, in bytes.
    private static let leastKernel = 1 << 18
    /// How many wrappers may lie around a kernel: a FIT image of a packed zImage has three.
    private static let depthLimit = 6

    private let file: FileDescriptor
    private let folders: [String]
    private let name: String
    /// A path that opens the file once more.
    private let source: String
    private let size: Int
    /// How many wrappers lie around the file.
    private let depth: Int

    init(_ path: String, programsIn folders: [String]) throws(ConfigSourceError) {
        let file = try ImageReader.open(path)
        try self.init(file, name: path, source: path, folders, depth: 0)
    }

    private init(
        _ file: consuming FileDescriptor, name: String, source: String, _ folders: [String], depth: Int
    ) throws(ConfigSourceError) {
        do throws(SystemError) {
            size = Int(min(try file.status().size, UInt64(Int.max >> 1)))
        } catch {
            throw ConfigSourceError(name, error)
        }
        self.file = file
        self.folders = folders
        self.name = name
        self.source = source
        self.depth = depth
    }

    private static func open(_ path: String) throws(ConfigSourceError) -> FileDescriptor {
        do throws(SystemError) {
            let file = try FileDescriptor.withoutWaiting(path)
            let kind = try file.status().kind
            if kind == .regular { return file }
            throw SystemError("read", path, code: 0, detail: .joining("is a ", kind.text, " and no file"))
        } catch {
            throw ConfigSourceError(path, error)
        }
    }

    /// The configuration's text.
    borrowing func config() throws(ConfigSourceError) -> [UInt8] {
        guard size > 0 else { throw ConfigSourceError(name, "is empty") }
        let kind = ImageHeader(try read(ImageHeader.size, at: 0)).kind
        switch try examine(Region(start: 0, end: size), depth: 0) {
        case .found(let text): return text
        case .kernel:
            throw ConfigSourceError(
                name,
                .joining("is ", kind == .unknown ? "a Linux kernel" : kind.text, " without an embedded configuration"),
                help: "build the kernel with CONFIG_IKCONFIG=y, or give its .config with --config")
        case .unknown(let problem):
            throw ConfigSourceError(
                name, .joining("is ", kind.text, problem),
                help: kind == .unknown
                    ? "the text of a .config, also packed with gzip, is read with --config"
                    : "give the kernel's .config with --config")
        }
    }

    // MARK: Wrappers

    /// Looks at what a region holds: by its header, and without one for whatever looks packed.
    private borrowing func examine(_ region: Region, depth: Int) throws(ConfigSourceError) -> Outcome {
        let header = ImageHeader(try read(ImageHeader.size, in: region, at: 0))
        guard region.end - region.start >= header.expectedSize else {
            throw ConfigSourceError(
                name,
                .joining(
                    depth == 0 && self.depth == 0 ? "is cut off: it is " : "is cut off: in it is ", header.kind.text,
                    " of ", header.expectedSize.description, " bytes, and has ",
                    (region.end - region.start).description))
        }
        if let contents = header.contents { return .unknown(.joining(" with ", contents, " and no kernel")) }
        let parts = try parts(header, region)
        guard depth + self.depth < ImageReader.depthLimit else {
            return .unknown(", in which more than six wrappers lie within each other")
        }
        var problem: String?
        var isKernel = false
        for part in parts {
            switch try examine(part, header, region, depth: depth) {
            case .found(let text): return .found(text)
            case .kernel: isKernel = true
            case .unknown(let text): problem = problem ?? (text.isEmpty ? nil : text)
            }
        }
        if isKernel { return .kernel }
        let found = try search(region, header)
        if case .unknown = found, let problem { return .unknown(problem) }
        return found
    }

    private borrowing func parts(_ header: ImageHeader, _ region: Region) throws(ConfigSourceError) -> [ImagePart] {
        switch header.kind {
        case .pe:
            let section = try Containers.linuxSection { (count, offset) throws(ConfigSourceError) in
                try read(count, in: region, at: offset)
            }
            return section.map { [$0] } ?? []
        case .fit:
            return try Containers.fitKernels { (count, offset) throws(ConfigSourceError) in
                try read(count, in: region, at: offset)
            }
        default: return header.part.map { [$0] } ?? []
        }
    }

    private borrowing func examine(
        _ part: ImagePart, _ header: ImageHeader, _ region: Region, depth: Int
    ) throws(ConfigSourceError) -> Outcome {
        let start = region.start + part.offset
        let end = part.length.map { start + $0 } ?? region.end
        guard end <= region.end else {
            throw ConfigSourceError(
                name,
                .joining(
                    "is cut off: the kernel in ", header.kind.text, " ends at byte ", end.description,
                    ", and the file at ",
                    region.end.description))
        }
        let inner = Region(start: start, end: end)
        let found = Compression.at(0, in: try read(Compression.signatureSize, in: inner, at: 0), isBeginning: true)
        switch part.packing {
        case .other(let word):
            return .unknown(.joining(", packed in a way that this program does not know (", word, ")"))
        case .named(let compression) where found == nil:
            return .unknown(.joining(", which names ", compression.name, ", but no such data begin there"))
        case .none,
            .unnamed where found == nil:
            // An image that begins with itself has no other within.
            return start == region.start ? .unknown("") : try examine(inner, depth: depth + 1)
        case .named, .unnamed: break
        }
        guard let found else { return .unknown("") }
        return try unpack(
            found, inner, size: try unpackedSize(header, region), isExact: part.length != nil || region.end < size,
            mayHaveMore: header.kind == .android, depth: depth)
    }

    // MARK: Without a header that helps

    /// Looks for the configuration as it is, and then in all that may be a packed kernel.
    private borrowing func search(_ region: Region, _ header: ImageHeader) throws(ConfigSourceError) -> Outcome {
        var config = EmbeddedConfig()
        var payloads = PayloadSearch()
        var offset = region.start
        while offset < region.end {
            let bytes = try read(ImageReader.chunkSize + Compression.signatureSize, at: offset)
            guard !bytes.isEmpty else { break }
            let end = min(bytes.count, ImageReader.chunkSize, region.end - offset)
            config.search(bytes, upTo: end)
            if let text = config.found { return .found(text) }
            payloads.search(bytes, upTo: end, at: offset)
            offset += end
        }
        guard !config.isUnderWay else {
            throw ConfigSourceError(name, "is cut off: its embedded configuration has no end")
        }
        // A kernel that is not packed holds packed data of other kinds.
        var missing: ConfigSourceError?
        var isKernel = false
        let tried = header.part.map { region.start + $0.offset }
        for candidate in payloads.byLikelihood where candidate.offset != tried {
            do throws(ConfigSourceError) {
                let rest = Region(start: candidate.offset, end: region.end)
                switch try unpack(
                    candidate.compression, rest, size: nil, isExact: false, mayHaveMore: true, depth: depth)
                {
                case .found(let text): return .found(text)
                case .kernel: isKernel = true
                case .unknown: break
                }
            } catch {
                missing = missing ?? (error.isCertain ? error : nil)
            }
        }
        // The banner may stand in LZ4 data as it is, and any text may speak of a version of Linux.
        if isKernel || config.isKernel && header.kind.isPlain { return .kernel }
        if let missing { throw missing }
        if config.isKernel, header.kind == .unknown, region.end - region.start >= ImageReader.leastKernel {
            return .kernel
        }
        return .unknown(
            .joining(
                header.kind == .unknown ? "" : ", in which no Linux kernel was found",
                payloads.isFull ? "; only the first 16 places were tried at which packed data may begin" : ""))
    }

    // MARK: Unpacking

    /// - Parameters:
    ///   - size: what it must unpack to, in bytes; nil where that is unknown.
    ///   - isExact: whether the region ends with the packed data.
    ///   - mayHaveMore: whether something else may follow the packed data, which their program takes for damage.
    private borrowing func unpack(
        _ compression: Compression, _ region: Region, size: Int?, isExact: Bool, mayHaveMore: Bool, depth: Int
    ) throws(ConfigSourceError) -> Outcome {
        var config = EmbeddedConfig()
        var beginning: [UInt8] = []
        let isComplete = try stream(compression, region, isExact: isExact) { bytes in
            if beginning.count < ImageHeader.size { beginning += bytes.prefix(ImageHeader.size - beginning.count) }
            config.search(bytes, upTo: bytes.count)
            return config.wantsMore(upTo: ImageReader.unpackedLimit)
        }
        if let text = config.found { return .found(text) }
        let inner = ImageHeader(beginning)
        if inner.kind != .unknown, !inner.kind.isPlain {
            let outcome = try unpackAgain(compression, region, isExact: isExact, depth: depth)
            guard case .unknown = outcome else { return outcome }
        }
        guard isComplete || size == config.searched || config.isKernel && mayHaveMore else {
            throw ConfigSourceError(
                name, .joining("is damaged or cut off: its ", compression.name, " data stop unpacking"))
        }
        if config.isKernel { return .kernel }
        return .unknown(.joining(", in which ", compression.name, " data are no Linux kernel that this program knows"))
    }

    /// Unpacks to a file, in which what was packed twice can be looked at.
    private borrowing func unpackAgain(
        _ compression: Compression, _ region: Region, isExact: Bool, depth: Int
    ) throws(ConfigSourceError) -> Outcome {
        let copy = try temporary()
        var failure: SystemError?
        var count = 0
        _ = try stream(compression, region, isExact: isExact) { bytes in
            do throws(SystemError) {
                try copy.write(bytes)
            } catch {
                failure = error
                return false
            }
            count += bytes.count
            return count < ImageReader.nestedLimit
        }
        if let failure { throw ConfigSourceError(name, failure) }
        let source = copy.selfPath
        let reader = try ImageReader(copy, name: name, source: source, folders, depth: self.depth + depth + 1)
        return try reader.examine(Region(start: 0, end: count), depth: 0)
    }

    private borrowing func temporary() throws(ConfigSourceError) -> FileDescriptor {
        do throws(SystemError) {
            return try FileDescriptor.temporary()
        } catch {
            throw ConfigSourceError(name, error)
        }
    }

    /// Hands out what packed data unpack to.
    ///
    /// - Returns: whether they ended, and were right up to their end.
    private borrowing func stream(
        _ compression: Compression, _ region: Region, isExact: Bool, _ take: ([UInt8]) -> Bool
    ) throws(ConfigSourceError) -> Bool {
        guard let program = compression.program else { return try inflate(region, take) }
        if compression == .lzma, let header = LZMAHeader(try read(Compression.signatureSize, in: region, at: 0), 0),
            !header.isForXz
        {
            throw ConfigSourceError(
                name,
                .joining(
                    "is compressed with lzma in a form that xz does not unpack (lc=", header.lc.description, " lp=",
                    header.lp.description, ": their sum is at most 4)"),
                help: "unpack it with another program, such as 7z, or give the .config with --config")
        }
        guard let path = Filters.path(of: program, in: folders) else {
            var error = ConfigSourceError(
                name,
                .joining(
                    "is compressed with ", compression.name, ", and the program `", program,
                    "` that unpacks it is missing"),
                help: .joining(
                    "install it (Debian's package is ", compression.package, "), or give the .config with --config"))
            error.isCertain = true
            throw error
        }
        do throws(SystemError) {
            // The program reads up to the end of its file, and takes what follows for damage.
            guard isExact, region.end < size else {
                return try Filters.run(path, compression.arguments, on: source, from: region.start, take) == .exited(0)
            }
            let copy = try FileDescriptor.temporary()
            var offset = region.start
            while offset < region.end {
                let bytes = try file.read(count: min(ImageReader.chunkSize, region.end - offset), at: Int64(offset))
                guard !bytes.isEmpty else { break }
                try copy.write(bytes)
                offset += bytes.count
            }
            return try Filters.run(path, compression.arguments, on: copy.selfPath, from: 0, take) == .exited(0)
        } catch {
            throw ConfigSourceError(name, error)
        }
    }

    /// Hands out what gzip data unpack to.
    private borrowing func inflate(_ region: Region, _ take: ([UInt8]) -> Bool) throws(ConfigSourceError) -> Bool {
        guard var inflater = try? Inflater() else { throw .outOfMemory(name) }
        var offset = region.start
        while !inflater.hasEnded {
            let bytes = try read(min(ImageReader.chunkSize, region.end - offset), at: offset)
            guard !bytes.isEmpty else { break }
            offset += bytes.count
            var position = 0
            while let chunk = try? inflater.next(bytes, &position, upTo: bytes.count) {
                if chunk.isEmpty { break }
                guard take(chunk) else { return false }
            }
            // Corrupt: nothing more is taken.
            guard inflater.hasEnded || position == bytes.count else { break }
        }
        return inflater.hasEnded
    }

    // MARK: Bytes

    private borrowing func unpackedSize(_ header: ImageHeader, _ region: Region) throws(ConfigSourceError) -> Int? {
        guard let place = header.unpackedSize else { return nil }
        return ImageHeader.unpackedSize(try read(4, in: region, at: place))
    }

    private borrowing func read(_ count: Int, in region: Region, at offset: Int) throws(ConfigSourceError) -> [UInt8] {
        guard offset >= 0, offset < region.end - region.start else { return [] }
        return try read(min(count, region.end - region.start - offset), at: region.start + offset)
    }

    private borrowing func read(_ count: Int, at offset: Int) throws(ConfigSourceError) -> [UInt8] {
        do throws(SystemError) {
            return try file.read(count: count, at: Int64(offset))
        } catch {
            throw ConfigSourceError(name, error)
        }
    }
}
