import Kernel
import Text

extension KernelCommandLine {
    /// The command line of a kernel, from its configuration and from the boot loader.
    ///
    /// Source: CMDLINE, CMDLINE_BOOL, CMDLINE_FORCE and their like in arch/*/Kconfig; drivers/of/fdt.c.
    ///
    /// - Parameters:
    ///   - config: whose CMDLINE counts; nil for none.
    ///   - given: what the boot loader hands over; nil when that is not known.
    package init(config: KernelConfig?, given: SourceText?) {
        self.init()
        guard let config, let entry = config["CMDLINE"], !entry.value.isEmpty, entry.value != "n" else {
            if let given { append(given) }
            return
        }
        let isForced = config.isSet("CMDLINE_FORCE") || config.isSet("CMDLINE_OVERRIDE")
        // Some architectures ask with CMDLINE_BOOL whether there is one; some use it only where the boot loader has none of
        // its own, and call that by different names; some append it.
        let isOff = config["CMDLINE_BOOL"]?.value == "n"
        let spare = ["CMDLINE_FROM_BOOTLOADER", "CMDLINE_FALLBACK", "CMDLINE_BOOTLOADER"]
        let isSpare = given != nil && spare.contains { config.isSet($0) }
        let isLast = config.isSet("CMDLINE_EXTEND")
        if let given, isLast, !isForced { append(given) }
        if !isOff, !isSpare {
            let location = config.location(entry)
            append(Array(entry.value.utf8)) { _ in location }
        }
        if let given, !isLast, !isForced { append(given) }
    }

    private mutating func append(_ given: SourceText) {
        append(given.bytes) { start in
            let before = given.bytes[..<start]
            let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
            return SourceLocation(file: given.name, position: Position(line: line, column: start - lineStart + 1))
        }
    }
}
