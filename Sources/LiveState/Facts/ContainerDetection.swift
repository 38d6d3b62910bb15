import System

/// Whether a machine's state is a container's. The kernel's word comes first; files that anybody can leave, as in the
/// image of a virtual machine that was made from a container's, only name the container's manager.
enum Container {
    /// The container manager's name: `lxc`, `docker`, `podman`, `systemd-nspawn`, …, or what else makes this a container;
    /// nil outside of containers.
    static func kind(_ root: Root) -> String? {
        guard let user = root.readLink("/proc/self/ns/user"), let process = root.readLink("/proc/self/ns/pid") else {
            // A copy, which seldom has these links, or a kernel without namespaces.
            return manager(root) ?? (isSysForeign(root) ? "/sys belongs to another user than root" : nil)
        }
        // Their numbers are fixed (linux/nsfs.h, USER_NS_INIT_INO and PID_NS_INIT_INO).
        if user != "user:[4026531837]" { return manager(root) ?? "a user namespace of its own" }
        if process != "pid:[4026531836]" { return manager(root) ?? "a PID namespace of its own" }
        // A container that shares the host's processes, or a service with a file system of its own, which has no marks.
        guard let own = root.readLink("/proc/self/ns/mnt"), let first = root.readLink("/proc/1/ns/mnt"), own != first
        else { return nil }
        return manager(root)
    }

    /// Whether the kernel shows /sys as a user's that has no number here, as in a user namespace.
    private static func isSysForeign(_ root: Root) -> Bool {
        guard root.isLive, let status = try? root.status("/sys") else { return false }
        return status.owner != 0
    }

    /// The manager's name by its marks.
    ///
    /// Source: systemd's container interface (`container=` in the environment of process 1 and /run/systemd/container);
    /// the marker files of Docker and Podman.
    private static func manager(_ root: Root) -> String? {
        if let name = root.readIfPresent("/run/systemd/container")?.firstLine, !name.isEmpty { return name }
        if root.exists("/run/.containerenv") { return "podman" }
        if root.exists("/.dockerenv") { return "docker" }
        // Only root may read another process's environment.
        if let name = root.readIfPresent("/proc/1/environ").flatMap(name(inEnvironment:)) { return name }
        // OpenVZ shows the first on the host and in containers, the second only on the host.
        return root.exists("/proc/vz") && !root.exists("/proc/bc") ? "openvz" : nil
    }

    /// The value of `container` in variables that end with a NUL each.
    static func name(inEnvironment bytes: [UInt8]) -> String? {
        let variable = "container="
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0) ?? bytes.count
            let value = start + variable.utf8.count
            if bytes.holds(variable, at: start), value < end { return bytes.text(value..<end) }
            start = end + 1
        }
        return nil
    }
}
