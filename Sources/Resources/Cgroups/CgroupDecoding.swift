import Kernel
import Profiles
import Text
import YAML

extension Cgroups {
    @inline(__always)
    private static func limit(
        _ name: ProfileKey.Word, _ meaning: StaticString, _ type: ProfileValueType = .size(.limit)
    ) -> ProfileKey {
        ProfileKey(
            name, type, omitted: "When omitted, it is not managed: the group keeps the value that it has.", meaning)
    }

    /// In the order of `CgroupAttribute`.
    private static let keys = [
        limit("memory.min", "Memory that is never reclaimed from the cgroup."),
        limit("memory.low", "Memory that is reclaimed from it only when there is nothing else to reclaim."),
        limit("memory.high", "From here on it is slowed down and its memory reclaimed."),
        limit("memory.max", "The limit of its memory: beyond it a process is killed."),
        limit("memory.swap.high", "From here on its processes are slowed down."),
        limit("memory.swap.max", "The most swap that it may take."),
        limit("memory.oom.group", "Whether all its processes are killed together.", .bit),
    ]
    private static let attributes = CgroupAttribute.allCases

    package static var help: [ProfileMapping] {
        [
            ProfileMapping(
                "cgroups", definition: "cgroup", keys: keys, place: "cgroups: { a: { … } }",
                about:
                    "An entry is the path of a cgroup below /sys/fs/cgroup. Only the limits that are named are managed."
                    + " On a v1 or hybrid machine memory.max and memory.swap.max are translated. Its keys:")
        ]
    }

    package static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) -> Bool {
        guard section == "cgroups" else { return false }
        for pair in decoder.entries(of: node, keys) {
            let path = decoder.cgroupPath(pair.key)
            var entry = CgroupEntry(path: path, limits: [])
            for field in decoder.fields(pair.value, of: path.value, keys, at: pair.key).values {
                guard let value = value(field.value) else { continue }
                let attribute = Located(attributes[field.row], at: decoder.document.position(of: field.node))
                entry.limits.append(CgroupLimit(attribute: attribute, value: value))
            }
            profile.cgroups.append(entry)
        }
        return true
    }

    private static func value(_ field: FieldValue) -> Located<CgroupLimit.Value>? {
        switch field {
        case .limit(let limit):
            switch limit.value {
            case .max: Located(.max, at: limit.position)
            case .size(let size): Located(.size(size), at: limit.position)
            }
        case .boolean(let flag): Located(.flag(flag.value), at: flag.position)
        default: nil
        }
    }
}

extension Decoder {
    /// The path of a cgroup.
    fileprivate mutating func cgroupPath(_ node: YAMLNode) -> Located<String> {
        let path = name(node)
        if !Decoder.isCleanPath(document.bytes(of: node)) {
            report(
                "\(Problems.quoted(path.value)) is not a path for a cgroup", at: node,
                help: "write it from the root of the hierarchy without a first slash, `.` and `..`: "
                    + "system.slice/app.service")
        }
        return path
    }
}
