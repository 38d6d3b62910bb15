import Foundation
import Support
import System
import Testing

@testable import Applying

@Suite("Who holds a device")
struct DeviceHoldersTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in [
            "proc", "proc/self", "proc/7", "proc/7/fd", "proc/12", "proc/12/fd", "proc/sys", "sys", "sys/class",
        ] {
            folder.makeFolder(name)
        }
        for name in ["sys/class/block", "sys/class/block/vdb1", "sys/class/block/vdb1/holders"] {
            folder.makeFolder(name)
        }
        try folder.write("sys/class/block/vdb1/dev", "254:17\n")
        try folder.write("proc/7/comm", "sh\n")
        try folder.write("proc/12/comm", "systemd-udevd\n")
        symlink("/dev/vdb", folder["proc/7/fd/3"])
        try folder.write("proc/self/mountinfo", "22 1 254:1 / / rw - ext4 /dev/root rw\n")
        try folder.write("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n")
    }

    private var text: String? { DeviceHolders.text("/dev/vdb1", root: Root(folder: folder.path)) }

    @Test("Nobody is named when nobody is found")
    func nobody() {
        #expect(text == nil)
    }

    @Test("Where processes are hidden this is said", arguments: ["hidepid=2", "gid=5,hidepid=invisible"])
    func hidden(options: String) throws {
        try folder.write("proc/self/mountinfo", "23 22 0:5 / /proc rw,nosuid - proc proc rw,\(options)\n")
        #expect(text == "who has it open cannot be seen, since /proc is mounted with hidepid")
        symlink("/dev/vdb1", folder["proc/12/fd/5"])
        #expect(text == "process 12 (systemd-udevd) has it open")
    }

    @Test("A program that has it open is named with its number")
    func process() {
        symlink("/dev/vdb1", folder["proc/12/fd/5"])
        #expect(text == "process 12 (systemd-udevd) has it open")
    }

    @Test("What is mounted, swapped to or built on it is reported first")
    func kernel() throws {
        symlink("/dev/vdb1", folder["proc/12/fd/5"])
        folder.makeFolder("sys/class/block/vdb1/holders/dm-0")
        try folder.write("proc/self/mountinfo", "22 1 254:1 / / rw - ext4 x rw\n23 22 254:17 / /mnt rw - ext4 y rw\n")
        #expect(text == "dm-0 is built on it, it is mounted on /mnt, process 12 (systemd-udevd) has it open")
        try folder.write("proc/swaps", "Filename Type Size Used Priority\n/dev/vdb1  partition 32764 0 -2\n")
        #expect(text == "dm-0 is built on it, it is mounted on /mnt, it is in use as swap")
    }

    @Test("Loop devices and zram devices that have it below them are reported")
    func backing() throws {
        for name in ["sys/block", "sys/block/loop0", "sys/block/loop0/loop", "sys/block/loop1", "sys/block/zram0"] {
            folder.makeFolder(name)
        }
        try folder.write("sys/block/loop0/loop/backing_file", "/dev/vdb1\n")
        try folder.write("sys/block/zram0/backing_dev", "none\n")
        #expect(text == "loop0 is built on it")
        try folder.write("sys/block/zram0/backing_dev", "/dev/vdb1\n")
        #expect(text == "loop0 is built on it, zram0 is built on it")
    }

    @Test("What the partitions of a disk are used for is reported for the disk")
    func partitions() throws {
        for name in ["vdb", "vdb/holders", "vdb/vdb1", "vdb/vdb2"] { folder.makeFolder("sys/class/block/" + name) }
        try folder.write("sys/class/block/vdb/dev", "254:16\n")
        try folder.write("sys/class/block/vdb/vdb1/dev", "254:17\n")
        try folder.write("sys/class/block/vdb/vdb2/dev", "254:18\n")
        try folder.write("proc/self/mountinfo", "23 22 254:17 / /mnt rw - ext4 y rw\n")
        try folder.write("proc/swaps", "Filename Type Size Used Priority\n/dev/vdb2  partition 32764 0 -2\n")
        unlink(folder["proc/7/fd/3"])
        let text = DeviceHolders.text("/dev/vdb", root: Root(folder: folder.path)) ?? ""
        // In the order in which sysfs has the partitions.
        #expect(text.components(separatedBy: ", ").sorted() == ["vdb1 is mounted on /mnt", "vdb2 is in use as swap"])
    }

    @Test("Names with blanks are reported as they are, and recognised")
    func blanks() throws {
        try folder.write("proc/self/mountinfo", #"23 22 254:17 / /mnt/my\040disk rw - ext4 y rw"#)
        #expect(text == "it is mounted on /mnt/my disk")
        try folder.write("proc/swaps", #"/dev/my\040disk partition 32764 0 -2"#)
        #expect(DeviceHolders.text("/dev/my disk", root: Root(folder: folder.path)) == "it is in use as swap")
        try folder.write("proc/12/comm", "Web Content\n")
        symlink("/dev/other disk", folder["proc/12/fd/5"])
        #expect(
            DeviceHolders.text("/dev/other disk", root: Root(folder: folder.path))
                == "process 12 (Web Content) has it open")
    }
}
