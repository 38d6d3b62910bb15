import Support
import System
import Testing

@testable import LiveState

@Suite("The record of original values")
struct OriginalValuesTests {
    @Test("A value that was written is read again, and the last one to be removed takes the record with it")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let places = RuntimePlaces(object: nil, folders: [folder.path])
        #expect(try OriginalValues.read(places) == OriginalValues())
        var originals = OriginalValues()
        originals["/proc/sys/vm/swappiness"] = "60"
        originals["/proc/sys/vm/page-cluster"] = "3"
        originals["/proc/sys/vm/swappiness"] = "61"
        try originals.write(places)
        var found = try OriginalValues.read(places)
        #expect(found["/proc/sys/vm/swappiness"] == "61" && found["/proc/sys/vm/page-cluster"] == "3")
        #expect(found["/proc/sys/vm"] == nil)
        found["/proc/sys/vm/swappiness"] = nil
        try found.write(places)
        #expect(try OriginalValues.read(places)["/proc/sys/vm/page-cluster"] == "3")
        found["/proc/sys/vm/page-cluster"] = nil
        try found.write(places)
        #expect(try RuntimeRecords.read("originals", places) == nil)
    }

    @Test("A record of another boot counts as missing")
    func otherBoot() throws {
        let folder = try TemporaryFolder()
        let places = RuntimePlaces(object: nil, folders: [folder.path])
        var originals = OriginalValues()
        originals["/proc/sys/vm/swappiness"] = "60"
        try originals.write(places)
        try folder.write(
            "zramctl-swift/originals", "00000000-0000-0000-0000-000000000000\n/proc/sys/vm/swappiness 60\n")
        #expect(try OriginalValues.read(places) == OriginalValues())
    }

    @Test(
        "Lines that are none of ours are left out",
        arguments: ["", "\n", "/a\n", "/a \n", "a 1\n", " /a 1\n", "/b 2", "/b 2\n/b", "\0\n/b 2\n\n"])
    func damaged(record: String) {
        let originals = OriginalValues(record: Array(record.utf8))
        #expect(originals["/a"] == nil)
        #expect(originals["/b"] == (record.contains("/b 2") ? "2" : nil))
    }
}
