import Foundation
import Support
import System
import Testing

@Suite("What stat(2) shows")
struct FileStatusTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Size, room, mode, owner and names of a file")
    func file() throws {
        try folder.plant("file", [UInt8](repeating: 1, count: 5000))
        #expect(chmod(folder["file"], 0o640) == 0)
        #expect(link(folder["file"], folder["other"]) == 0)
        let status = try Root().status(folder["file"])
        #expect(status.kind == .regular)
        #expect(status.size == 5000)
        #expect(status.allocated >= 5000)
        #expect(status.mode == 0o640)
        #expect(status.owner == getuid())
        #expect(status.links == 2)
        let other = try Root().status(folder["other"])
        #expect(other.inode == status.inode)
        #expect(other.device == status.device)
    }

    @Test("A hole takes no room")
    func hole() throws {
        try folder.plant("file", "")
        #expect(truncate(folder["file"], 1 << 20) == 0)
        let status = try Root().status(folder["file"])
        #expect(status.size == 1 << 20)
        #expect(status.allocated == 0)
    }

    @Test("Kinds have names")
    func kinds() throws {
        try folder.link("link", to: "nowhere")
        #expect(mkfifo(folder["fifo"], 0o600) == 0)
        #expect(try Root().status(folder["link"], followLinks: false).kind.text == "symbolic link")
        #expect(try Root().status(folder["fifo"]).kind.text == "FIFO")
        #expect(try Root().status(folder.path).kind.text == "directory")
        #expect(try Root().status("/dev/null").kind.text == "character device")
        #expect(try Root().status("/dev/null").node.text == "1:3")
    }

    @Test("What is not there is an error with its name")
    func missing() {
        let error = #expect(throws: SystemError.self) { try Root().status(folder["nothing"]) }
        #expect(error?.text == "stat \(folder["nothing"]): No such file or directory (ENOENT)")
    }

    @Test("Free space is more than nothing and less than the file system")
    func freeSpace() throws {
        #expect(try FreeSpace.available(at: folder.path) > 0)
        #expect(throws: SystemError.self) { try FreeSpace.available(at: folder["nothing"]) }
    }

    @Test("The page size is one of those that Linux has")
    func pageSize() {
        #expect([4096, 8192, 16384, 32768, 65536].contains(PageSize.current))
    }

    @Test("modprobe is where the kernel says, else in the usual places")
    func modprobe() throws {
        let root = Root(folder: folder.path)
        #expect(Modprobe.path(root) == nil)
        try folder.plant("usr/sbin/modprobe", "")
        #expect(Modprobe.path(root) == "/usr/sbin/modprobe")
        try folder.plant("proc/sys/kernel/modprobe", "/opt/modprobe\n")
        #expect(Modprobe.path(root) == "/usr/sbin/modprobe")
        try folder.plant("opt/modprobe", "")
        #expect(Modprobe.path(root) == "/opt/modprobe")
        try folder.plant("proc/sys/kernel/modprobe", "\n")
        #expect(Modprobe.path(root) == "/usr/sbin/modprobe")
    }
}
