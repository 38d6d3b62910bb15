import Kernel
import System
import Text

/// A file that is no whole kernel configuration.
package struct InvalidConfig: Error, Equatable, Sendable {
    /// With the line, where one is to blame.
    package var diagnostic: Diagnostic
}

extension KernelConfig {
    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - name: what to call it in messages.
    ///   - bytes: its text, no longer than 4 GiB.
    /// - Throws: what shows that it is something else, or not whole.
    package init(name: String, bytes: [UInt8]) throws(InvalidConfig) {
        // The lines of a whole configuration have 36 bytes on average.
        self.init(name: name, bytes: bytes, index: SymbolIndex(capacity: bytes.count / 32))
        var outline = Outline()
        var line = 1
        // Editors write a byte order mark.
        var start = bytes.holds("\u{feff}", at: 0) ? 3 : 0
        while start < bytes.count {
            let read = ConfigLine(bytes, from: start)
            switch read.content {
            case .blank: break
            case .comment(let text): outline.add(text, in: bytes)
            case .symbol(_, .none) where !read.isComplete: throw KernelConfig.cut(name, line)
            case .symbol(let symbol, let value):
                let place = SymbolIndex.Place(start: start, line: line)
                add(symbol, value, read.hash, at: place)
                outline.hasSymbols = true
            case .indented(let symbol):
                note(.indented, line, symbol)
                outline.hasSymbols = true
            case .other:
                if let other = OtherConfig(line: bytes[start..<read.end]) { throw other.refusal(name, line) }
                throw KernelConfig.wrongLine(name, bytes[start..<read.end], line, isLast: !read.isComplete)
            }
            if !read.isComplete { note(.noLineEnd, line, 0..<0) }
            start = read.end + 1
            line += 1
        }
        version = outline.version
        architecture = outline.architecture
        hasOutline = outline.hasFirstMenu
        if let other = outline.other { throw other.config.refusal(name, other.line) }
        if !hasOutline, let other = OtherConfig(symbolsOf: self) { throw other.refusal(name, nil) }
        try outline.check(name, lastLine: line - 1)
    }

    private mutating func add(
        _ symbol: Range<Int>, _ value: ConfigLine.Value, _ hash: UInt32, at place: SymbolIndex.Place
    ) {
        switch value {
        case .none:
            note(.noValue, place.line, symbol)
            // What an earlier line says stays.
            guard index.find(Array(bytes[symbol]), in: bytes) == nil else { return }
        case .looseOff: note(.looseOff, place.line, symbol)
        case .off, .text: break
        }
        if let other = index.insert(symbol, hash: hash, at: place, in: bytes) {
            note(symbol, value, at: place.line, before: other)
        }
    }

    private mutating func note(_ kind: Oddity.Kind, _ line: Int, _ symbol: Range<Int>) {
        oddities.append(Oddity(kind: kind, line: line, symbol: String(decoding: bytes[symbol], as: UTF8.self)))
    }

    private mutating func note(
        _ symbol: Range<Int>, _ value: ConfigLine.Value, at line: Int, before other: SymbolIndex.Place
    ) {
        guard case .symbol(_, let otherValue) = ConfigLine(bytes, from: other.start).content, otherValue != .none,
            ConfigLine.text(of: value, in: bytes) != ConfigLine.text(of: otherValue, in: bytes)
        else { return }
        contradictions.append(
            Contradiction(
                symbol: String(decoding: bytes[symbol], as: UTF8.self), firstLine: other.line, secondLine: line))
    }

    private static func cut(_ name: String, _ line: Int) -> InvalidConfig {
        InvalidConfig(
            name, line, .joining("the file ends in the middle of line ", line.description),
            help: "it was probably cut off; get the whole `.config`")
    }

    private static func wrongLine(
        _ name: String, _ text: ArraySlice<UInt8>, _ line: Int, isLast: Bool
    ) -> InvalidConfig {
        if isLast { return cut(name, line) }
        var shown = String(decoding: text.prefix(60), as: UTF8.self)
        if text.count > 60 { shown.add("...") }
        return InvalidConfig(
            name, line, .joining("not a line of a kernel configuration: `", shown, "`"),
            help: "lines are `CONFIG_NAME=VALUE`, `# CONFIG_NAME is not set` and comments")
    }
}

/// What the comments of a configuration show: where it is from, and whether it is whole.
private struct Outline {
    var version: KernelVersion?
    var architecture: String?
    var hasSymbols = false
    /// Menus are opened by comments of three lines and, since Linux 5.2, closed by `# end of …`.
    private(set) var hasFirstMenu = false
    private var hasEnds = false
    private var hasLastMenu = false
    private var hasLastEnd = false
    /// The program whose configuration it is by its header, and the header's line.
    private(set) var other: (config: OtherConfig, line: Int)?
    private var isGenerated = false

    /// Takes notice of a comment.
    mutating func add(_ text: Range<Int>, in bytes: [UInt8]) {
        // Most are `#` alone.
        guard text.count > 8 else { return }
        if bytes.holds(" end of ", at: text.lowerBound) {
            hasEnds = true
            hasLastEnd = hasLastEnd || bytes.holds(" end of Kernel hacking", at: text.lowerBound)
        } else if bytes.holds(" General setup", at: text.lowerBound) {
            hasFirstMenu = true
        } else if bytes.holds(" Library routines", at: text.lowerBound) {
            hasLastMenu = true
        } else if bytes.holds(" Automatically generated", at: text.lowerBound) {
            isGenerated = true
        } else if version == nil {
            readHeader(bytes[text])
            // Menus of a kernel come after its header.
            guard !hasSymbols, architecture == nil, version == nil, other == nil,
                let config = OtherConfig(header: bytes[text], isGenerated: isGenerated)
            else { return }
            other = (config, bytes[..<text.lowerBound].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 })
        }
    }

    /// ` Linux/ARCH VERSION Kernel Configuration`, before 2.6.38 ` Linux kernel version: VERSION`.
    private mutating func readHeader(_ text: ArraySlice<UInt8>) {
        let words = text.split(separator: UInt8(ascii: " "))
        guard words.count >= 3, words[0].starts(with: "Linux".utf8) else { return }
        if words.count == 4, words[0].count > 6, words[2].elementsEqual("Kernel".utf8) {
            version = KernelVersion(release: String(decoding: words[1], as: UTF8.self))
            architecture = String(decoding: words[0].dropFirst(6), as: UTF8.self)
        } else if words.count == 4, words[2].elementsEqual("version:".utf8) {
            version = KernelVersion(release: String(decoding: words[3], as: UTF8.self))
        }
    }

    /// A file that was cut at the end of a line shows it by the menus that are missing. A fragment or a defconfig has none.
    func check(_ name: String, lastLine: Int) throws(InvalidConfig) {
        guard hasSymbols else {
            throw InvalidConfig(
                name, nil, lastLine == 0 ? "the file is empty" : "there is no CONFIG_ symbol in this file",
                help: "name the `.config` of a kernel")
        }
        guard hasFirstMenu || hasEnds else { return }
        if !hasLastMenu || hasEnds && !hasLastEnd {
            throw InvalidConfig(
                name, lastLine, "the file ends before the last menu of a kernel configuration",
                help: "it was probably cut off; get the whole `.config`")
        }
    }
}

extension InvalidConfig {
    init(_ name: String, _ line: Int?, _ summary: String, help: String) {
        let location = line.map { SourceLocation(file: name, position: Position(line: $0, column: 1)) }
        diagnostic = Diagnostic(
            .error, location == nil ? .joining(name, ": ", summary) : summary, at: location, help: help)
    }
}
