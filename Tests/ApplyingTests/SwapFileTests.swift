import Applying
import Foundation
import Kernel
import Planning
import Support
import SwapFormat
import System
import Testing
import Text

@Suite("Making swap files")
struct SwapFileTests {
    let folder: TemporaryFolder
    let machine = LinuxMachine(deadline: RetryDeadline(milliseconds: 0))

    init() throws { folder = try TemporaryFolder() }

    private func creation(
        _ path: String, size: UInt64 = 1 << 20, discard: DiscardPolicy = .none, replaces: Bool = false
    ) -> SwapFileCreation {
        SwapFileCreation(
            path: path, size: size, fingerprint: SettingsFingerprint(parameters: [], discard: discard),
            replaces: replaces)
    }

    private func failure(_ creation: SwapFileCreation) throws -> SystemError {
        try #require(throws: SystemError.self) { try machine.createSwapFile(creation) }
    }

    private func format(discard: DiscardPolicy) -> SwapFormat {
        SwapFormat(
            area: .file(folder["swap"]), size: 1 << 20, label: "",
            fingerprint: SettingsFingerprint(parameters: [], discard: discard), overwrites: "swap")
    }

    @Test("A file gets another header in its place, and the old one back")
    func anotherHeader() throws {
        try machine.createSwapFile(creation(folder["swap"], discard: .once))
        let old = try folder.bytes("swap")
        let saved = try machine.formatSwap(format(discard: .pages))
        let new = try folder.bytes("swap")
        #expect(new.count == old.count)
        // Nothing but the UUID differs, which lies in one sector.
        let changed = old.indices.filter { old[$0] != new[$0] }
        #expect(!changed.isEmpty && changed.allSatisfy { (1036..<1052).contains($0) })
        try machine.restoreContent(saved, of: .file(folder["swap"]))
        #expect(try folder.bytes("swap") == old)
    }

    @Test("A file that others may open, or that is no swap any more, gets no header", arguments: [true, false])
    func noHeader(isOpen: Bool) throws {
        try machine.createSwapFile(creation(folder["swap"]))
        if isOpen {
            chmod(folder["swap"], 0o644)
        } else {
            var bytes = try folder.bytes("swap")
            bytes.replaceSubrange(4086..<4096, with: Array("S1SUSPEND\0".utf8))
            try Data(bytes).write(to: URL(fileURLWithPath: folder["swap"]))
            chmod(folder["swap"], 0o600)
        }
        let before = try folder.bytes("swap")
        let error = try #require(throws: SystemError.self) { try machine.formatSwap(format(discard: .pages)) }
        #expect(error.code == (isOpen ? Errno.permission : 0))
        #expect(try folder.bytes("swap") == before)
    }

    @Test("The file is root's alone, has all its blocks and one name", arguments: ["/tmp", "/dev/shm"])
    func properties(place: String) throws {
        let folder = try TemporaryFolder(in: place)
        try machine.createSwapFile(creation(folder["swap"]))
        let status = folder.status("swap")
        #expect(status.st_mode == S_IFREG | 0o600)
        #expect(status.st_uid == geteuid() && status.st_nlink == 1 && status.st_size == 1 << 20)
        #expect(status.st_blocks * 512 >= 1 << 20)
        #expect(folder.names == ["swap"])
    }

    @Test(
        "Every byte is as the real mkswap writes it", arguments: [40960, 1 << 20, (5 << 20) + 4096],
        DiscardPolicy.allCases)
    func mkswap(size: UInt64, discard: DiscardPolicy) throws {
        try machine.createSwapFile(creation(folder["swap"], size: size, discard: discard))
        let made = try folder.bytes("swap")
        let header = try #require(SwapHeader(firstBytes: made, pageSize: PageSize.current))
        #expect(SettingsFingerprint(of: header.uuid) == SettingsFingerprint(parameters: [], discard: discard))
        #expect(header.uuid.version == (discard == .none ? 4 : 8))
        #expect(header.areaBytes == size && header.label == "")

        try folder.write("real", String(repeating: "\0", count: Int(size)))
        try Tool.run("/usr/sbin/mkswap", ["-U", header.uuid.text, folder["real"]])
        #expect(made == (try folder.bytes("real")))
    }

    @Test("Two files never have the same UUID")
    func unique() throws {
        let uuids = try (0..<8).map { index in
            try machine.createSwapFile(creation(folder["\(index)"], size: 40960, discard: .once))
            return try #require(SwapHeader(firstBytes: folder.bytes("\(index)"), pageSize: PageSize.current)).uuid.text
        }
        #expect(Set(uuids).count == 8)
    }

    @Test("An old file stays until the new one is complete, and is then replaced")
    func replaced() throws {
        try folder.write("swap", "old")
        let old = folder.status("swap").st_ino
        let creation = creation(folder["swap"], replaces: true)
        try machine.createSwapFile(creation)
        #expect(folder.status("swap").st_ino == old && folder.names == [".swap.zramctl-swift", "swap"])
        try machine.placeSwapFile(creation)
        #expect(folder.status("swap").st_ino != old && folder.status("swap").st_size == 1 << 20)
        #expect(folder.status(".swap.zramctl-swift-old").st_ino == old)
        #expect(folder.names == [".swap.zramctl-swift-old", "swap"])
    }

    @Test("The old file can be put back")
    func putBack() throws {
        try folder.write("swap", "old")
        let creation = creation(folder["swap"], replaces: true)
        try machine.createSwapFile(creation)
        try machine.placeSwapFile(creation)
        try machine.putBackSwapFile(creation)
        #expect(try folder.bytes("swap") == Array("old".utf8) && folder.names == ["swap"])
    }

    @Test("Files that are not there are an error, and nothing has another name then")
    func nothingToPlace() throws {
        try folder.write("swap", "old")
        let creation = creation(folder["swap"], replaces: true)
        #expect(throws: SystemError.self) { try machine.placeSwapFile(creation) }
        #expect(throws: SystemError.self) { try machine.putBackSwapFile(creation) }
        #expect(try folder.bytes("swap") == Array("old".utf8) && folder.names == ["swap"])
    }

    @Test("What came into being since the plan was made is not replaced")
    func appeared() throws {
        try folder.write("swap", "mine")
        let error = try failure(creation(folder["swap"]))
        #expect(error.text == "create \(folder["swap"]): File exists (EEXIST)")
        #expect(try folder.bytes("swap") == Array("mine".utf8) && folder.names == ["swap"])
    }

    @Test("What an interrupted run left is taken away first")
    func leftover() throws {
        try folder.write(".swap.zramctl-swift", String(repeating: "x", count: 3 << 20))
        try machine.createSwapFile(creation(folder["swap"]))
        #expect(folder.names == ["swap"] && folder.status("swap").st_size == 1 << 20)
    }

    @Test("A symbolic link in the leftover's place is refused, and what it leads to is untouched")
    func leftoverLink() throws {
        try folder.write("victim", "precious")
        symlink(folder["victim"], folder[".swap.zramctl-swift"])
        let error = try failure(creation(folder["swap"]))
        #expect(
            error.text
                == "remove \(folder[".swap.zramctl-swift"]): File exists (EEXIST); it stands where the swap file is made, "
                + "and is a symbolic link of user \(geteuid()) with 1 name")
        #expect(try folder.bytes("victim") == Array("precious".utf8))
        #expect(folder.names == [".swap.zramctl-swift", "victim"])
    }

    @Test("A hard link in the leftover's place is refused")
    func leftoverHardLink() throws {
        try folder.write("victim", "precious")
        link(folder["victim"], folder[".swap.zramctl-swift"])
        #expect(try failure(creation(folder["swap"])).detail?.hasSuffix("with 2 names") == true)
        #expect(try folder.bytes("victim") == Array("precious".utf8))
    }

    @Test("A leftover of another user is refused", .enabled(if: geteuid() == 0, "This test gives a file away"))
    func leftoverOfOther() throws {
        try folder.write(".swap.zramctl-swift")
        chown(folder[".swap.zramctl-swift"], 1234, 0)
        #expect(try failure(creation(folder["swap"])).detail?.contains("user 1234") == true)
    }

    @Test("Nothing but a regular file is replaced", arguments: [false, true])
    func otherKinds(replaces: Bool) throws {
        mkfifo(folder["fifo"], 0o600)
        folder.makeFolder("folder")
        try folder.write("victim", "precious")
        symlink(folder["victim"], folder["link"])
        symlink(folder["nowhere"], folder["dangling"])
        let before = folder.names
        for (name, kind) in [
            ("fifo", "FIFO"), ("folder", "directory"), ("link", "symbolic link"), ("dangling", "symbolic link"),
        ] {
            let error = try failure(creation(folder[name], replaces: replaces))
            #expect(error.text == "create \(folder[name]): File exists (EEXIST); there is a \(kind)")
        }
        #expect(folder.names == before)
        #expect(try folder.bytes("victim") == Array("precious".utf8))
    }

    @Test("A path through a symbolic link is refused at the link")
    func linkedFolder() throws {
        folder.makeFolder("real")
        symlink(folder["real"], folder["link"])
        folder.makeFolder("real/below")
        for path in [folder["link"] + "/swap", folder["link"] + "/below/swap"] {
            let error = try failure(creation(path))
            #expect(
                error.text
                    == "open \(folder["link"]): Too many levels of symbolic links (ELOOP); a symbolic link is not "
                    + "followed here")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["real"]) == ["below"])
    }

    @Test("A folder that others may write to is refused", arguments: [0o777, 0o1777, 0o775] as [mode_t])
    func openFolder(mode: mode_t) throws {
        folder.makeFolder("open", mode: mode)
        let error = try failure(creation(folder["open"] + "/swap"))
        #expect(
            error.text
                == "use \(folder["open"]): Operation not permitted (EPERM); others than its owner may write to this "
                + "directory")
    }

    @Test("A folder below one in which others may rename it is refused, below a sticky one it is good")
    func openParent() throws {
        folder.makeFolder("open", mode: 0o777)
        folder.makeFolder("open/mine")
        folder.makeFolder("sticky", mode: 0o1777)
        folder.makeFolder("sticky/mine")
        #expect(try failure(creation(folder["open"] + "/mine/swap")).path == folder["open"])
        try machine.createSwapFile(creation(folder["sticky"] + "/mine/swap"))
    }

    @Test("A folder of another user is refused", .enabled(if: geteuid() == 0, "This test gives a folder away"))
    func foreignFolder() throws {
        folder.makeFolder("theirs")
        chown(folder["theirs"], 1234, 0)
        let error = try failure(creation(folder["theirs"] + "/swap"))
        #expect(error.detail == "the directory belongs to user 1234, not to root")
    }

    @Test("A missing folder is reported as such")
    func missingFolder() throws {
        let error = try failure(creation(folder["none"] + "/swap"))
        #expect(error.text == "open \(folder["none"]): No such file or directory (ENOENT)")
    }

    @Test("Too little space is reported with both figures before any of it is taken")
    func noSpace() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            // A file that were begun would end here, with another error.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 65536, rlim_max: 65536)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let creation = SwapFileCreation(
                path: folder["swap"], size: 1 << 50,
                fingerprint: SettingsFingerprint(parameters: [], discard: .none), replaces: false)
            let error = try #require(throws: SystemError.self) { try LinuxMachine().createSwapFile(creation) }
            #expect(error.code == Errno.noSpace)
            #expect(error.detail?.hasPrefix("it needs 1024T and 32T to spare, and its file system has ") == true)
            #expect(error.detail?.hasSuffix(" free") == true && folder.names.isEmpty)
        }
    }

    @Test("A file too small for swap is refused, and nothing is left")
    func tooSmall() throws {
        let error = try failure(creation(folder["swap"], size: 36864))
        #expect(error.detail == "it has 36864 bytes, and swap needs \(10 * PageSize.current)")
        #expect(folder.names.isEmpty)
    }

    @Test("An error in the middle takes the temporary file away")
    func errorInTheMiddle() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 65536, rlim_max: 65536)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let creation = SwapFileCreation(
                path: folder["swap"], size: 1 << 20,
                fingerprint: SettingsFingerprint(parameters: [], discard: .none), replaces: false)
            let error = try #require(throws: SystemError.self) { try LinuxMachine().createSwapFile(creation) }
            #expect(error.text == "allocate \(folder[".swap.zramctl-swift"]): File too large (EFBIG)")
            #expect(folder.names.isEmpty)
        }
    }

    @Test("The file has mode 0600 whatever the umask", arguments: [0, 0o277, 0o777] as [mode_t])
    func umaskIsWithoutEffect(mask: mode_t) async {
        await #expect(processExitsWith: .success) { [mask] in
            let folder = try TemporaryFolder()
            umask(mask)
            let creation = SwapFileCreation(
                path: folder["swap"], size: 1 << 20,
                fingerprint: SettingsFingerprint(parameters: [], discard: .none), replaces: false)
            try LinuxMachine().createSwapFile(creation)
            #expect(folder.status("swap").st_mode == S_IFREG | 0o600)
        }
    }

    @Test("Removing takes the file itself, and only a regular one")
    func removal() throws {
        try folder.write("swap")
        try folder.write("victim")
        symlink(folder["victim"], folder["link"])
        try machine.removeFile(folder["swap"])
        try machine.removeFile(folder["swap"])
        let error = try #require(throws: SystemError.self) { try machine.removeFile(folder["link"]) }
        #expect(error.text == "remove \(folder["link"]): it is a symbolic link, not a swap file")
        #expect(folder.names == ["link", "victim"])
    }
}
