import Text

/// Keys that people write where they do not belong: one level too high, or as another tool names them.
enum ForeignKeys {
    /// What another tool's key is here.
    private struct Row {
        /// In small letters, with `-` for `_`.
        let name: StaticString
        let key: ProfileKey.Word

        init(_ name: StaticString, _ key: ProfileKey.Word) {
            self.name = name
            self.key = key
        }
    }

    /// Of zram-generator.conf(5), zram-tools' /etc/default/zramswap, zramctl(8), fstab(5), the kernel's own files, and
    /// systemd.resource-control(5).
    private static func find(_ name: String) -> ProfileKey.Word? {
        let rows = [
            Row("zram-size", "size"), Row("max-zram-size", "size"), Row("disksize", "size"), Row("percent", "size"),
            Row("compression-algorithm", "algorithm"), Row("comp-algorithm", "algorithm"), Row("algo", "algorithm"),
            Row("zram-resident-limit", "mem_limit"), Row("mem-limit", "mem_limit"),
            Row("swap-priority", "priority"), Row("prio", "priority"), Row("pri", "priority"),
            Row("memorymin", "memory.min"), Row("memorylow", "memory.low"), Row("memoryhigh", "memory.high"),
            Row("memorymax", "memory.max"), Row("memoryswapmax", "memory.swap.max"),
            Row("memory.limit-in-bytes", "memory.max"),
            Row("memory.soft-limit-in-bytes", "memory.low"),
        ]
        let plain = plain(name)
        return rows.first { row in row.name.withUTF8Buffer { unsafe $0.elementsEqual(plain) } }?.key
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0.lowercase }
    }

    /// Where the key belongs; nil for a key that nothing is known of.
    ///
    /// - Parameter keys: those of the mapping in which it stands.
    static func help(_ name: String, in keys: [ProfileKey]) -> String? {
        func has(_ name: String) -> Bool { keys.contains { $0.name == name } }
        if plain(name).elementsEqual("swappiness".utf8) || plain(name).elementsEqual("vm.swappiness".utf8) {
            return has("swappiness") ? "write `swappiness`" : "write it under `vm`, as a setting of the whole machine"
        }
        let isDocument = has("version")
        let known = find(name)?.name ?? name
        if known != name, has(known) { return "write `\(known)`" }
        let isSwapOption = known == "priority" || known == "discard"
        if isSwapOption, has("swap"), !isDocument {
            return "write it under `swap`: swap: { \(known): \(known == "priority" ? "100" : "pages") }"
        }
        guard isDocument else { return nil }
        if isSwapOption || ["size", "algorithm", "mem_limit", "swap"].contains(known) {
            return "write it under a device's name: zram: { zram0: { size: ram / 2 } }"
        }
        if known.utf8.starts(with: "memory.".utf8) {
            return "write it under a group's name: cgroups: { app: { memory.max: 256M } }"
        }
        let digits = name.utf8.dropFirst(4)
        if name.utf8.starts(with: "zram".utf8), !digits.isEmpty, digits.allSatisfy(Decoder.isDigit) {
            return "write it under `zram`, further in"
        }
        if name.utf8.starts(with: "/dev/".utf8) || name.utf8.contains(UInt8(ascii: "=")) {
            return "write it under `swap_devices`, further in"
        }
        return name.utf8.first == UInt8(ascii: "/") ? "write it under `swap_files`, further in" : nil
    }
}
