import System
import Text

/// What makes bytes the text of a .config.
enum ConfigText {
    /// The longest text that is taken, in bytes. The longest of Debian's has 0.3 MB.
    static let limit = 16 << 20

    /// The first byte that stands in no text: NUL or another control character. Letters beyond ASCII may be in the name
    /// of a local version.
    static func firstNonText(_ bytes: [UInt8]) -> Int? {
        bytes.firstControl(except: UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"))
    }

    /// Whether an unpacked stream is a configuration and no other text.
    static func looksRight(_ bytes: [UInt8]) -> Bool {
        bytes.index(of: "CONFIG_", from: 0) != nil && firstNonText(bytes) == nil
    }

    /// Unpacks and checks what a file holds.
    ///
    /// - Parameters:
    ///   - bytes: one byte more than the limit is enough to see that it is too long.
    ///   - name: for messages.
    static func read(_ bytes: [UInt8], name: String) throws(ConfigSourceError) -> [UInt8] {
        guard !bytes.isEmpty else { throw ConfigSourceError(name, "is empty") }
        guard bytes.count <= limit else { throw tooLong(name) }
        let isPacked = Compression.at(0, in: bytes) == .gzip
        let text = isPacked ? try unpack(bytes, name: name) : bytes
        guard !text.isEmpty else { throw ConfigSourceError(name, "is empty once it is unpacked") }
        if let encoding = wideEncoding(text) {
            throw ConfigSourceError(
                name, .joining("is text in ", encoding, isPacked ? " once unpacked" : "", ", and Kconfig reads bytes"),
                help: .joining(
                    "convert it: `", isPacked ? "zcat " + name + " | " : "", "iconv -f ", encoding, " -t UTF-8 ",
                    isPacked ? "" : name + " ", "> config.utf8`"))
        }
        guard let place = firstNonText(text) else { return text }
        throw ConfigSourceError(
            name,
            .joining("contains bytes that are no text, at byte ", place.description, isPacked ? " once unpacked" : ""),
            help: isPacked ? nil : help(forBinary: bytes))
    }

    /// How text is encoded whose letters take two or four bytes, by its byte order mark or its first letter; nil for other
    /// text.
    private static func wideEncoding(_ bytes: [UInt8]) -> String? {
        let start = Array(bytes.prefix(4))
        guard start.count >= 2 else { return nil }
        let isLetter = { (byte: UInt8) in byte > 8 && byte < 0x7f }
        switch (start[0], start[1], start.count > 3 ? start[2] : 1, start.count > 3 ? start[3] : 1) {
        case (0xff, 0xfe, 0, 0), (0, 0, 0xfe, 0xff): return "UTF-32"
        case (0xff, 0xfe, _, _), (0xfe, 0xff, _, _): return "UTF-16"
        case (let letter, 0, 0, 0) where isLetter(letter): return "UTF-32LE"
        case (let letter, 0, let next, 0) where isLetter(letter) && isLetter(next): return "UTF-16LE"
        case (0, let letter, 0, let next) where isLetter(letter) && isLetter(next): return "UTF-16BE"
        default: return nil
        }
    }

    private static func unpack(_ bytes: [UInt8], name: String) throws(ConfigSourceError) -> [UInt8] {
        do throws(Inflater.Failure) {
            return try Inflater.unpack(bytes, limit: limit)
        } catch {
            switch error {
            case .tooLong: throw tooLong(name)
            case .truncated: throw ConfigSourceError(name, "is cut off: its gzip stream has no end")
            case .corrupt: throw ConfigSourceError(name, "is damaged: its gzip stream does not unpack")
            case .outOfMemory: throw .outOfMemory(name)
            case .trailingGarbage(let place):
                throw ConfigSourceError(
                    name, .joining("has something after the end of its gzip stream, at byte ", place.description))
            }
        }
    }

    private static func tooLong(_ name: String) -> ConfigSourceError {
        ConfigSourceError(name, "is no kernel configuration: it is longer than 16 MiB")
    }

    private static func help(forBinary bytes: [UInt8]) -> String? {
        let kind = ImageHeader(bytes).kind
        switch kind {
        case .unknown: return nil
        case .packed(let compression):
            let program = compression.program ?? "gzip"
            return .joining("it is compressed with ", compression.name, "; give what `", program, " -dc` makes of it")
        default: return .joining("it looks like ", kind.text, "; read it with --image")
        }
    }
}
