import Kernel
import Text

/// A kernel's configuration, as `make` writes it to `.config`.
///
/// Source: Documentation/kbuild/kconfig.rst; the lines come from scripts/kconfig/confdata.c.
package struct KernelConfig: Equatable, Sendable {
    /// What to call it in a report: the file's path.
    package var name: String
    /// What its header says: `# Linux/x86 6.12.107 Kernel Configuration`; nil without one.
    package var version: KernelVersion?
    /// The kernel's name of the architecture (`x86`, `arm64`), from the same line.
    package var architecture: String?
    /// Symbols that stand there with different values; the last one counts, as for the kernel's own tools.
    package var contradictions: [Contradiction] = []
    /// Whether it has the menus of a whole configuration; a defconfig, a fragment and the first lines of one have none.
    package var hasOutline = false
    /// Whether nothing is known of it, as of a running kernel that does not tell.
    package private(set) var isUnknown = false
    let bytes: [UInt8]
    var index: SymbolIndex

    /// In place of a configuration that could not be had.
    package init(unknown name: String) {
        self.name = name
        bytes = []
        index = SymbolIndex(capacity: 0)
        isUnknown = true
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

    /// What a configuration says of a symbol.
    package struct Entry: Equatable, Sendable {
        /// `y`, `m`, `n` for `is not set`, a number, or a text without its quotes.
        package var value: String
        /// From 1.
        package var line: Int

        package init(value: String, line: Int) {
            self.value = value
            self.line = line
        }
    }

    /// What stands there for a symbol, which is named without `CONFIG_`; nil for nothing at all.
    package subscript(symbol: String) -> Entry? {
        guard let place = index.find(Array(symbol.utf8), in: bytes) else { return nil }
        let line = ConfigLine(bytes, from: place.start)
        guard case .symbol(_, let value) = line.content else { return nil }
        return Entry(value: ConfigLine.text(of: value, in: bytes), line: place.line)
    }

    /// Whether a symbol is built in or a module, or has any other value than none.
    package func isSet(_ symbol: String) -> Bool {
        guard let value = self[symbol]?.value else { return false }
        return value != "n" && !value.isEmpty
    }

    /// All symbols that stand there, for a search for what was meant.
    package var symbols: [String] {
        index.places.map { place in
            guard case .symbol(let name, _) = ConfigLine(bytes, from: place.start).content else { return "" }
            return String(decoding: bytes[name], as: UTF8.self)
        }
    }
}
