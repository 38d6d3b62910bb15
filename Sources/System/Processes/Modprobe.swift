/// The program that loads kernel modules.
package enum Modprobe {
    /// Where it is: what the kernel itself would start, else the usual places; nil when there is none.
    ///
    /// Source: Documentation/admin-guide/sysctl/kernel.rst, modprobe.
    package static func path(_ root: Root) -> String? {
        var places = ["/sbin/modprobe", "/usr/sbin/modprobe", "/bin/modprobe", "/usr/bin/modprobe"]
        if let bytes = root.readIfPresent("/proc/sys/kernel/modprobe") {
            // An empty one keeps the kernel from loading modules by itself; it does not keep us.
            let path = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            if !path.isEmpty { places.insert(path, at: 0) }
        }
        return places.first { root.exists($0) }
    }
}
