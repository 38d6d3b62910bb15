import Text

/// The kernel's command line, from its configuration and from the boot loader.
///
/// Source: Documentation/admin-guide/kernel-parameters.rst; CMDLINE, CMDLINE_BOOL, CMDLINE_FORCE and their like in
/// arch/*/Kconfig.
package struct BootParameters: Equatable, Sendable {
    /// One word: `name` or `name=value`.
    package struct Parameter: Equatable, Sendable {
        package var name: String
        /// Empty without `=`.
        package var value: String
        package var location: SourceLocation?

        /// As it is written.
        var text: String { value.isEmpty ? name : .joining(name, "=", value) }
    }

    /// In the order in which the kernel reads them.
    package private(set) var list: [Parameter] = []

    /// - Parameters:
    ///   - config: whose CMDLINE counts; nil for none.
    ///   - given: what the boot loader hands over; nil when that is not known.
    package init(config: KernelConfig?, given: SourceText?) {
        var isForced = false
        if let config, let entry = config["CMDLINE"], !entry.value.isEmpty, entry.value != "n" {
            isForced = config.isSet("CMDLINE_FORCE") || config.isSet("CMDLINE_OVERRIDE")
            // Some architectures ask with CMDLINE_BOOL whether there is one; some use it only where the boot loader has
            // none of its own, and call that by different names.
            let isOff = config["CMDLINE_BOOL"]?.value == "n"
            let spare = ["CMDLINE_FROM_BOOTLOADER", "CMDLINE_FALLBACK", "CMDLINE_BOOTLOADER"]
            let isSpare = given != nil && spare.contains { config.isSet($0) }
            if !isOff, !isSpare {
                let location = SourceLocation(file: config.name, position: Position(line: entry.line, column: 1))
                add(Array(entry.value.utf8)) { _ in location }
            }
        }
        guard let given, !isForced else { return }
        add(given.bytes) { start in
            let before = given.bytes[..<start]
            let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
            return SourceLocation(file: given.name, position: Position(line: line, column: start - lineStart + 1))
        }
    }

    private mutating func add(_ text: [UInt8], _ location: (Int) -> SourceLocation?) {
        var word: [UInt8] = []
        var start = 0
        var isQuoted = false
        for (index, byte) in (text + [UInt8(ascii: "\n")]).enumerated() {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte > 0x20 || isQuoted && index < text.count {
                if word.isEmpty { start = index }
                word.append(byte)
            } else if word.elementsEqual("--".utf8) {
                // What follows is for init.
                return
            } else if !word.isEmpty {
                let equals = word.firstIndex(of: UInt8(ascii: "="))
                // The kernel takes `-` and `_` in names for the same (kernel/params.c).
                let name = word[..<(equals ?? word.count)].map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
                let value = equals.map { word[($0 + 1)...] } ?? []
                list.append(
                    Parameter(
                        name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self),
                        location: location(start)))
                word = []
            }
        }
    }

    /// The last parameter of that name: it counts.
    func last(_ name: String) -> Parameter? { list.last { $0.name == name } }

    /// The parameter that switches a controller off: `cgroup_disable=memory`, or among others `cgroup_disable=cpu,memory`.
    func disabling(controller: String) -> Parameter? {
        list.first { parameter in
            parameter.name == "cgroup_disable"
                && parameter.value.utf8.split(separator: UInt8(ascii: ",")).contains {
                    $0.elementsEqual(controller.utf8)
                }
        }
    }
}
