import Foundation
import Support
import Testing

@testable import System

@Suite("Records of the running machine")
struct RuntimeRecordTests {
    let folder: TemporaryFolder
    let bytes = Array("vm.swappiness 60\n".utf8)

    init() throws {
        folder = try TemporaryFolder()
        folder.makeFolder("run")
        folder.makeFolder("tmp", mode: 0o1777)
    }

    private var places: RuntimePlaces { RuntimePlaces(object: nil, folders: [folder["run"], folder["tmp"]]) }

    @Test("A record is read as it was written, replaced, and gone after it is removed")
    func life() throws {
        #expect(try RuntimeRecords.read("vm", places) == nil)
        try RuntimeRecords.write("vm", bytes, places)
        #expect(try RuntimeRecords.read("vm", places) == bytes)
        #expect(folder.status("run/zramctl-swift/vm").st_mode == S_IFREG | 0o600)
        try RuntimeRecords.write("vm", [], places)
        #expect(try RuntimeRecords.read("vm", places) == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["run/zramctl-swift"]) == ["vm"])
        try RuntimeRecords.remove("vm", places)
        #expect(try RuntimeRecords.read("vm", places) == nil)
        try RuntimeRecords.remove("vm", places)
    }

    @Test("Reading and removing create no folder")
    func quiet() throws {
        _ = try RuntimeRecords.read("vm", places)
        try RuntimeRecords.remove("vm", places)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["run"]).isEmpty)
    }

    @Test("What a killed run left of a record is replaced")
    func leftover() throws {
        try RuntimeRecords.write("other", bytes, places)
        try folder.write("run/zramctl-swift/.vm", "half")
        #expect(try RuntimeRecords.read("vm", places) == nil)
        try RuntimeRecords.write("vm", bytes, places)
        #expect(try RuntimeRecords.read("vm", places) == bytes)
    }

    @Test("A record goes to the next place where the first takes none, and comes back from there")
    func nextPlace() throws {
        try folder.write("run/zramctl-swift", "a file in the way")
        try RuntimeRecords.write("vm", bytes, places)
        #expect(folder.status("tmp/zramctl-swift/vm").st_mode == S_IFREG | 0o600)
        #expect(try RuntimeRecords.read("vm", places) == bytes)
        // As when /run is mounted at last: the newer one is the only one.
        unlink(folder["run/zramctl-swift"])
        try RuntimeRecords.write("vm", Array("newer".utf8), places)
        #expect(try RuntimeRecords.read("vm", places) == Array("newer".utf8))
        #expect(folder.status("tmp/zramctl-swift/vm").st_nlink == 0)
        try RuntimeRecords.remove("vm", places)
        #expect(try RuntimeRecords.read("vm", places) == nil)
    }

    @Test("One place under two names keeps what was written to it")
    func sameFolder() throws {
        symlink(folder["run"], folder["var"])
        let places = RuntimePlaces(object: nil, folders: [folder["run"], folder["var"]])
        try RuntimeRecords.write("vm", bytes, places)
        #expect(try RuntimeRecords.read("vm", places) == bytes)
    }

    @Test("A record of another boot is none", arguments: ["", "11111111-2222-4333-8444-555555555555\n"])
    func otherBoot(boot: String) throws {
        try RuntimeRecords.write("vm", bytes, places)
        try folder.write("run/zramctl-swift/vm", boot + "vm.swappiness 60\n")
        #expect(try RuntimeRecords.read("vm", places) == nil)
    }

    @Test("What somebody else has put there is no record")
    func hostile() throws {
        let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        try folder.write("forged", boot + "vm.swappiness 0\n")
        folder.makeFolder("tmp/zramctl-swift", mode: 0o700)
        try folder.write("tmp/zramctl-swift/vm", boot + "vm.swappiness 0\n")
        #expect(chown(folder["tmp/zramctl-swift"], 1234, 0) == 0)
        #expect(try RuntimeRecords.read("vm", places) == nil)
        chown(folder["tmp/zramctl-swift"], 0, 0)
        #expect(try RuntimeRecords.read("vm", places) == Array("vm.swappiness 0\n".utf8))
        #expect(chown(folder["tmp/zramctl-swift/vm"], 1234, 0) == 0)
        #expect(try RuntimeRecords.read("vm", places) == nil)
        unlink(folder["tmp/zramctl-swift/vm"])
        symlink(folder["forged"], folder["tmp/zramctl-swift/vm"])
        #expect(try RuntimeRecords.read("vm", places) == nil)
        unlink(folder["tmp/zramctl-swift/vm"])
        link(folder["forged"], folder["tmp/zramctl-swift/vm"])
        #expect(try RuntimeRecords.read("vm", places) == nil)
    }

    @Test("A record of the greatest size is kept, one byte more is refused")
    func size() throws {
        let greatest = [UInt8](repeating: 1, count: RuntimeRecords.limit)
        try RuntimeRecords.write("vm", greatest, places)
        #expect(try RuntimeRecords.read("vm", places) == greatest)
        let error = try #require(throws: SystemError.self) { try RuntimeRecords.write("vm", greatest + [1], places) }
        #expect(error.code == Errno.fileTooLarge)
        #expect(try RuntimeRecords.read("vm", places) == greatest)
    }

    @Test("Only a plain name names a record", arguments: ["", "lock", ".vm", "..", "a/b"])
    func names(name: String) throws {
        #expect(throws: SystemError.self) { _ = try RuntimeRecords.read(name, places) }
        #expect(throws: SystemError.self) { try RuntimeRecords.write(name, bytes, places) }
        #expect(throws: SystemError.self) { try RuntimeRecords.remove(name, places) }
    }
}
