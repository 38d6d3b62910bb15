/// Where a run takes the machine's lock and keeps its records.
package struct RuntimePlaces: Equatable, Sendable {
    /// A file of sysfs that only root can open; nil for none.
    package var object: String?
    /// Absolute paths, the preferred one first.
    package var folders: [String]

    package init(object: String?, folders: [String]) {
        self.object = object
        self.folders = folders
    }

    /// The object is there from the moment that /sys is mounted, whatever happens to /run, and opening it for writing does
    /// nothing (Documentation/ABI/testing/sysfs-uevent). All mounts of sysfs share it, except those of other network
    /// namespaces. Of the folders at least one is a memory file system on every init: systemd's and OpenRC's, procd's
    /// (/var is /tmp there), and an initramfs with /dev alone.
    package static let standard = RuntimePlaces(
        object: "/sys/bus/platform/uevent", folders: ["/run", "/var/run", "/dev/shm", "/tmp", "/dev"])
}
