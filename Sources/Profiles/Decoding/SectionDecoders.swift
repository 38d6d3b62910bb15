import Text
import YAML

extension Decoder {
    /// The whole profile.
    mutating func decode(_ root: YAMLNode) {
        for field in fields(root, of: "profile", ProfileKeys.document, at: root).values {
            switch field.value {
            case .mapping(let node) where field.key == .kernel: kernel(node)
            case .mapping(let node): section(field.key, node)
            case .unmanaged(let policy): profile.unmanaged = policy
            default: break
            }
        }
    }

    /// Every named entry of a section.
    private mutating func section(_ section: ProfileKey.Word, _ node: YAMLNode) {
        for pair in entries(of: node, Decoder.keys(of: section)) {
            switch section {
            case .zram: zram(pair)
            case .swapFiles: swapFile(pair)
            case .swapDevices: swapDevice(pair)
            default: cgroup(pair)
            }
        }
    }

    private static func keys(of section: ProfileKey.Word) -> [ProfileKey] {
        switch section {
        case .zram: ProfileKeys.zram
        case .swapFiles: ProfileKeys.swapFile
        case .swapDevices: ProfileKeys.swapDevice
        default: ProfileKeys.cgroup
        }
    }

    // An entry with an error is kept, with whatever stands in for the value that it lacks: the profile is refused anyway,
    // and the entries are still compared with each other.

    private mutating func zram(_ pair: YAMLPair) {
        let name = zramName(pair.key)
        let fields = fields(pair.value, of: name.value, ProfileKeys.zram, at: pair.key)
        var entry = ZramEntry(name: name, size: size(fields, at: pair.key))
        if case .algorithm(let algorithm) = fields[.algorithm] { entry.algorithm = algorithm }
        if case .size(let limit) = fields[.memoryLimit] { entry.memoryLimit = limit }
        if case .mapping(let node) = fields[.swap] {
            entry.swap = swapOptions(self.fields(node, of: "swap", ProfileKeys.swap, at: node))
        }
        entry.overwrite = flag(fields, .overwrite)
        profile.zram.append(entry)
    }

    private mutating func swapFile(_ pair: YAMLPair) {
        let path = swapFilePath(pair.key)
        let fields = fields(pair.value, of: path.value, ProfileKeys.swapFile, at: pair.key)
        profile.swapFiles.append(
            SwapFileEntry(
                path: path, size: size(fields, at: pair.key), swap: swapOptions(fields),
                overwrite: flag(fields, .overwrite)))
    }

    private mutating func swapDevice(_ pair: YAMLPair) {
        let device = deviceReference(pair.key)
        // `/dev/sda2:` with nothing after it is a device with all defaults.
        var fields = Fields()
        if document.kind(of: pair.value) != .nothing {
            fields = self.fields(
                pair.value, of: document.string(of: pair.key), ProfileKeys.swapDevice, at: pair.key)
        }
        guard let device else { return }
        profile.swapDevices.append(
            SwapDeviceEntry(
                device: device, swap: swapOptions(fields), format: flag(fields, .format),
                overwrite: flag(fields, .overwrite)))
    }

    private mutating func cgroup(_ pair: YAMLPair) {
        let path = cgroupPath(pair.key)
        var entry = CgroupEntry(path: path, limits: [])
        for field in fields(pair.value, of: path.value, ProfileKeys.cgroup, at: pair.key).values {
            guard let attribute = field.key.attribute else { continue }
            let located = Located(attribute, at: document.position(of: field.node))
            switch field.value {
            case .limit(let value): entry.limits.append(CgroupLimit(attribute: located, value: value))
            case .boolean(let flag):
                let value = Located(CgroupLimit.Value.flag(flag.value), at: flag.position)
                entry.limits.append(CgroupLimit(attribute: located, value: value))
            default: break
            }
        }
        profile.cgroups.append(entry)
    }

    // MARK: Common fields

    private func size(_ fields: Fields, at key: YAMLNode) -> Located<SizeExpression> {
        if case .size(let size) = fields[.size] { return size }
        return Located(.number(0), at: document.position(of: key))
    }

    private func flag(_ fields: Fields, _ key: ProfileKey.Word) -> Bool {
        if case .boolean(let flag) = fields[key] { return flag.value }
        return false
    }

    private func swapOptions(_ fields: Fields) -> SwapOptions {
        var options = SwapOptions()
        if case .priority(let priority) = fields[.priority] { options.priority = priority }
        if case .discard(let discard) = fields[.discard] { options.discard = discard }
        return options
    }
}
