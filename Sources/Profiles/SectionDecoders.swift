import Model
import YAML

extension Decoder {
    /// The whole profile.
    mutating func document(_ root: YAMLNode) {
        guard let fields = fields(root, of: "profile", keys: ProfileKeys.document, at: root.position) else { return }
        if let node = fields["version"] { version(node) }
        if let node = fields["zram"] { each(node, "zram") { $0.zram($1) } }
        if let node = fields["swap_files"] { each(node, "swap_files") { $0.swapFile($1) } }
        if let node = fields["swap_devices"] { each(node, "swap_devices") { $0.swapDevice($1) } }
        if let node = fields["cgroups"] { each(node, "cgroups") { $0.cgroup($1) } }
        if let node = fields["unmanaged"] { unmanaged(node) }
    }

    /// Every named entry of a section. A section with nothing in it is as good as none.
    private mutating func each(_ node: YAMLNode, _ key: String, _ decode: (inout Decoder, YAMLNode.Pair) -> Void) {
        if case .scalar(let scalar) = node.content, scalar.isPlain, Decoder.isNothing(scalar.text) { return }
        guard let mapping = pairs(node, key) else { return }
        for pair in mapping.pairs { decode(&self, pair) }
    }

    private mutating func version(_ node: YAMLNode) {
        guard let scalar = scalar(node, "version"), scalar.text != "1" else { return }
        report(
            "`version` must be 1, not `\(scalar.text)`", at: node.position,
            help: "this program reads the first version of the format")
    }

    private mutating func unmanaged(_ node: YAMLNode) {
        guard let scalar = scalar(node, "unmanaged") else { return }
        guard let policy = UnmanagedPolicy(rawValue: scalar.text) else {
            return wrongWord("unmanaged", scalar.text, UnmanagedPolicy.allCases.map { $0.rawValue }, at: node.position)
        }
        profile.unmanaged = policy
    }

    private mutating func wrongWord(_ key: String, _ word: String, _ words: [String], at position: Position) {
        report(
            "`\(key)` cannot be `\(word)`", at: position, help: Decoder.suggestion(word, words, kind: "the words are"))
    }

    // MARK: Swap

    private mutating func zram(_ pair: YAMLNode.Pair) {
        zramName(pair)
        guard let fields = fields(pair.value, of: pair.key, keys: ProfileKeys.zram, at: pair.keyPosition) else {
            return
        }
        let algorithm = fields["algorithm"].flatMap { self.algorithm($0) }
        let limit = fields["mem_limit"].flatMap { size($0, "mem_limit") }
        var swap = SwapOptions()
        if let node = fields["swap"],
            let options = self.fields(node, of: "swap", keys: ProfileKeys.swap, at: node.position)
        {
            swap = swapOptions(options)
        }
        let overwrite = fields["overwrite"].flatMap { boolean($0, "overwrite") } ?? false
        guard let size = fields["size"].flatMap({ size($0, "size") }) else { return }
        profile.zram.append(
            ZramEntry(
                name: Located(pair.key, at: pair.keyPosition), size: size, algorithm: algorithm, memoryLimit: limit,
                swap: swap, overwrite: overwrite))
    }

    private mutating func zramName(_ pair: YAMLNode.Pair) {
        let isPlain = pair.key.utf8.allSatisfy { Decoder.isWordByte($0) || $0 == UInt8(ascii: "-") }
        guard !pair.key.isEmpty, pair.key.utf8.count <= SwapHeader.labelCapacity, isPlain else {
            return report(
                "`\(pair.key)` cannot be the name of a zram device", at: pair.keyPosition,
                help: "use at most \(SwapHeader.labelCapacity) of a-z, A-Z, 0-9, `_` and `-`: "
                    + "the name is stored as the label of the swap area")
        }
        // `zram01` would be taken for a device's name, and is not one.
        let digits = pair.key.utf8.dropFirst(4)
        let looksLikeDevice =
            pair.key.utf8.starts(with: "zram".utf8) && !digits.isEmpty && digits.allSatisfy(Decoder.isDigit)
        let entry = ZramEntry(
            name: Located(pair.key, at: pair.keyPosition), size: Located(.number(1), at: pair.keyPosition))
        if looksLikeDevice, entry.deviceNumber == nil {
            report(
                "`\(pair.key)` is not a device's name", at: pair.keyPosition,
                help: "write zram0 … zram9999, or a name of your own that does not begin with `zram` and a digit")
        }
    }

    private mutating func swapOptions(_ fields: Fields) -> SwapOptions {
        var options = SwapOptions()
        if let node = fields["priority"] { options.priority = integer(node, "priority", in: 0...32767) }
        if let node = fields["discard"], let scalar = scalar(node, "discard") {
            if let policy = DiscardPolicy(rawValue: scalar.text) {
                options.discard = Located(policy, at: node.position)
            } else {
                wrongWord("discard", scalar.text, DiscardPolicy.allCases.map { $0.rawValue }, at: node.position)
            }
        }
        return options
    }

    private mutating func swapFile(_ pair: YAMLNode.Pair) {
        absolutePath(pair.key, "swap file", at: pair.keyPosition)
        guard let fields = fields(pair.value, of: pair.key, keys: ProfileKeys.swapFile, at: pair.keyPosition) else {
            return
        }
        let swap = swapOptions(fields)
        let overwrite = fields["overwrite"].flatMap { boolean($0, "overwrite") } ?? false
        guard let size = fields["size"].flatMap({ size($0, "size", allowsDiskFree: true) }) else { return }
        profile.swapFiles.append(
            SwapFileEntry(path: Located(pair.key, at: pair.keyPosition), size: size, swap: swap, overwrite: overwrite))
    }

    private mutating func swapDevice(_ pair: YAMLNode.Pair) {
        guard let reference = deviceReference(pair.key, at: pair.keyPosition) else { return }
        var options = Fields()
        // `/dev/sda2:` with nothing behind it is a device with all defaults.
        if case .scalar(let scalar) = pair.value.content, scalar.isPlain, Decoder.isNothing(scalar.text) {
        } else {
            let found = fields(pair.value, of: pair.key, keys: ProfileKeys.swapDevice, at: pair.keyPosition)
            guard let found else { return }
            options = found
        }
        profile.swapDevices.append(
            SwapDeviceEntry(
                device: Located(reference, at: pair.keyPosition), swap: swapOptions(options),
                format: options["format"].flatMap { boolean($0, "format") } ?? false,
                overwrite: options["overwrite"].flatMap { boolean($0, "overwrite") } ?? false))
    }

    private mutating func deviceReference(_ text: String, at position: Position) -> DeviceReference? {
        if text.utf8.first == UInt8(ascii: "/") {
            absolutePath(text, "device", at: position)
            return .path(text)
        }
        if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
            let name = String(text[..<equals])
            let value = String(text[text.utf8.index(after: equals)...])
            if let tag = DeviceReference.Tag(rawValue: name), !value.isEmpty { return .tag(tag, value) }
        }
        report(
            "`\(text)` does not name a device", at: position,
            help: "write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…")
        return nil
    }

    private mutating func absolutePath(_ path: String, _ what: String, at position: Position) {
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count > 1, Decoder.isCleanPath(path.utf8.dropFirst())
        else {
            return report(
                "`\(path)` is not a path for a \(what)", at: position,
                help: "write it from the root, without `.`, `..`, double or final slashes: /var/swap")
        }
    }

    // MARK: Cgroups

    private mutating func cgroup(_ pair: YAMLNode.Pair) {
        guard Decoder.isCleanPath(pair.key.utf8[...]) else {
            return report(
                "`\(pair.key)` is not a path for a cgroup", at: pair.keyPosition,
                help:
                    "write it from the root of the hierarchy without a first slash, `.` and `..`: system.slice/app.service"
            )
        }
        let keys = CgroupAttribute.allCases.map { ProfileKey($0.rawValue) }
        guard let fields = fields(pair.value, of: pair.key, keys: keys, at: pair.keyPosition) else { return }
        var limits: [CgroupLimit] = []
        for (key, node) in fields.values {
            guard let attribute = CgroupAttribute(rawValue: key), let value = limit(attribute, node) else { continue }
            limits.append(
                CgroupLimit(attribute: Located(attribute, at: node.position), value: Located(value, at: node.position)))
        }
        profile.cgroups.append(CgroupEntry(path: Located(pair.key, at: pair.keyPosition), limits: limits))
    }

    private mutating func limit(_ attribute: CgroupAttribute, _ node: YAMLNode) -> CgroupLimit.Value? {
        if attribute == .oomGroup { return boolean(node, attribute.rawValue).map { .flag($0) } }
        guard let scalar = scalar(node, attribute.rawValue) else { return nil }
        if scalar.text == "max" { return .max }
        return size(node, attribute.rawValue, allowsZero: true).map { .size($0.value) }
    }

    // MARK: Words

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isWordByte(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || isDigit(byte) || byte == UInt8(ascii: "_")
    }

    /// Whether a path without its first slash has neither empty parts nor `.`, `..` or control characters.
    static func isCleanPath(_ path: Substring.UTF8View) -> Bool {
        for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if part.isEmpty || part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return false }
            if part.contains(where: { $0 < 0x20 || $0 == 0x7f }) { return false }
        }
        return true
    }
}
