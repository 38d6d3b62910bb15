import Kernel
import Profiles
import SwapFormat
import Text
import YAML

extension ProfileKey.Word {
    fileprivate static var algorithm: Self { "algorithm" }
    fileprivate static var memoryLimit: Self { "mem_limit" }
    fileprivate static var swap: Self { "swap" }
}

extension Zram {
    private static let keys = [
        ProfileKey(.size, .size(.device), isRequired: true, "The capacity before compression (disksize)."),
        ProfileKey(
            .algorithm, .algorithm,
            omitted: "When omitted, a new device has the kernel's default, and an existing one keeps its compressor.",
            "The compressor, as comp_algorithm lists it. Parameters need Linux 6.12."),
        ProfileKey(
            .memoryLimit, .size(.device), omitted: "Default: no limit.",
            "The most memory that the compressed data may take."),
        ProfileKey(
            .swap, .options, omitted: "When omitted, the device is swap all the same, with the defaults of these keys.",
            "How it is used as swap."),
        ProfileKey(
            .overwrite, .boolean, omitted: "Default: false.",
            "Whether a device that holds something else than swap, such as a file system, may be reset. A hibernation image is never destroyed."
        ),
    ]
    private static let swapKeys = [ProfileKey.swapPriority, ProfileKey.swapDiscard]

    package static var help: [ProfileMapping] {
        [
            ProfileMapping(
                "zram", definition: "zram", keys: keys, place: "zram: { a: { … } }",
                about:
                    "An entry is a device: zram0 is that one, and a name of your own, at most 15 bytes, takes a free one"
                    + " and is kept as the label of its swap area. Its keys:"),
            ProfileMapping(
                "swap of a zram device", definition: "swap", keys: swapKeys,
                place: "zram: { a: { size: 1M, swap: { … } } }",
                about: "How the device is used as swap; with braces, on one line. Its keys:"),
        ]
    }

    package static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) -> Bool {
        guard section == "zram" else { return false }
        for pair in decoder.entries(of: node, keys) {
            let name = decoder.zramName(pair.key)
            let fields = decoder.fields(pair.value, of: name.value, keys, at: pair.key)
            var entry = ZramEntry(name: name, size: fields.size(at: name.position))
            if case .algorithm(let algorithm) = fields[.algorithm] { entry.algorithm = algorithm }
            if case .size(let limit) = fields[.memoryLimit] { entry.memoryLimit = limit }
            if case .mapping(let node) = fields[.swap] {
                entry.swap = decoder.fields(node, of: "swap", swapKeys, at: node).swapOptions
            }
            entry.overwrite = fields.flag(.overwrite)
            profile.zram.append(entry)
        }
        return true
    }
}

extension Decoder {
    /// The name of a zram device.
    fileprivate mutating func zramName(_ node: YAMLNode) -> Located<String> {
        let name = name(node)
        let bytes = document.bytes(of: node)
        let isPlain = bytes.allSatisfy { Decoder.isWordByte($0) || $0 == UInt8(ascii: "-") }
        guard !bytes.isEmpty, bytes.count <= SwapHeader.labelCapacity, isPlain else {
            report(
                "\(Problems.quoted(name.value)) cannot be the name of a zram device", at: node,
                help: "use at most \(SwapHeader.labelCapacity) of a-z, A-Z, 0-9, `_` and `-`: "
                    + "the name is stored as the label of the swap area")
            return name
        }
        // `zram01` would be taken for a device's name, and is not one.
        guard ZramName.isResembled(by: name.value) else { return name }
        if ZramName(name.value).map({ $0.number > ZramEntry.highestNumber }) ?? true {
            report(
                "`\(name.value)` is not a device's name", at: node,
                help: "write zram0 … zram9999, or a name of your own that does not begin with `zram` and a digit")
        }
        return name
    }
}
