import System
import Testing

@testable import LiveState

@Suite("mountinfo")
struct MountTableTests {
    /// A desktop's, shortened: bind mounts, btrfs subvolumes, optional fields, an empty source, escapes, a shadowed mount.
    private let table = MountTable(
        mountinfo: Array(
            #"""
            22 1 0:31 /@ / rw,relatime shared:1 - btrfs /dev/nvme0n1p2 rw,compress=zstd:3,ssd,space_cache=v2,subvol=/@
            23 22 0:21 / /proc rw,nosuid shared:5 - proc proc rw
            24 22 0:22 / /sys ro,nosuid shared:6 - sysfs sysfs rw
            25 24 0:23 / /sys/fs/cgroup rw shared:7 - cgroup2 cgroup2 rw,nsdelegate
            40 22 259:1 / /boot/efi rw,relatime shared:20 master:3 propagate_from:2 - vfat /dev/nvme0n1p1 rw,errors=ro
            41 22 0:31 /@home /home rw - btrfs /dev/nvme0n1p2 rw,compress=zstd:3,subvol=/@home
            42 22 0:40 / /tmp rw - tmpfs  rw,size=1024k
            43 22 8:17 / /media/my\040disk\134x rw - ext4 /dev/sdb1 rw
            44 22 8:18 / /data rw - ext4 /dev/sdb2 rw
            45 22 0:50 / /data rw - overlay overlay rw,lowerdir=/a,upperdir=/b
            46 22 8:1 / /srv rw - ext4 8:17 ro,relatime
            47 22 254:0 / /zram rw - ext4 /dev/zram1 rw,discard

            """#.utf8))

    @Test(
        "The file system that a path lies on",
        arguments: [
            ("/var/swap", "btrfs"), ("/", "btrfs"), ("/boot/efi/x", "vfat"), ("/boot/efi", "vfat"), ("/boot", "btrfs"),
            ("/boot/efix", "btrfs"), ("/tmp/swap", "tmpfs"), (#"/media/my disk\x/swap"#, "ext4"),
            ("/media/my", "btrfs"), ("/data/swap", "overlay"),
        ])
    func holding(path: String, type: String) {
        #expect(table.mount(holding: path).map { table.text($0.type) } == type)
    }

    @Test(
        "Where a device is mounted, by number or by source",
        arguments: [
            (DeviceNumber(major: 259, minor: 1), "/dev/nvme0n1p1", "/boot/efi"),
            (DeviceNumber(major: 259, minor: 2), "/dev/nvme0n1p2", "/"),
            (DeviceNumber(major: 8, minor: 17), "/dev/sdb1", #"/media/my disk\x"#),
            (DeviceNumber(major: 8, minor: 1), "/dev/sda1", "/srv"),
            (nil, "/dev/zram1", "/zram"),
            (DeviceNumber(major: 8, minor: 3), "/dev/sda3", nil),
            (nil, "overlay", "/data"),
        ] as [(DeviceNumber?, String, String?)])
    func mountPoint(device: DeviceNumber?, node: String, point: String?) {
        #expect(table.mountPoint(of: device, node: node) == point)
    }

    @Test(
        "Of the mounts of one file system, the one that holds the path",
        arguments: [("/a/swap", "/a"), ("/a", "/a"), ("/b/swap", "/b"), ("/b/c/swap", "/b/c"), ("/ab/swap", "/b/c")])
    func oneFileSystem(path: String, point: String) throws {
        let table = MountTable(
            mountinfo: Array(
                """
                40 22 8:17 / /a ro - ext4 /dev/sdb1 rw
                41 22 8:17 / /b rw - ext4 /dev/sdb1 rw
                42 41 8:17 / /b/c rw - ext4 /dev/sdb1 rw

                """.utf8))
        let mount = try #require(table.mount(of: DeviceNumber(major: 8, minor: 17), holding: path))
        #expect(table.text(mount.mountPoint) == point)
    }

    @Test("A source that looks like a device number is no device number")
    func misleadingSource() throws {
        let mount = try #require(table.mount(of: DeviceNumber(major: 8, minor: 17)))
        #expect(table.text(mount.mountPoint) == #"/media/my disk\x"#)
    }

    @Test("Options are whole words, with or without a value")
    func options() throws {
        let root = try #require(table.mount(holding: "/"))
        #expect(table.hasOption("compress", in: root.superOptions))
        #expect(table.hasOption("ssd", in: root.superOptions))
        #expect(table.hasOption("rw", in: root.superOptions))
        #expect(!table.hasOption("comp", in: root.superOptions))
        #expect(!table.hasOption("zstd", in: root.superOptions))
        #expect(!table.hasOption("subvo", in: root.superOptions))
        let efi = try #require(table.mount(holding: "/boot/efi"))
        // `errors=ro` is not `ro`.
        #expect(!table.isReadOnly(efi))
    }

    @Test("Read-only is either the mount or its file system")
    func readOnly() throws {
        #expect(table.isReadOnly(try #require(table.mount(at: "/sys"))))
        #expect(!table.isReadOnly(try #require(table.mount(at: "/proc"))))
        #expect(table.mount(at: "/nowhere") == nil)
        #expect(table.isReadOnly(try #require(table.mount(holding: "/srv"))))
    }

    @Test("An empty source does not shift the options")
    func emptySource() throws {
        let tmp = try #require(table.mount(holding: "/tmp"))
        #expect(table.hasOption("size", in: tmp.superOptions))
    }

    @Test(
        "What is no mountinfo holds no mounts",
        arguments: [
            "", "\n", " / / ", "1 2 / / / - / / ", "22 1 0:31 / / rw", "22 1 0:31 / / rw -", "22 1 0:31 / / rw - ",
            "22 1 031 / / rw - ext4 x rw", "22 1 0: / / rw - ext4 x rw", "22 1 :0 / / rw - ext4 x rw",
            "22 1 99999999999:0 / / rw - ext4 x rw", "22 1 0:31 / / rw shared:1 ext4 x rw",
        ])
    func malformed(text: String) {
        let table = MountTable(mountinfo: Array(text.utf8))
        #expect(table.mount(holding: "/var/swap") == nil)
        #expect(table.mountPoint(of: DeviceNumber(major: 0, minor: 31), node: "x") == nil)
    }
}
