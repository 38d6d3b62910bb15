import Foundation
import Support
import System
import Testing

@Suite("SELinux labels")
struct SecurityLabelTests {
    @Test(
        "Only the type changes",
        arguments: [
            ("system_u:object_r:var_t:s0", "system_u:object_r:swapfile_t:s0"),
            ("u:object_r:swapfile_t:s0", "u:object_r:swapfile_t:s0"),
            ("system_u:object_r:var_t:s0:c1,c2\0", "system_u:object_r:swapfile_t:s0:c1,c2\0"),
            ("a:b:c", "a:b:swapfile_t"),
        ])
    func replaced(label: String, wanted: String) {
        #expect(SecurityLabel.replacing("swapfile_t", in: Array(label.utf8)) == Array(wanted.utf8))
    }

    @Test("What is no label stays", arguments: ["", "unlabeled", "a:b"])
    func noLabel(label: String) {
        #expect(SecurityLabel.replacing("swapfile_t", in: Array(label.utf8)) == nil)
    }

    @Test("A file without a label is left alone, and so is one whose file system knows none")
    func without() throws {
        for place in ["/tmp", "/dev/shm"] {
            let folder = try TemporaryFolder(in: place)
            let file = try TrustedFolder.open(folder.path).createFile("file", mode: 0o600)
            try SecurityLabel.setType("swapfile_t", of: file)
        }
    }

    @Test("A label that cannot be read is not taken for none")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        // Of what is only held on to nothing can be read.
        let file = try FileDescriptor.hold(folder.path)
        let error = try #require(throws: SystemError.self) { try SecurityLabel.setType("swapfile_t", of: file) }
        #expect(error.text == "read the SELinux label of \(folder.path): Bad file descriptor (EBADF)")
    }
}
