import Kernel
import Profiles
import Text
import YAML

extension Profile {
    /// Reports what no machine could have: more swap areas than a kernel can, and a swap device that another entry of the
    /// profile means already.
    ///
    /// Only those that the profile alone shows: which paths lead to one device depends on the machine.
    func findClashes(_ problems: inout Problems) {
        let count = zram.count + swapFiles.count + swapDevices.count
        guard count <= SwapLimits.mostAreas else {
            return problems.add(
                "the profile has \(count) swap areas, and no kernel has room for more than \(SwapLimits.mostAreas)",
                at: Position(line: 1, column: 1), help: "use fewer and larger ones")
        }
        for (index, entry) in swapDevices.enumerated() where index > 0 || !zram.isEmpty {
            let device = Profile.canonical(entry.device.value)
            if let other = zram.first(where: { Profile.isSame(device, $0) }) {
                problems.add(
                    "\(Problems.quoted(entry.device.value.text)) is the zram device of line "
                        + "\(other.name.position.line)",
                    at: entry.device.position,
                    help: "what stands under `zram` is used as swap and labeled with its name; "
                        + "remove this entry, or rename that one")
            } else if let other = swapDevices[..<index].first(where: {
                Profile.canonical($0.device.value) == device
            }) {
                problems.add(
                    "\(Problems.quoted(entry.device.value.text)) is the device of line "
                        + "\(other.device.position.line)",
                    at: entry.device.position, help: "keep one of them")
            }
        }
    }

    private static func isSame(_ device: DeviceReference, _ entry: ZramEntry) -> Bool {
        switch device {
        case .tag(.label, let label): label == entry.name.value
        case .tag: false
        case .path(let path): ZramName(entry.name.value).map { $0.node == path } ?? false
        }
    }

    /// One form for the ways of writing a reference: a link of udev's is its tag, and UUIDs have no case.
    private static func canonical(_ device: DeviceReference) -> DeviceReference {
        switch device {
        case .tag(.uuid, let value): return .tag(.uuid, value.lowercaseASCII)
        case .tag(.partUUID, let value): return .tag(.partUUID, value.lowercaseASCII)
        case .tag: return device
        case .path(let path):
            guard path.utf8.starts(with: "/dev/disk/".utf8) else { return device }
            for tag in DeviceReference.Tag.allCases {
                let folder = "/dev/disk/" + tag.udevFolder + "/"
                guard path.utf8.starts(with: folder.utf8) else { continue }
                let value = String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
                return canonical(.tag(tag, value))
            }
            return device
        }
    }
}
