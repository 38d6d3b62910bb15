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
        guard let place = firstNonText(text) else { return text }
        throw ConfigSourceError(
            name,
            .joining("holds bytes that are no text, at byte ", place.description, isPacked ? " once unpacked" : ""),
            help: isPacked ? nil : help(forBinary: bytes))
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
                    name, .joining("has something behind the end of its gzip stream, at byte ", place.description))
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
