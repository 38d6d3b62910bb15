import CommandLine

/// The files of the program: what it reads and writes, for FILES of zramctl-swift(8).
package enum ProgramFiles {
    /// Files with one purpose.
    package struct Entry: Sendable {
        /// As they stand in the page; a word in capitals stands for a name, as in `/proc/PID/comm`.
        package var paths: [String]
        /// One sentence or more.
        package var purpose: String

        init(_ paths: String..., purpose: String) {
            self.paths = paths
            self.purpose = purpose
        }
    }

    /// In the order of the page: the program's own, then what it writes, then what it only reads.
    package static let entries = [
        Entry(ProgramIdentity.defaultProfile, purpose: "The profile."),
        Entry(
            "/usr/share/doc/\(ProgramIdentity.name)/examples", purpose: "Example profiles, where a package put them."),
        Entry(
            "/run/\(ProgramIdentity.name)", "/var/run/\(ProgramIdentity.name)", "/dev/shm/\(ProgramIdentity.name)",
            "/tmp/\(ProgramIdentity.name)", "/dev/\(ProgramIdentity.name)",
            purpose:
                "The lock file and the records of this boot: the first of these that is not missing, read-only, full or"
                + " another user's."),
        Entry("/proc/sys/kernel/random/boot_id", purpose: "Whether the records are of this boot."),
        Entry(
            "/sys/bus/platform/uevent",
            purpose:
                "Its lock keeps two that change the machine apart, whatever is mounted on /run. It is never written to."
        ),
        Entry(
            "/sys/class/zram-control/hot_add", "/sys/class/zram-control/hot_remove",
            purpose: "Add and remove zram devices."),
        Entry(
            "/sys/block/zramN", "/dev/zramN",
            purpose: "A zram device: its attributes and figures, and its swap header."),
        Entry(
            "/sys/fs/cgroup",
            purpose: "The cgroups and their limits, where /proc/self/mountinfo shows the hierarchy."),
        Entry("/dev/log", "/dev/kmsg", purpose: "The logs of --log=syslog and --log=kmsg."),
        Entry(
            "/sbin/modprobe", "/usr/sbin/modprobe", "/bin/modprobe", "/usr/bin/modprobe", "/proc/sys/kernel/modprobe",
            purpose: "The program that loads the zram module, where the kernel does not have zram built in."),
        Entry("/lib/modules/RELEASE", "/usr/lib/modules/RELEASE", purpose: "The modules that this kernel has."),
        Entry("/proc/sys/kernel/random/boot_id", purpose: "This boot, by which a record of an earlier one is known."),
        Entry("/proc/swaps", purpose: "The active swap areas."),
        Entry(
            "/proc/meminfo", "/proc/sys/vm/overcommit_memory",
            purpose: "RAM, and whether memory has room for what a swapoff moves."),
        Entry(
            "/proc/self/mountinfo", "/proc/mountinfo", "/proc/1/mountinfo",
            purpose: "Mounted file systems: the place of a swap file, and devices that are in use."),
        Entry(
            "/proc/cgroups", "/proc/cmdline",
            purpose: "Whether the kernel's parameters switch the memory controller off."),
        Entry("/proc/sys/kernel/osrelease", "/proc/modules", purpose: "The kernel's release, and its loaded modules."),
        Entry(
            "/proc/config.gz", "/boot/config-RELEASE",
            purpose:
                "The running kernel's configuration, for check; also config and build/.config of its modules' folder."),
        Entry(
            "/sys/block", "/sys/class/block", "/sys/dev/block", "/dev/disk",
            purpose: "Block devices: partitions, what holds them, and their tags."),
        Entry("/dev/loopN", purpose: "A loop device, and the file below it."),
        Entry("/proc/self/fd", purpose: "A swap file that was opened before, whatever its name is now."),
        Entry("/run/udev/links", purpose: "The devices that claim a tag, where udev runs."),
        Entry(
            "/proc/locks", "/proc/PID/comm", "/proc/PID/fd",
            purpose: "The process that holds a device or the lock, for messages."),
        Entry("/sys/module/zswap/parameters/enabled", purpose: "Whether zswap compresses before zram does."),
        Entry("/sys/fs/selinux/enforce", purpose: "Whether a swap file requires the SELinux type swapfile_t."),
        Entry(
            "/proc/self/ns/user", "/proc/self/ns/pid", "/proc/self/ns/mnt", "/proc/1/ns/mnt", "/proc/1/environ",
            "/proc/self/uid_map", "/proc/vz", "/proc/bc", "/run/systemd/container",
            "/run/.containerenv", "/.dockerenv",
            purpose: "Whether this is a container, where swap and zram belong to the host."),
        Entry("/dev/urandom", purpose: "The identifiers of new swap areas."),
        Entry("/dev/null", purpose: "The standard streams of the programs that it runs."),
    ]
}
