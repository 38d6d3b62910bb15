import Kernel
import SwapFormat
import Text
import YAML

// The keys of entries: names of devices, paths of files and cgroups. Each is returned as it stands, right or wrong.

extension Decoder {
    /// The name of a zram device.
    mutating func zramName(_ node: YAMLNode) -> Located<String> {
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

    /// The path of a swap file.
    mutating func swapFilePath(_ node: YAMLNode) -> Located<String> {
        let path = name(node)
        if checkAbsolutePath(node, "swap file"), document.bytes(of: node).starts(with: "/dev/".utf8) {
            report(
                "\(Problems.quoted(path.value)) is a device, not a swap file", at: node,
                help: "name devices under `swap_devices`")
        }
        return path
    }

    /// A block device by its path or by a tag as in fstab(5); nil for what is neither.
    mutating func deviceReference(_ node: YAMLNode) -> Located<DeviceReference>? {
        let text = document.string(of: node)
        let bytes = document.bytes(of: node)
        let position = document.position(of: node)
        if bytes.first == UInt8(ascii: "/") {
            if checkAbsolutePath(node, "device"), !bytes.starts(with: "/dev/".utf8) {
                report(
                    "\(Problems.quoted(text)) is not a device", at: node,
                    help: "devices lie below /dev; name swap files under `swap_files`")
            }
            return Located(.path(text), at: position)
        }
        if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
            let value = Decoder.unquoted(bytes[(equals + 1)...])
            let tag = DeviceReference.Tag(rawValue: String(utf8: bytes[..<equals]))
            if let tag, !value.isEmpty, !value.contains(where: Decoder.isControl) {
                return Located(.tag(tag, String(utf8: value)), at: position)
            }
        }
        report(
            "\(Problems.quoted(text)) does not name a device", at: node,
            help: "write a path such as /dev/mmcblk0p3, or UUID=…, LABEL=…, PARTUUID=… or PARTLABEL=…")
        return nil
    }

    /// Without the quotes that fstab(5) and blkid(8) put around the value of a tag.
    private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard value.count >= 2, let quote = value.first, value.last == quote,
            quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return value }
        return value.dropFirst().dropLast()
    }

    /// The path of a cgroup.
    mutating func cgroupPath(_ node: YAMLNode) -> Located<String> {
        let path = name(node)
        if !Decoder.isCleanPath(document.bytes(of: node)) {
            report(
                "\(Problems.quoted(path.value)) is not a path for a cgroup", at: node,
                help: "write it from the root of the hierarchy without a first slash, `.` and `..`: "
                    + "system.slice/app.service")
        }
        return path
    }

    private mutating func checkAbsolutePath(_ node: YAMLNode, _ what: String) -> Bool {
        let path = document.bytes(of: node)
        if path.first == UInt8(ascii: "/"), Decoder.isCleanPath(path.dropFirst()) { return true }
        let example = what == "device" ? "/dev/mmcblk0p3" : "/var/swap"
        report(
            "\(Problems.quoted(document.string(of: node))) is not a path for a \(what)", at: node,
            help: "write it from the root, without `.`, `..`, double or final slashes: \(example)")
        return false
    }

    /// Whether a path without its first slash has neither empty parts nor `.`, `..` or control characters.
    private static func isCleanPath(_ path: ArraySlice<UInt8>) -> Bool {
        var start = path.startIndex
        for index in path.startIndex...path.endIndex {
            if index < path.endIndex, path[index] != UInt8(ascii: "/") {
                if isControl(path[index]) { return false }
                continue
            }
            let part = path[start..<index]
            if part.isEmpty || part.count <= 2 && part.allSatisfy({ $0 == UInt8(ascii: ".") }) { return false }
            start = index + 1
        }
        return true
    }

    static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }
}
