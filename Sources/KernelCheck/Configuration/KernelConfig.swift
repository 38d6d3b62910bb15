import Kernel
import Text

/// A kernel's configuration, as `make` writes it to `.config`; a defconfig or fragment; or several of these, one over the
/// other.
///
/// Source: Documentation/kbuild/kconfig.rst; the lines come from scripts/kconfig/confdata.c.
package struct KernelConfig: Equatable, Sendable {
    /// What to call it in a report: the file's path; of several, all.
    package var name: String
    /// The file's path.
    let file: String
    /// What its header says: `# Linux/x86 6.12.107 Kernel Configuration`; nil without one.
    package var version: KernelVersion?
    /// The kernel's name of the architecture (`x86`, `arm64`), from the same line.
    package var architecture: String?
    /// Symbols that stand there with different values; the last one counts, as for the kernel's own tools.
    package var contradictions: [Contradiction] = []
    /// Lines that Kconfig reads otherwise than they look, in their order.
    package var oddities: [Oddity] = []
    /// Whether it has the menus of a whole configuration; a defconfig, a fragment and the first lines of one have none.
    package var hasOutline = false
    /// Whether nothing is known of it, as of a running kernel that does not show it.
    package private(set) var isUnknown = false
    /// What was laid over it, the last one on top.
    package private(set) var overlays: [KernelConfig] = []
    let bytes: [UInt8]
    var index: SymbolIndex

    /// In place of a configuration that could not be had.
    package init(unknown name: String) {
        self.name = name
        file = name
        bytes = []
        index = SymbolIndex(capacity: 0)
        isUnknown = true
    }

    init(name: String, bytes: [UInt8], index: SymbolIndex) {
        self.name = name
        file = name
        self.bytes = bytes
        self.index = index
    }

    /// A symbol with two values.
    package struct Contradiction: Equatable, Sendable {
        /// Without `CONFIG_`.
        package var symbol: String
        package var firstLine: Int
        package var secondLine: Int

        package init(symbol: String, firstLine: Int, secondLine: Int) {
            self.symbol = symbol
            self.firstLine = firstLine
            self.secondLine = secondLine
        }
    }

    /// A line that Kconfig reads otherwise than it looks.
    package struct Oddity: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            /// It begins with a blank: Kconfig skips it.
            case indented
            /// `CONFIG_FOO=`: Kconfig skips it.
            case noValue
            /// Something follows `is not set`: Kconfig skips it from Linux 6.8 on.
            case looseOff
            /// It is the last one and has no line end: it may be cut off.
            case noLineEnd
        }

        package var kind: Kind
        /// From 1.
        package var line: Int
        /// Without `CONFIG_`; empty for `noLineEnd`.
        package var symbol: String
    }

    /// What a configuration says of a symbol.
    package struct Entry: Equatable, Sendable {
        /// `y`, `m`, `n` for `is not set`, a number, or a text without its quotes; empty without a value.
        package var value: String
        /// From 1.
        package var line: Int
        /// The file, where it is not the configuration's own.
        package var file: String?
        /// Whether the value has quotes, with which it is no `y`, `m` or `n` to Kconfig.
        package var isQuoted = false
        /// Whether it counts only up to Linux 6.7 (`ConfigLine.Value.looseOff`).
        var isLoose = false

        package init(value: String, line: Int) {
            self.value = value
            self.line = line
        }
    }

    /// What stands there for a symbol, which is named without `CONFIG_`; nil for nothing at all.
    package subscript(symbol: String) -> Entry? {
        for overlay in overlays.reversed() {
            if var entry = overlay[symbol] {
                entry.file = overlay.name
                return entry
            }
        }
        guard let place = index.find(Array(symbol.utf8), in: bytes) else { return nil }
        let line = ConfigLine(bytes, from: place.start)
        guard case .symbol(_, let value) = line.content else { return nil }
        var entry = Entry(value: ConfigLine.text(of: value, in: bytes), line: place.line)
        entry.isLoose = value == .looseOff
        if case .text(let range) = value { entry.isQuoted = bytes[range.lowerBound] == UInt8(ascii: "\"") }
        return entry
    }

    /// Whether a symbol is built in or a module, or has any other value than none.
    package func isSet(_ symbol: String) -> Bool {
        guard let value = self[symbol]?.value else { return false }
        return value != "n" && !value.isEmpty
    }

    /// Whether a line names the symbol that Kconfig skips, so that the configuration says nothing of it.
    func skips(_ symbol: String) -> Bool {
        if overlays.contains(where: { $0.skips(symbol) }) { return true }
        return oddities.contains { $0.symbol == symbol }
    }

    /// Whether it is a defconfig by its name: whole but for Kconfig's defaults.
    var isDefconfig: Bool { file.utf8.reversed().starts(with: "defconfig".utf8.reversed()) }

    /// Lays another one over it, as scripts/kconfig/merge_config.sh does: what the other names counts.
    package mutating func merge(_ other: KernelConfig) {
        overlays.append(other)
        name.add(" + ", other.name)
        version = version ?? other.version
        architecture = architecture ?? other.architecture
    }

    /// Where an entry stands.
    func location(_ entry: Entry) -> SourceLocation {
        SourceLocation(file: entry.file ?? file, position: Position(line: entry.line, column: 1))
    }

    /// All symbols that stand there, for a search for what was meant.
    package var symbols: [String] {
        index.places.map { place in
            guard case .symbol(let name, _) = ConfigLine(bytes, from: place.start).content else { return "" }
            return String(decoding: bytes[name], as: UTF8.self)
        }
    }
}
