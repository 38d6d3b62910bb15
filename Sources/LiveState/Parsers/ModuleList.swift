/// modules.dep or modules.builtin of a kernel (modules.dep(5)): one module's file a line.
struct ModuleList {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether a line is for this module, whatever its folder and however it is compressed: `…/zram.ko.zst: …`.
    func lists(_ module: String) -> Bool {
        let file = module + ".ko"
        var scanner = TextScanner(bytes)
        while let line = scanner.line() {
            // The module's own path ends at the colon; what it depends on comes after.
            var end = line.lowerBound
            var name = line.lowerBound
            while end < line.upperBound, bytes[end] != UInt8(ascii: ":") {
                if bytes[end] == UInt8(ascii: "/") { name = end + 1 }
                end += 1
            }
            let stem = name + file.utf8.count
            if stem <= end, bytes.holds(file, at: name), stem == end || bytes[stem] == UInt8(ascii: ".") { return true }
        }
        return false
    }
}
