import CBlkid
import CSystem
import Kernel
import Text

/// Finds block devices by UUID=, LABEL=, PARTUUID= and PARTLABEL=.
package enum TagResolution {
    /// The device nodes that carry the tag: none, one, or several when it is ambiguous.
    ///
    /// udev's links in /dev/disk are asked first, as everyone does; without one, libblkid reads every device. A copy of
    /// another machine has only the links.
    package static func nodes(_ tag: DeviceReference.Tag, _ value: String, root: Root) -> [String] {
        for spelling in spellings(tag, value) {
            let name = encoded(spelling)
            guard let path = linked("/dev/disk/" + tag.udevFolder + "/" + name, root: root) else { continue }
            let others = claimants(of: tag, name, root: root)
            return others.count > 1 ? others : [path]
        }
        return root.isLive ? probed(tag, spellings(tag, value)) : []
    }

    /// udev writes UUIDs as libblkid prints them: in lower case, but those of FAT and NTFS in upper case.
    private static func spellings(_ tag: DeviceReference.Tag, _ value: String) -> [String] {
        guard tag == .uuid || tag == .partUUID else { return [value] }
        let lower = String(decoding: value.utf8.map { $0.lowercase }, as: UTF8.self)
        let upper = String(decoding: value.utf8.map { $0.uppercase }, as: UTF8.self)
        return [value, lower, upper]
    }

    /// As udev names its links: what is not safe in a file name becomes `\x20`.
    private static func encoded(_ value: String) -> String {
        // Each byte takes four at most, and the final NUL one.
        var buffer = [CChar](repeating: 0, count: value.utf8.count * 4 + 1)
        let capacity = buffer.count
        guard unsafe blkid_encode_string(value, &buffer, capacity) == 0 else { return value }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func linked(_ link: String, root: Root) -> String? {
        guard root.readLink(link) != nil else { return nil }
        return try? root.resolved(link)
    }

    /// All devices that claim the link, from udev's own list (/run/udev/links, one entry `b8:1` for each device).
    private static func claimants(of tag: DeviceReference.Tag, _ name: String, root: Root) -> [String] {
        let list = escapedForUdev("disk/" + tag.udevFolder + "/" + name)
        // systemd's udev from version 250 on; before it, and eudev.
        var entries = (try? root.entries("/run/udev/links/" + list, startingWith: "b")) ?? []
        if entries.isEmpty {
            entries = (try? root.entries("/run/udev/links/\\x2f" + list, startingWith: "b")) ?? []
        }
        var nodes: [String] = []
        for entry in entries {
            guard let target = root.readLink("/sys/dev/block/" + entry.dropFirst()),
                let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
            else { continue }
            let node = "/dev/" + target[target.utf8.index(after: slash)...]
            // In order, whatever order the folder has.
            let place = nodes.firstIndex { node.utf8.lexicographicallyPrecedes($0.utf8) } ?? nodes.count
            nodes.insert(node, at: place)
        }
        return nodes
    }

    /// How udev turns a link's path into one file name: `/` becomes `\x2f`, a backslash `\x5c`.
    private static func escapedForUdev(_ path: String) -> String {
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "/"): bytes += Array("\\x2f".utf8)
            case UInt8(ascii: "\\"): bytes += Array("\\x5c".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads every block device. zram is left out: no tag ever means one.
    private static func probed(_ tag: DeviceReference.Tag, _ spellings: [String]) -> [String] {
        var cache: blkid_cache?
        // libblkid's way to say that no cache file is to be read or written.
        guard unsafe blkid_get_cache(&cache, "/dev/null") == 0, let opened = unsafe cache else { return [] }
        defer { unsafe blkid_put_cache(opened) }
        unsafe blkid_probe_all(opened)
        for spelling in spellings {
            let nodes = unsafe nodes(opened, tag, spelling)
            if !nodes.isEmpty { return nodes }
        }
        return []
    }

    private static func nodes(_ cache: blkid_cache, _ tag: DeviceReference.Tag, _ value: String) -> [String] {
        guard let iterator = unsafe blkid_dev_iterate_begin(cache) else { return [] }
        defer { unsafe blkid_dev_iterate_end(iterator) }
        var nodes: [String] = []
        var device: blkid_dev?
        unsafe blkid_dev_set_search(iterator, tag.rawValue, value)
        while unsafe blkid_dev_next(iterator, &device) == 0 {
            guard let found = unsafe device, let name = unsafe blkid_dev_devname(found) else { continue }
            let node = unsafe String(cString: name)
            if ZramName(node: node) == nil { nodes.append(node) }
        }
        return nodes
    }
}
