import Applying
import Foundation
import Kernel
import LiveState
import Planning
import Support
import System
import Testing

@Suite("The real machine, on folders of the test's own")
struct LinuxMachineTests {
    let folder: TemporaryFolder
    let machine: LinuxMachine

    init() throws {
        folder = try TemporaryFolder()
        var places = LinuxMachine.Places()
        places.zramControl = folder.makeFolder("zram-control")
        places.blockDevices = folder.makeFolder("block")
        machine = LinuxMachine(deadline: RetryDeadline(milliseconds: 0), places: places)
    }

    /// An attribute in the test's folder, in the place of a cgroup's.
    private static func limit(in folder: TemporaryFolder) -> Attribute {
        .cgroup(CgroupFolder(mountPoint: folder.path, group: ""), .limit(.memoryMax))
    }

    private var limit: Attribute { Self.limit(in: folder) }

    private func group(_ name: String) -> CgroupFolder { CgroupFolder(mountPoint: folder.path, group: name) }

    private func failure(_ body: () throws -> Void) throws -> SystemError {
        try #require(throws: SystemError.self) { try body() }
    }

    @Test("The first original of an attribute is recorded, a second one is not, and forgetting it twice is no error")
    func originals() throws {
        let folder = try TemporaryFolder()
        var machine = LinuxMachine()
        machine.places.records = RuntimePlaces(object: nil, folders: [folder.path])
        let (swappiness, cluster) = (Attribute.sysctl("vm.swappiness"), Attribute.sysctl("vm.page-cluster"))
        #expect(try machine.recordOriginal("60", of: swappiness))
        #expect(try machine.recordOriginal("3", of: cluster))
        #expect(try !machine.recordOriginal("61", of: swappiness))
        func recorded(_ attribute: Attribute) throws -> String? {
            try OriginalValues.read(machine.places.records)[attribute.path]
        }
        #expect(try recorded(swappiness) == "60")
        for _ in 0..<2 { try machine.forgetOriginal(of: swappiness) }
        #expect(try recorded(swappiness) == nil)
        #expect(try recorded(cluster) == "3")
    }

    @Test("A value and a line end are written over what is there")
    func write() throws {
        try folder.write("memory.max", "max\n")
        try machine.write(AttributeWrite(limit, .bytes(4096)))
        // Real attributes have no contents that could remain.
        #expect(try machine.read(limit) == "4096\n")
    }

    @Test("An attribute that is missing is not made")
    func missing() throws {
        let error = try failure { try machine.write(AttributeWrite(limit, .bytes(1))) }
        #expect(error.text == "write \"1\" to \(folder["memory.max"]): No such file or directory (ENOENT)")
        #expect(!folder.names.contains("memory.max"))
    }

    @Test("A symbolic link in an attribute's place is not followed")
    func link() throws {
        try folder.write("victim", "x")
        symlink(folder["victim"], folder["memory.max"])
        #expect(try failure { try machine.write(AttributeWrite(limit, .bytes(1))) }.code == Errno.loop)
        #expect(try folder.bytes("victim") == Array("x".utf8))
    }

    @Test("An empty value, of which the kernel would not even hear, is refused", arguments: ["", "a\nb", "a\0b"])
    func badValue(value: String) throws {
        try folder.write("memory.max", "x")
        #expect(try failure { try machine.write(AttributeWrite(limit, .text(value))) }.code == Errno.invalid)
        #expect(try folder.bytes("memory.max") == Array("x".utf8))
    }

    @Test("A value goes out in one write, and one that is taken in part is an error and not continued")
    func oneWrite() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try folder.write("memory.max")
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 4, rlim_max: 4)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let error = try #require(throws: SystemError.self) {
                try LinuxMachine().write(AttributeWrite(Self.limit(in: folder), .text("60 70")))
            }
            #expect(error.text == "write \"60 70\" to \(folder["memory.max"]): the kernel took 4 of 6 bytes")
        }
    }

    @Test("NUL bytes in what the kernel shows are left out")
    func zeros() throws {
        folder.makeFolder("block/zram3")
        try folder.write("block/zram3/comp_algorithm", "#1: lzo [zstd]\n\0\0\0#2: lz4\n\0")
        #expect(try machine.read(.zram(ZramName(3), .algorithm)) == "#1: lzo [zstd]\n#2: lz4\n")
    }

    @Test("hot_add's number is read, and what is no number is an error")
    func hotAdd() throws {
        try folder.write("zram-control/hot_add", "17\n")
        #expect(try machine.addZram() == ZramName(17))
        try folder.write("zram-control/hot_add", "\n")
        #expect(try failure { _ = try machine.addZram() }.detail == "the kernel gave no number")
    }

    @Test("A device is removed by its number")
    func hotRemove() throws {
        try folder.write("zram-control/hot_remove")
        folder.makeFolder("block/zram3")
        try folder.write("block/zram3/initstate", "0\n")
        try machine.removeZram(ZramName(3))
        #expect(try folder.bytes("zram-control/hot_remove") == Array("3".utf8))
    }

    @Test("A device that has a size is not removed, since hot_remove asks nobody")
    func hotRemoveInUse() throws {
        try folder.write("zram-control/hot_remove")
        folder.makeFolder("block/zram3")
        try folder.write("block/zram3/initstate", "1\n")
        let error = try failure { try machine.removeZram(ZramName(3)) }
        #expect(
            error.text
                == "remove zram3: Device or resource busy (EBUSY); it has a size again, so another program uses it")
        #expect(try folder.bytes("zram-control/hot_remove").isEmpty)
    }

    @Test("Folders are made and removed, and those of the right kind count as done")
    func folders() throws {
        #expect(try machine.makeCgroup(group("app")))
        #expect(try !machine.makeCgroup(group("app")))
        #expect(try machine.removeCgroup(group("app")))
        #expect(try !machine.removeCgroup(group("app")))
        try folder.write("file")
        #expect(try failure { _ = try machine.makeCgroup(group("file")) }.code == Errno.exists)
        #expect(try failure { _ = try machine.makeCgroup(group("none/app")) }.code == Errno.noEntry)
        folder.makeFolder("app")
        try folder.write("app/file")
        #expect(try failure { _ = try machine.removeCgroup(group("app")) }.code == ENOTEMPTY)
    }

    /// With the shell as modprobe, a script is the module. To start a file that was just written can fail: another test
    /// may fork while it is open.
    private var shell: LinuxMachine {
        var machine = machine
        machine.places.modprobe = "/bin/sh"
        return machine
    }

    @Test("modprobe gets the module's parameters, and no more of this program's environment than the kernel gives")
    func modprobe() throws {
        let script = try folder.write(
            "zram", "echo \"$*\" > \(folder["arguments"]); env | sort > \(folder["environment"])\n")
        try shell.loadModule(script, arguments: ["num_devices=2", "x"])
        #expect(String(decoding: try folder.bytes("arguments"), as: UTF8.self) == "num_devices=2 x\n")
        let names = String(decoding: try folder.bytes("environment"), as: UTF8.self).split(separator: "\n").map {
            $0.prefix { $0 != "=" }
        }
        // PWD and its like are the shell's own.
        #expect(Set(names).isSubset(of: ["HOME", "TERM", "PATH", "PWD", "OLDPWD", "SHLVL", "_"]))
    }

    @Test("modprobe's own words are in the error")
    func modprobeFails() throws {
        let script = try folder.write(
            "zram", "echo 'modprobe: FATAL: Module zram not found.' >&2\necho second\nexit 1\n")
        #expect(
            try failure { try shell.loadModule(script, arguments: []) }.text
                == "load the module \(script): modprobe: FATAL: Module zram not found.; second (/bin/sh ended with "
                + "status 1)")
        var machine = machine
        machine.places.modprobe = folder["none"]
        #expect(
            try failure { try machine.loadModule("zram", arguments: []) }.text
                == "start \(folder["none"]): No such file or directory (ENOENT)")
        machine.places.modprobe = "/bin/false"
        #expect(
            try failure { try machine.loadModule("zram", arguments: []) }.text
                == "load the module zram: /bin/false ended with status 1 and said nothing")
    }

    @Test("swapon refuses what it should not even try")
    func swapOn() throws {
        try folder.write("swap", "x")
        symlink(folder["swap"], folder["link"])
        mkfifo(folder["fifo"], 0o600)
        folder.makeFolder("folder")
        try folder.write("open", "x", mode: 0o644)
        try folder.write("first", "x")
        Foundation.link(folder["first"], folder["second"])
        folder.makeFolder("writable", mode: 0o777)
        try folder.write("writable/swap", "x")
        for (name, code, detail) in [
            ("link", Errno.loop, "a symbolic link is not followed here"), ("fifo", Errno.invalid, "it is a FIFO"),
            ("folder", Errno.invalid, "it is a directory"),
            (
                "open", Errno.permission,
                "others than root may open it, and swap holds what programs have in memory"
            ),
            ("first", Errno.permission, "it has 2 names (hard links)"),
            ("none", Errno.noEntry, nil),
        ] as [(String, Int32, String?)] {
            let error = try failure { try machine.swapOn(.file(folder[name]), flags: 0) }
            #expect(error.code == code && error.detail == detail && error.path == folder[name])
        }
        #expect(
            try failure { try machine.swapOn(.file(folder["writable"] + "/swap"), flags: 0) }.path == folder["writable"]
        )
    }
}
