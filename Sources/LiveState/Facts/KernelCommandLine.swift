/// /proc/cmdline (Documentation/admin-guide/kernel-parameters.rst).
struct KernelCommandLine {
    private let bytes: [UInt8]

    init(cmdline bytes: [UInt8]) { self.bytes = bytes }

    /// Whether `name=…` stands there with `item` in its comma-separated list: `cgroup_disable=memory,pids`.
    func list(_ name: String, holds item: String) -> Bool {
        var scanner = TextScanner(bytes)
        while let field = scanner.field() {
            // Whatever follows is for the init program.
            if bytes.isText("--", in: field) { return false }
            guard bytes.holds(name + "=", at: field.lowerBound) else { continue }
            var start = field.lowerBound + name.utf8.count + 1
            while start < field.upperBound {
                var end = start
                while end < field.upperBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
                if bytes.isText(item, in: start..<end) { return true }
                start = end + 1
            }
        }
        return false
    }
}

/// The memory controller's row of /proc/cgroups (cgroups(7)); kernels from 6.16 on have none unless they have v1.
struct MemoryControllerRow: Equatable {
    /// The number of the v1 hierarchy that it is on; 0 for v2 or none.
    var hierarchy: UInt64
    var isEnabled: Bool

    /// - Returns: nil when there is no such row.
    init?(procCgroups bytes: [UInt8]) {
        var scanner = TextScanner(bytes)
        while let line = scanner.line() {
            var fields = TextScanner(bytes, line)
            guard let name = fields.field(), bytes.isText("memory", in: name) else { continue }
            guard let hierarchy = fields.field(), let number = bytes.number(hierarchy), fields.field() != nil,
                let enabled = fields.field()
            else { return nil }
            self.hierarchy = number
            isEnabled = bytes.isText("1", in: enabled)
            return
        }
        return nil
    }
}
