import Foundation
import Support
import System
import Testing

@Suite("A copied machine's root")
struct RootTests {
    private let folder: TemporaryFolder
    private let root: Root

    init() throws {
        folder = try TemporaryFolder()
        root = Root(folder: folder.path + "//")
        try folder.plant("data/file", "inside")
        try folder.plant("data/deep/er/file", "deep")
        try folder.link("absolute", to: "/data/file")
        try folder.link("relative", to: "data/file")
        try folder.link("var", to: "/data")
        try folder.link("up", to: "../../../../../../../../data/file")
        try folder.link("data/deep/back", to: "../file")
        try folder.link("data/dots", to: "./deep/../deep/./er")
        try folder.link("chain", to: "/absolute")
        try folder.link("loop", to: "loop2")
        try folder.link("loop2", to: "/loop")
        try folder.link("outside", to: "/etc/hostname")
        try folder.link("dangling", to: "/nowhere/at/all")
    }

    @Test(
        "Links lead where they led on the machine, and never out of the copy",
        arguments: [
            ("/data/file", "inside"), ("/absolute", "inside"), ("/relative", "inside"), ("/var/file", "inside"),
            ("/up", "inside"), ("/data/deep/back", "inside"), ("/var/deep/back", "inside"), ("/data/dots/file", "deep"),
            ("/chain", "inside"), ("/../../data/file", "inside"), ("/data/../var/./file", "inside"),
            ("/loop", nil), ("/outside", nil), ("/dangling", nil), ("/data", nil), ("/nothing", nil),
            ("/data/file/", nil), ("/data/file/x", nil),
        ] as [(String, String?)])
    func read(path: String, text: String?) {
        #expect(root.readIfPresent(path).map { String(decoding: $0, as: UTF8.self) } == text)
        #expect(root.exists(path) == (text != nil || path == "/data"))
    }

    @Test(
        "A path is shown with its links resolved",
        arguments: [
            ("/var/file", "/data/file"), ("/chain", "/data/file"), ("/up", "/data/file"),
            ("/data/dots/new", "/data/deep/er/new"), ("/dangling/x", "/nowhere/at/all/x"), ("/", "/"), ("/..", "/"),
            ("/not/there", "/not/there"),
        ])
    func resolved(path: String, place: String) throws {
        #expect(try root.resolved(path) == place)
    }

    @Test("Too many links are an error, not a hang")
    func loop() {
        let error = #expect(throws: SystemError.self) { try root.resolved("/loop") }
        #expect(error?.code == Errno.loop)
    }

    @Test("The last link is left alone where it is asked for itself")
    func lastLink() throws {
        #expect(try root.status("/absolute", followLinks: false).kind == .symbolicLink)
        #expect(try root.status("/absolute").kind == .regular)
        #expect(try root.status("/var/file", followLinks: false).kind == .regular)
        #expect(root.readLink("/absolute") == "/data/file")
        #expect(root.readLink("/var/deep/back") == "../file")
        #expect(root.readLink("/data/file") == nil)
        #expect(throws: SystemError.self) { try root.open("/absolute", followLinks: false).readToEnd() }
    }

    @Test("A FIFO in a copy is refused and does not block")
    func fifo() throws {
        #expect(mkfifo(folder["fifo"], 0o600) == 0)
        let error = #expect(throws: SystemError.self) { try root.read("/fifo") }
        #expect(
            error?.text == "open \(folder["fifo"]): Invalid argument (EINVAL); a copied state holds regular files only")
    }

    @Test(
        "A device node in a copy is refused: it would be this machine's device",
        .enabled(if: getuid() == 0, "making a device node requires root privileges"))
    func deviceNode() throws {
        #expect(mknod(folder["null"], S_IFCHR | 0o600, 0x103) == 0)
        #expect(throws: SystemError.self) { try root.read("/null") }
        guard let opened = try root.folder("/") else {
            Issue.record("the folder does not open")
            return
        }
        let bytes = try opened.read("null")
        #expect(bytes == nil)
    }

    @Test("Entries are listed by their beginning, without the folder's own")
    func entries() throws {
        #expect(try root.entries("/data").sorted() == ["deep", "dots", "file"])
        #expect(try root.entries("/var", startingWith: "d").sorted() == ["deep", "dots"])
        #expect(try root.entries("/nothing") == [])
        #expect(try root.entries("/data/file") == [])
    }

    @Test("A folder's files are read by name, long ones too, and links in it are not followed")
    func folderFiles() throws {
        let long = String(repeating: "zstd ", count: 700)
        try folder.plant("data/long", long)
        try folder.plant("data/empty", "")
        guard let data = try root.folder("/var") else {
            Issue.record("the folder does not open")
            return
        }
        // A value of a type that cannot be copied must not be called in #expect.
        let texts = try ["file", "dots", "nothing", "empty"].map {
            try data.read($0).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(texts == ["inside", nil, nil, ""])
        let longCount = try data.read("long")?.count
        #expect(longCount == long.utf8.count)
        let isThere = ["file", "dots", "nothing"].map { data.has($0) }
        #expect(isThere == [true, true, false])
        let isFilled = try ["file", "empty", "nothing"].map { try data.holdsSomething($0) }
        #expect(isFilled == [true, false, false])
        if try root.folder("/nothing") != nil { Issue.record("a folder that is not there opened") }
    }

    @Test("What is there and cannot be read is not taken for what is not there")
    func unreadable() throws {
        let live = Root()
        try folder.link("round", to: "round")
        try folder.plant("data/inner/file", "text")
        let error = #expect(throws: SystemError.self) { try live.readUnlessAbsent(folder["data"]) }
        #expect(error?.text == "read \(folder["data"]): Is a directory (EISDIR)")
        #expect(throws: SystemError.self) { try live.readUnlessAbsent(folder["round"]) }
        #expect(throws: SystemError.self) { _ = try live.folder(folder["round"]) }
        #expect(throws: SystemError.self) { try live.entries(folder["round"]) }
        #expect(try live.readUnlessAbsent(folder["nothing"]) == nil)
        #expect(try live.readUnlessAbsent(folder["data/file/nothing"]) == nil)
        #expect(try live.entries(folder["nothing"]) == [])
        guard let opened = try live.folder(folder["data"]) else {
            Issue.record("the folder does not open")
            return
        }
        do throws(SystemError) {
            _ = try opened.read("inner")
            Issue.record("a folder was read as a file")
        } catch {
            #expect(error.text == "read \(folder["data/inner"]): Is a directory (EISDIR)")
        }
        let missing = try opened.read("nothing")
        #expect(missing == nil)
        // A copy has what could be read when it was taken.
        #expect(try root.readUnlessAbsent("/data") == nil)
        #expect(try root.entries("/round") == [])
    }

    @Test("A file of any length is read to its end", arguments: [0, 1, 4095, 4096, 4097, 8192, 12288, 100_000])
    func length(length: Int) throws {
        try folder.plant("data/sized", [UInt8](repeating: 7, count: length))
        #expect(try root.read("/data/sized").count == length)
    }

    @Test("What is longer than the limit is cut there")
    func limit() throws {
        try folder.plant("data/sized", [UInt8](repeating: 7, count: 10000))
        let bytes = try root.open("/data/sized").readToEnd(expecting: 4096, limit: 9000)
        #expect(bytes.count == 9000)
    }

    @Test("The machine itself is a root, where the kernel follows the links")
    func live() throws {
        let live = Root()
        #expect(live.isLive)
        #expect(Root(folder: "///").isLive)
        #expect(live.readIfPresent(folder["relative"]).map { String(decoding: $0, as: UTF8.self) } == "inside")
        #expect(try live.resolved(folder["data/dots"]) == folder["data/deep/er"])
        #expect(live.readIfPresent(folder["round"]) == nil)
    }
}
