import Kernel
import Support
import System
import Testing
import Text

/// udev's links in a copied state; where there are none, libblkid reads the devices, which only a live machine has.
@Suite("Devices by tag")
struct TagResolutionTests {
    private let folder: TemporaryFolder
    private let root: Root

    init() throws {
        folder = try TemporaryFolder()
        root = Root(folder: folder.path)
        try folder.link("dev/disk/by-label/board-swap", to: "../../sda2")
        try folder.link(#"dev/disk/by-label/My\x20Swap\x2f1"#, to: "../../sda3")
        try folder.link("dev/disk/by-uuid/f81d4fae-7dec-41d0-a765-00a0c91e6bf6", to: "../../sda2")
        try folder.link("dev/disk/by-uuid/ABCD-1234", to: "../../sda1")
        try folder.link("dev/disk/by-partuuid/0a1b2c3d-02", to: "/dev/sda2")
        try folder.link("dev/disk/by-partlabel/größe", to: "../../sda4")
        try folder.link("dev/disk/by-label/twice", to: "../../sdb1")
        try folder.link("sys/dev/block/8:17", to: "../../devices/pci/block/sdb/sdb1")
        try folder.link("sys/dev/block/8:33", to: "../../devices/pci/block/sdc/sdc1")
    }

    @Test(
        "udev's link names the device",
        arguments: [
            (.label, "board-swap", "/dev/sda2"), (.label, "My Swap/1", "/dev/sda3"),
            (.uuid, "f81d4fae-7dec-41d0-a765-00a0c91e6bf6", "/dev/sda2"),
            (.uuid, "F81D4FAE-7DEC-41D0-A765-00A0C91E6BF6", "/dev/sda2"), (.uuid, "abcd-1234", "/dev/sda1"),
            (.partUUID, "0A1B2C3D-02", "/dev/sda2"), (.partLabel, "größe", "/dev/sda4"),
            (.label, "Board-Swap", nil), (.label, "..", nil), (.label, "", nil), (.uuid, "board-swap", nil),
        ] as [(DeviceReference.Tag, String, String?)])
    func link(tag: DeviceReference.Tag, value: String, node: String?) {
        #expect(TagResolution.nodes(tag, value, root: root) == (node.map { [$0] } ?? []))
    }

    @Test(
        "All devices that claim a link are named, in order",
        arguments: [#"disk\x2fby-label\x2ftwice"#, #"\x2fdisk\x2fby-label\x2ftwice"#])
    func ambiguous(list: String) throws {
        #expect(TagResolution.nodes(.label, "twice", root: root) == ["/dev/sdb1"])
        try folder.plant("run/udev/links/\(list)/b8:33", "0:/dev/sdc1")
        #expect(TagResolution.nodes(.label, "twice", root: root) == ["/dev/sdb1"])
        try folder.plant("run/udev/links/\(list)/b8:17", "0:/dev/sdb1")
        #expect(TagResolution.nodes(.label, "twice", root: root) == ["/dev/sdb1", "/dev/sdc1"])
    }
}
