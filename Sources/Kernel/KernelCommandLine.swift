import Text

/// The kernel's command line, split as the kernel splits it.
///
/// Source: next_arg (lib/cmdline.c), parse_args and parameq (kernel/params.c).
package struct KernelCommandLine: Equatable, Sendable {
    /// One word: `name` or `name=value`.
    package struct Parameter: Equatable, Sendable {
        /// With `_` in place of `-`, which are the same to the kernel.
        package var name: String
        /// Without the quotes around it; empty without `=`.
        package var value: String
        /// Where it is written; nil where that is not known.
        package var location: SourceLocation?

        /// `cgroup_disable=memory`
        package var text: String { value.isEmpty ? name : .joining(name, "=", value) }
    }

    /// In the order in which the kernel reads them.
    package private(set) var parameters: [Parameter] = []
    /// Whether `--` was read: what follows is for init.
    private var hasEnded = false

    /// - Parameter text: as /proc/cmdline has it; a line end separates as a space does.
    package init(_ text: [UInt8] = []) { append(text) { _ in nil } }

    /// Reads on in another text, as the kernel joins its own command line with that of the boot loader.
    ///
    /// - Parameter location: of a byte of the text.
    package mutating func append(_ text: [UInt8], _ location: (Int) -> SourceLocation?) {
        var position = 0
        while !hasEnded {
            while position < text.count, KernelCommandLine.isSpace(text[position]) { position += 1 }
            guard position < text.count else { return }
            let start = position
            var isQuoted = text[start] == UInt8(ascii: "\"")
            if isQuoted { position += 1 }
            let name = position
            var equals: Int?
            while position < text.count, isQuoted || !KernelCommandLine.isSpace(text[position]) {
                if text[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
                // A name has at least one byte.
                if text[position] == UInt8(ascii: "="), equals == nil, position > name { equals = position }
                position += 1
            }
            add(text, name..<position, equals, isQuoted: name > start, location(start))
        }
    }

    /// Quotes go only from around the word or its value: those within are part of it.
    private mutating func add(
        _ text: [UInt8], _ word: Range<Int>, _ equals: Int?, isQuoted: Bool, _ location: SourceLocation?
    ) {
        let quote = UInt8(ascii: "\"")
        var end = word.upperBound
        var value = (equals ?? end) + 1
        let isValueQuoted = value < end && text[value] == quote
        if isValueQuoted { value += 1 }
        if isQuoted || isValueQuoted, end > (isValueQuoted ? value : word.lowerBound), text[end - 1] == quote {
            end -= 1
        }
        let written = text[word.lowerBound..<(equals ?? end)]
        guard equals != nil || !written.elementsEqual("--".utf8) else {
            hasEnded = true
            return
        }
        let name = written.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
        parameters.append(
            Parameter(
                name: String(decoding: name, as: UTF8.self),
                value: value < end ? String(decoding: text[value..<end], as: UTF8.self) : "", location: location))
    }

    /// As isspace() of the kernel has it (lib/ctype.c).
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 || byte == 0xa0 }

    /// The index of the last parameter of that name for whose value the condition holds.
    package func lastIndex(_ name: String, where isMeant: (String) -> Bool = { _ in true }) -> Int? {
        parameters.lastIndex { $0.name == name && isMeant($0.value) }
    }

    /// The index of the last parameter of that name that has the item in its list: `cgroup_disable=cpu,memory`.
    package func lastIndex(_ name: String, listing item: String) -> Int? {
        lastIndex(name) { value in
            value.utf8.split(separator: UInt8(ascii: ",")).contains { $0.elementsEqual(item.utf8) }
        }
    }
}

extension KernelCommandLine {
    /// What the command line says of the accounting of swap, which counts up to Linux 6.0; nil for nothing. The kernel
    /// ignores every value but 0 and 1 (mm/swap_cgroup.c, mm/memcontrol.c).
    package var accountsSwap: Bool? { swapAccounting.map { $0.value == "1" } }

    /// The parameter that decides that.
    package var swapAccounting: Parameter? {
        lastIndex("swapaccount") { $0 == "0" || $0 == "1" }.map { parameters[$0] }
    }
}
