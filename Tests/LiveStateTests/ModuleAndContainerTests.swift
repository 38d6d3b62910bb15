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
}
