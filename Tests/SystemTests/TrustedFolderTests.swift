import Foundation
import Support
import System
import Testing

@Suite("Folders by descriptor")
struct TrustedFolderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "A path is taken apart into folder and name",
        arguments: [
            ("/var/swap", "/var", "swap"), ("/swap", "/", "swap"), ("/a/b/c", "/a/b", "c"), ("/a//b", "/a/", "b"),
        ])
    func place(path: String, folder: String, name: String) throws {
        let place = try #require(FilePlace(path))
        #expect(place.folder == folder && place.name == name)
    }

    @Test("What names no file has no place", arguments: ["", "swap", "/", "/var/", "/var/.", "/var/..", "./swap"])
    func noPlace(path: String) {
        #expect(FilePlace(path) == nil)
    }

    @Test(
        "A new file has its permission bits from the moment that it exists", arguments: [0, 0o022, 0o077] as [mode_t])
    func mode(mask: mode_t) async {
        await #expect(processExitsWith: .success) { [mask] in
            let folder = try TemporaryFolder()
            umask(mask)
            let file = try TrustedFolder.open(folder.path).createFile("new", mode: 0o600)
            #expect(try file.status().mode == 0o600)
        }
    }

    @Test("A new file is never one that is there already")
    func exclusive() throws {
        try folder.write("there", "x")
        symlink("nowhere", folder["dangling"])
        let descriptor = try TrustedFolder.open(folder.path)
        for name in ["there", "dangling"] {
            let error = try #require(throws: SystemError.self) { _ = try descriptor.createFile(name, mode: 0o600) }
            #expect(error.text == "create \(folder[name]): File exists (EEXIST)")
        }
    }

    @Test("The folder stays the same one when another takes its name")
    func moved() throws {
        folder.makeFolder("first")
        let descriptor = try TrustedFolder.open(folder["first"])
        rename(folder["first"], folder["elsewhere"])
        folder.makeFolder("first")
        _ = try descriptor.createFile("new", mode: 0o600)
        #expect(folder.status("elsewhere/new").st_nlink == 1)
        #expect(folder.status("first/new").st_nlink == 0)
    }

    @Test("A dot at the end hides no folder that others may write to", arguments: ["", "/", "/.", "/././"])
    func open(end: String) throws {
        folder.makeFolder("open")
        chmod(folder["open"], 0o1777)
        let error = try #require(throws: SystemError.self) { _ = try TrustedFolder.open(folder["open"] + end) }
        #expect(error.code == Errno.permission)
    }

    @Test("A folder is refused for the reason that is its own")
    func refusals() throws {
        folder.makeFolder("link target")
        symlink(folder["link target"], folder["link"])
        folder.makeFolder("link target/inner")
        folder.makeFolder("theirs")
        #expect(chown(folder["theirs"], 1234, 0) == 0)
        folder.makeFolder("group", mode: 0o775)
        folder.makeFolder("world", mode: 0o757)
        folder.makeFolder("sticky", mode: 0o1777)
        folder.makeFolder("group/inner")
        folder.makeFolder("sticky/inner")
        folder.makeFolder("theirs/inner")
        let open = "others than its owner may write to this directory"
        let cases: [(name: String, code: Int32, detail: String)] = [
            ("link", Errno.loop, "a symbolic link is not followed here"),
            ("link/inner", Errno.loop, "a symbolic link is not followed here"),
            ("theirs", Errno.permission, "the directory belongs to user 1234, not to root"),
            ("theirs/inner", Errno.permission, "the directory belongs to user 1234, not to root"),
            ("group", Errno.permission, open), ("group/inner", Errno.permission, open),
            ("world", Errno.permission, open), ("sticky", Errno.permission, open),
        ]
        for one in cases {
            let error = try #require(throws: SystemError.self, "\(one.name)") {
                _ = try TrustedFolder.open(folder[one.name])
            }
            #expect(error.code == one.code && error.detail == one.detail, "\(one.name)")
        }
        for name in ["link target", "link target/inner", "sticky/inner"] { _ = try TrustedFolder.open(folder[name]) }
    }

    @Test("A rename replaces a file only on request")
    func renaming() throws {
        let descriptor = try TrustedFolder.open(folder.path)
        try folder.write("old", "old")
        try folder.write("new", "new")
        let error = try #require(throws: SystemError.self) {
            try descriptor.rename("new", to: "old", replaces: false)
        }
        #expect(error.code == Errno.exists && folder.names == ["new", "old"])
        try descriptor.rename("new", to: "old", replaces: true)
        try descriptor.rename("old", to: "newest", replaces: false)
        #expect(try folder.bytes("newest") == Array("new".utf8) && folder.names == ["newest"])
    }

    @Test("A missing name has no status, a link its own")
    func status() throws {
        symlink("nowhere", folder["link"])
        let descriptor = try TrustedFolder.open(folder.path)
        #expect(try descriptor.status(of: "none") == nil)
        #expect(try descriptor.status(of: "link")?.kind == .symbolicLink)
        #expect(try descriptor.freeSpace() > 0)
    }

    @Test("Only an absolute path leads anywhere")
    func relative() throws {
        let error = try #require(throws: SystemError.self) { _ = try TrustedFolder.open("tmp") }
        #expect(error.text == "open tmp: Invalid argument (EINVAL); the path must be absolute")
    }
}
