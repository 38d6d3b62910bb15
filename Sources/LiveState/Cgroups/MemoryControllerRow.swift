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
