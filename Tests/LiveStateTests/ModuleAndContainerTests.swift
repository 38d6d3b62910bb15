import Foundation
import Support
import System
import Testing

@testable import LiveState

@Suite("Modules and containers")
struct ModuleAndContainerTests {
    @Test(
        "A module's line in modules.dep or modules.builtin",
        arguments: [
            ("kernel/drivers/block/zram/zram.ko: kernel/mm/zsmalloc.ko\n", true),
            ("kernel/drivers/block/zram/zram.ko.xz: kernel/mm/zsmalloc.ko.xz\n", true),
            ("kernel/drivers/block/zram/zram.ko.zst:\n", true), ("kernel/drivers/block/zram/zram.ko\n", true),
            ("/lib/modules/3.18/kernel/drivers/staging/zram/zram.ko:\n", true), ("zram.ko:", true),
            ("extra/a.ko:\nkernel/drivers/block/zram/zram.ko:\n", true),
            // Something that needs it, or sounds like it.
            ("extra/user.ko: kernel/drivers/block/zram/zram.ko\n", false), ("extra/xzram.ko:\n", false),
            ("extra/zram.kom:\n", false), ("kernel/zram.ko/other.ko:\n", false), ("", false), ("zram", false),
        ])
    func module(text: String, isListed: Bool) {
        #expect(ModuleIndex(builtIn: Array(text.utf8)).builtIn("zram") == isListed)
        #expect(ModuleIndex(loadable: Array(text.utf8)).loadable("zram") == isListed)
    }

    @Test("A dash and an underscore are the same in a module's name", arguments: ["lzo-rle", "lzo_rle"])
    func dashes(name: String) {
        for file in ["lzo-rle", "lzo_rle"] {
            let modules = ModuleIndex(loadable: Array("kernel/crypto/lzo.ko:\nkernel/crypto/\(file).ko.xz:\n".utf8))
            #expect(modules.loadable(name) && modules.loadable("lzo") && !modules.builtIn(name))
            #expect(!modules.loadable("lzo-") && !modules.loadable("lzo-rl") && !modules.loadable(""))
        }
    }

    @Test(
        "The environment of process 1",
        arguments: [
            ("container=lxc\0TERM=linux\0", "lxc"), ("PATH=/bin\0container=systemd-nspawn", "systemd-nspawn"),
            ("container=\0", nil), ("xcontainer=lxc\0", nil), ("TERM=container=lxc\0", nil), ("", nil), ("\0\0", nil),
            ("container", nil),
        ] as [(String, String?)])
    func environment(text: String, name: String?) {
        #expect(Container.name(inEnvironment: Array(text.utf8)) == name)
    }

    /// A copy of a machine with these namespaces, by their links.
    private func machine(user: String, process: String, mount: String = "5", first: String = "5") throws
        -> TemporaryFolder
    {
        let folder = try TemporaryFolder()
        for name in ["proc", "proc/self", "proc/self/ns", "proc/1", "proc/1/ns"] { folder.makeFolder(name) }
        symlink("user:[\(user)]", folder["proc/self/ns/user"])
        symlink("pid:[\(process)]", folder["proc/self/ns/pid"])
        symlink("mnt:[\(mount)]", folder["proc/self/ns/mnt"])
        symlink("mnt:[\(first)]", folder["proc/1/ns/mnt"])
        return folder
    }

    @Test(
        "The kernel's namespaces decide, and the files of container managers name the manager",
        arguments: [
            ("4026531837", "4026531836", "5", false, nil), ("4026531837", "4026531836", "5", true, nil),
            ("4026531837", "4026531836", "6", false, nil), ("4026531837", "4026531836", "6", true, "docker"),
            ("4026531837", "4026532210", "6", true, "docker"),
            ("4026531837", "4026532210", "6", false, "a PID namespace of its own"),
            ("4026532204", "4026531836", "5", false, "a user namespace of its own"),
            ("4026532204", "4026531836", "5", true, "docker"),
        ] as [(String, String, String, Bool, String?)])
    func namespaces(user: String, process: String, mount: String, hasMark: Bool, kind: String?) throws {
        let folder = try machine(user: user, process: process, mount: mount)
        if hasMark { try folder.write(".dockerenv") }
        #expect(Container.kind(Root(folder: folder.path)) == kind)
    }

    @Test("A copy without namespaces is a container's when its files say so", arguments: [true, false])
    func copiedContainer(hasMark: Bool) throws {
        let folder = try TemporaryFolder()
        folder.makeFolder("run")
        if hasMark { try folder.write("run/.containerenv") }
        #expect(Container.kind(Root(folder: folder.path)) == (hasMark ? "podman" : nil))
    }
}
