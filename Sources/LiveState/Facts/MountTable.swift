import System

/// A line of mountinfo: ranges of the table's bytes.
package struct Mount {
    /// The file system's; its files may show another one on btrfs.
    var device: DeviceNumber
    /// Which folder of the file system is mounted: `/`, or that of a bind mount or a container.
    var root: Range<Int>
    var mountPoint: Range<Int>
    /// `rw,relatime`
    var options: Range<Int>
    /// `ext4`
    var type: Range<Int>
    /// `/dev/sda1`
    var source: Range<Int>
    /// The file system's own options, those of cgroup v1 controllers among them.
    var superOptions: Range<Int>
}

/// /proc/self/mountinfo (proc_pid_mountinfo(5)), in the order of mounting.
///
/// A line is taken apart when something in it was searched for: most of them never are. Nothing that the kernel prints
/// has a blank inside a field, so that ` - cgroup2 ` and ` 8:1 ` are found by their text; the line then shows whether
/// it was the right field.
package struct MountTable {
    let bytes: [UInt8]

    package init(mountinfo bytes: [UInt8]) { self.bytes = bytes }

    /// Of a machine or of a copy, which may have left out the link /proc/self, or have it lead nowhere.
    ///
    /// - Throws: when there is one that cannot be read.
    init(_ root: Root) throws(SystemError) {
        for path in ["/proc/self/mountinfo", "/proc/1/mountinfo", "/proc/mountinfo"] {
            // Everything sees at least one mount.
            if let bytes = try root.readUnlessAbsent(path), !root.isLive || !bytes.isEmpty {
                self.init(mountinfo: bytes)
                return
            }
        }
        self.init(mountinfo: [])
    }

    // MARK: Searching

    /// The first mount whose line holds the text and that is the one wanted.
    func first(_ text: String, where isWanted: (Mount) -> Bool) -> Mount? {
        var position = 0
        while let found = bytes.index(of: text, from: position) {
            let line = line(around: found)
            if let mount = mount(line), isWanted(mount) { return mount }
            position = line.upperBound
        }
        return nil
    }

    /// The last such mount: it hides earlier ones in the same place.
    func last(_ text: String, where isWanted: (Mount) -> Bool) -> Mount? {
        var last: Mount?
        // Never true, so that all are seen.
        _ = first(text) { mount in
            if isWanted(mount) { last = mount }
            return false
        }
        return last
    }

    private func line(around position: Int) -> Range<Int> {
        var start = position
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        return start..<(bytes.index(of: UInt8(ascii: "\n"), from: position) ?? bytes.count)
    }

    /// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`
    private func mount(_ line: Range<Int>) -> Mount? {
        var scanner = TextScanner(bytes, line)
        guard scanner.field() != nil, scanner.field() != nil,
            let number = scanner.field(), let device = DeviceNumber(bytes, number),
            let root = scanner.field(), let mountPoint = scanner.field(), let options = scanner.field()
        else { return nil }
        // Any number of optional fields, ended by a dash.
        while let field = scanner.field() {
            guard bytes.isText("-", in: field) else { continue }
            guard let type = scanner.field() else { return nil }
            // An empty source is printed as nothing at all, so that the options come next.
            let source = scanner.field() ?? type.upperBound..<type.upperBound
            let superOptions = scanner.field() ?? source
            return Mount(
                device: device, root: root, mountPoint: mountPoint, options: options, type: type, source: source,
                superOptions: superOptions)
        }
        return nil
    }

    // MARK: Fields

    /// The field's text with its escapes resolved.
    func text(_ field: Range<Int>) -> String { String(decoding: bytes.unescaped(field), as: UTF8.self) }

    /// Whether the comma-separated list holds this option, bare or with a value: `ro`, `compress=zstd:3`.
    func hasOption(_ name: String, in list: Range<Int>) -> Bool {
        var start = list.lowerBound
        while start < list.upperBound {
            let end = start + name.utf8.count
            if end <= list.upperBound, bytes.holds(name, at: start),
                end == list.upperBound || bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: "=")
            {
                return true
            }
            start = (bytes.index(of: UInt8(ascii: ","), from: start) ?? list.upperBound) + 1
        }
        return false
    }

    func isReadOnly(_ mount: Mount) -> Bool {
        hasOption("ro", in: mount.options) || hasOption("ro", in: mount.superOptions)
    }

    // MARK: Questions

    /// Where the device is mounted: by number, or by source, since btrfs has numbers of its own.
    package func mountPoint(of device: DeviceNumber?, node: String) -> String? {
        if let device, let mount = mount(of: device) { return text(mount.mountPoint) }
        let mount = first(" " + node + " ") { bytes.isText(node, in: $0.source) }
        return mount.map { text($0.mountPoint) }
    }

    /// Whether others' processes may be missing in /proc (Documentation/filesystems/proc.rst, hidepid).
    package var hidesProcesses: Bool {
        mount(at: "/proc").map { hasOption("hidepid", in: $0.superOptions) } ?? false
    }

    /// The mount of the file system with this number.
    func mount(of device: DeviceNumber) -> Mount? {
        last(" " + device.text + " ") { $0.device == device }
    }

    /// The mount of the file system with this number that holds the path; where none does, whichever is the last.
    ///
    /// - Parameter path: absolute, without links.
    func mount(of device: DeviceNumber, holding path: String) -> Mount? {
        let escaped = MountTable.escaped(path)
        let holding = last(" " + device.text + " ") { mount in
            mount.device == device && isAbove(mount.mountPoint, escaped)
        }
        return holding ?? mount(of: device)
    }

    /// Whether the folder in the table is this one, or lies above it.
    private func isAbove(_ folder: Range<Int>, _ path: String) -> Bool {
        let rest = path.utf8.dropFirst(folder.count)
        guard path.utf8.prefix(folder.count).elementsEqual(bytes[folder]) else { return false }
        return rest.isEmpty || rest.first == UInt8(ascii: "/") || folder.count == 1
    }

    /// What is mounted there.
    func mount(at mountPoint: String) -> Mount? {
        last(" " + mountPoint + " ") { bytes.isText(mountPoint, in: $0.mountPoint) }
    }

    /// The mount that a path lies on: that of the nearest mount point above it.
    ///
    /// - Parameter path: absolute, without links.
    func mount(holding path: String) -> Mount? {
        var folder = MountTable.escaped(path)
        while folder != "/" {
            if let mount = last(" " + folder + " ", where: { bytes.isText(folder, in: $0.mountPoint) }) { return mount }
            folder = folder.parentFolder
        }
        // Every line holds a lone slash, and the root's commonly two.
        for text in [" / / ", " / "] {
            if let mount = last(text, where: { bytes.isText("/", in: $0.mountPoint) }) { return mount }
        }
        return nil
    }

    /// As the kernel prints a path: blanks and backslashes as octal digits.
    private static func escaped(_ path: String) -> String {
        var text: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\\"):
                text += [UInt8(ascii: "\\"), UInt8(ascii: "0") + byte >> 6]
                text += [UInt8(ascii: "0") + byte >> 3 & 7, UInt8(ascii: "0") + byte & 7]
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension DeviceNumber {
    /// Reads `254:0`.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        guard let colon = bytes.index(of: UInt8(ascii: ":"), from: range.lowerBound), colon < range.upperBound,
            let major = bytes.number(range.lowerBound..<colon), let minor = bytes.number(colon + 1..<range.upperBound),
            major <= UInt32.max, minor <= UInt32.max
        else { return nil }
        self.init(major: UInt32(major), minor: UInt32(minor))
    }

    /// Reads sysfs' `dev` attribute: `254:0` and a line end.
    package init?(attribute bytes: [UInt8]) {
        var scanner = TextScanner(bytes)
        guard let field = scanner.field() else { return nil }
        self.init(bytes, field)
    }
}
