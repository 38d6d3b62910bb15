import Kernel
import LiveState
import Planning
import Profiles
import Text
import YAML

extension ProfileKey.Word {
    fileprivate static var format: Self { "format" }
}

/// Swap partitions and other whole block devices.
package enum SwapDevices: ResourceKind {
    package static func addSections(to keys: inout [ProfileKey]) {
        keys.append(
            ProfileKey(
                "swap_devices", .entries, omitted: "When omitted, the profile manages none.",
                "Swap partitions and other block devices."))
    }

    private static let keys = [
        ProfileKey.swapPriority, .swapDiscard,
        ProfileKey(
            .format, .boolean, omitted: "Default: false; a device without a swap header is refused.",
            "Whether it is given a swap header where it has none."),
        ProfileKey(
            .overwrite, .boolean, omitted: "Default: false.",
            "Whether formatting may destroy a file system or other data that is there. A hibernation image is never destroyed."
        ),
    ]

    package static var help: [ProfileMapping] {
        [
            ProfileMapping(
                "swap_devices", definition: "swap_device", keys: keys, place: "swap_devices: { /dev/a: { … } }",
                about:
                    "An entry is the path of a block device, or its tag: UUID=, LABEL=, PARTUUID= or PARTLABEL= and the"
                    + " value. Its keys:")
        ]
    }

    package static func entries(of profile: Profile) -> [SwapDeviceEntry] { profile.swapDevices }

    package static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) -> Bool {
        guard section == "swap_devices" else { return false }
        for pair in decoder.entries(of: node, keys) {
            let device = decoder.deviceReference(pair.key)
            // `/dev/sda2:` without a value is a device with all defaults.
            var fields = Decoder.Fields()
            if decoder.document.kind(of: pair.value) != .nothing {
                fields = decoder.fields(
                    pair.value, of: decoder.document.string(of: pair.key), keys, at: pair.key)
            }
            guard let device else { continue }
            profile.swapDevices.append(
                SwapDeviceEntry(
                    device: device, swap: fields.swapOptions, format: fields.flag(.format),
                    overwrite: fields.flag(.overwrite)))
        }
        return true
    }

    package static func query(_ entry: SwapDeviceEntry, _ query: inout StateQuery) {
        query.devices.append(entry.device.value)
    }

    package static func read(_ reading: inout StateReading) throws(ReadingError) { reading.readSwapDevices() }

    package static var phase: PlanPhase { .swap }

    package static func plan(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.planDevices(&changes)
    }

    package static func takeDown(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.takeDownDevices(&changes)
    }

    package static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea]) {
        for index in planner.profile.swapDevices.indices {
            if let device = planner.deviceState(index), let active = planner.state.devices[device].active {
                areas.append(active.area)
            }
        }
    }

    package static func requirements(
        _ entry: SwapDeviceEntry, _ source: SourceText, _ requirements: inout RequirementList
    ) {
        let name = Located(entry.device.value.text, at: entry.device.position)
        requirements.add("SWAP", because: .named("swap_devices", name, source))
    }

    /// Swap files show all active areas.
    package static func addStatus(
        _ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]
    ) {}
}

extension Decoder {
    /// A block device by its path or by a tag as in fstab(5); nil for what is neither.
    fileprivate mutating func deviceReference(_ node: YAMLNode) -> Located<DeviceReference>? {
        let text = document.string(of: node)
        let bytes = document.bytes(of: node)
        let position = document.position(of: node)
        if bytes.first == UInt8(ascii: "/") {
            if checkAbsolutePath(node, "device", example: "/dev/mmcblk0p3"), !bytes.starts(with: "/dev/".utf8) {
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
}

extension Decoder {
    /// Without the quotes that fstab(5) and blkid(8) put around the value of a tag.
    fileprivate static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard value.count >= 2, let quote = value.first, value.last == quote,
            quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return value }
        return value.dropFirst().dropLast()
    }
}

extension Resource.Kind {
    package static var swapDevice: Self { Self("swap_devices") }
}
