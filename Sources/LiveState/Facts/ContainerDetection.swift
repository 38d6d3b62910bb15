import System

/// The kind of container that a machine's state is from, by the marks that container managers leave.
enum Container {
    /// The manager's name: `lxc`, `docker`, `podman`, `systemd-nspawn`, …; nil outside of containers.
    ///
    /// Source: systemd's container interface (`container=` in the environment of process 1 and /run/systemd/container);
    /// the marker files of Docker and Podman.
    static func kind(_ root: Root) -> String? {
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
