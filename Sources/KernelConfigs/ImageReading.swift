import System
import Text

/// Reads the configuration out of a kernel image, however it is packed.
struct ImageReader: ~Copyable {
    /// What came of a packed kernel.
    private enum Outcome {
        case found([UInt8])
        /// It unpacked to this many bytes, without a configuration in them.
        case none(unpacked: Int, isComplete: Bool)
    }

    /// How much of the file is read at once, in bytes.
    private static let chunkSize = 1 << 16
    /// The most that a packed kernel may unpack to, in bytes.
    private static let unpackedLimit = 1 << 30
    /// What is taken for a kernel when it was found by its first bytes alone: less unpacks by accident.
    private static let leastKernel = 1 << 18

    private let file: FileDescriptor
    private let folders: [String]
    private let name: String
    private let size: Int
    private let header: ImageHeader

    init(_ path: String, programsIn folders: [String]) throws(ConfigSourceError) {
        let file = try ImageReader.open(path)
        let size: UInt64
        let start: [UInt8]
        do throws(SystemError) {
            size = try file.status().size
            start = try file.read(count: ImageHeader.size, at: 0)
        } catch {
            throw ConfigSourceError(path, error)
        }
        self.file = file
        self.folders = folders
        self.size = Int(min(size, UInt64(Int.max >> 1)))
        name = path
        header = ImageHeader(start)
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
        guard size >= header.expectedSize else {
            throw ConfigSourceError(
                name,
                .joining(
                    "is cut off: it is ", header.kind.text, " of ", header.expectedSize.description, " bytes, and has ",
                    size.description))
        }
        if let payload = header.payload, let compression = try compression(at: payload) {
            switch try unpack(compression, at: payload) {
            case .found(let text): return text
            case .none(let unpacked, let isComplete):
                if isComplete { throw withoutConfig() }
                if let expected = try unpackedSize(), expected == unpacked { throw withoutConfig() }
                throw ConfigSourceError(
                    name, .joining("is damaged or cut off: its ", compression.name, " data stop unpacking"))
            }
        }
        return try search()
    }

    // MARK: Without a header that tells

    /// Looks for the configuration as it is, and then in all that may be a packed kernel.
    private borrowing func search() throws(ConfigSourceError) -> [UInt8] {
        var config = EmbeddedConfig()
        var payloads = PayloadSearch()
        var offset = 0
        while offset < size {
            let bytes = try read(ImageReader.chunkSize + Compression.signatureSize, at: offset)
            guard !bytes.isEmpty else { break }
            let end = min(bytes.count, ImageReader.chunkSize)
            config.search(bytes, upTo: end)
            if let text = config.found { return text }
            payloads.search(bytes, upTo: end, at: offset)
            offset += end
        }
        guard !config.isUnderWay else {
            throw ConfigSourceError(name, "is cut off: its embedded configuration has no end")
        }
        var missing: ConfigSourceError?
        var isKernel = false
        for candidate in payloads.candidates {
            do throws(ConfigSourceError) {
                switch try unpack(candidate.compression, at: candidate.offset) {
                case .found(let text): return text
                case .none(let unpacked, _): isKernel = isKernel || unpacked >= ImageReader.leastKernel
                }
            } catch {
                missing = missing ?? error
            }
        }
        if !isKernel, let missing { throw missing }
        guard isKernel || header.kind != .unknown else {
            throw ConfigSourceError(
                name, "is " + header.kind.text,
                help: "the text of a .config, also packed with gzip, is read with --config")
        }
        throw withoutConfig()
    }

    private borrowing func withoutConfig() -> ConfigSourceError {
        ConfigSourceError(
            name, .joining("is ", header.kind.text, " without an embedded configuration"),
            help: "build the kernel with CONFIG_IKCONFIG=y, or give its .config with --config")
    }

    // MARK: Unpacking

    private borrowing func unpack(_ compression: Compression, at offset: Int) throws(ConfigSourceError) -> Outcome {
        var config = EmbeddedConfig()
        let isComplete: Bool
        if let program = compression.program {
            isComplete = try run(program, compression, at: offset, &config)
        } else {
            isComplete = try inflate(at: offset, &config)
        }
        if let text = config.found { return .found(text) }
        return .none(unpacked: config.searched, isComplete: isComplete)
    }

    /// - Returns: whether the program was content with all that it read.
    private borrowing func run(
        _ program: String, _ compression: Compression, at offset: Int, _ config: inout EmbeddedConfig
    ) throws(ConfigSourceError) -> Bool {
        guard let path = Filters.path(of: program, in: folders) else {
            throw ConfigSourceError(
                name,
                .joining(
                    "is compressed with ", compression.name, ", and the program `", program,
                    "` that unpacks it is not there"),
                help: .joining(
                    "install it (Debian's package is ", compression.package, "), or give the .config with --config"))
        }
        do throws(SystemError) {
            let end = try Filters.run(path, ["-dc"], on: name, from: offset) { bytes in
                config.search(bytes, upTo: bytes.count)
                return config.wantsMore(upTo: ImageReader.unpackedLimit)
            }
            return end == .exited(0)
        } catch {
            throw ConfigSourceError(name, error)
        }
    }

    /// - Returns: whether the stream ended, and its checksum was right.
    private borrowing func inflate(
        at offset: Int, _ config: inout EmbeddedConfig
    ) throws(ConfigSourceError) -> Bool {
        guard var inflater = try? Inflater() else { throw .outOfMemory(name) }
        var offset = offset
        while !inflater.hasEnded {
            let bytes = try read(ImageReader.chunkSize, at: offset)
            guard !bytes.isEmpty else { break }
            offset += bytes.count
            var position = 0
            while let chunk = try? inflater.next(bytes, &position, upTo: bytes.count) {
                if chunk.isEmpty { break }
                config.search(chunk, upTo: chunk.count)
                guard config.wantsMore(upTo: ImageReader.unpackedLimit) else { return false }
            }
            // Corrupt: nothing more is taken.
            guard inflater.hasEnded || position == bytes.count else { break }
        }
        return inflater.hasEnded
    }

    // MARK: Bytes

    private borrowing func compression(at offset: Int) throws(ConfigSourceError) -> Compression? {
        Compression.at(0, in: try read(Compression.signatureSize, at: offset))
    }

    private borrowing func unpackedSize() throws(ConfigSourceError) -> Int? {
        guard let place = header.unpackedSize else { return nil }
        return ImageHeader.unpackedSize(try read(4, at: place))
    }

    private borrowing func read(_ count: Int, at offset: Int) throws(ConfigSourceError) -> [UInt8] {
        do throws(SystemError) {
            return try file.read(count: count, at: Int64(offset))
        } catch {
            throw ConfigSourceError(name, error)
        }
    }
}
