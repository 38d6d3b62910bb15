import CSystem
import Foundation
import Support
import Testing

/// The product reads and writes with these streams in place of the C library's.
@Suite("Streams in place of the C library")
struct LibraryStreamTests {
    @Test(
        "A file is read in the same pieces as by the C library",
        arguments: ["", "\n", "one\ntwo\n", "no end", String(repeating: "a line of text\n", count: 900), "\n\nlast"])
    func reading(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", text)
        for size in [2, 7, 4096, 5000] as [Int32] {
            #expect(
                try Self.lines(#require(csystem_fopen(path, "re")), size, csystem_fgets, csystem_feof, csystem_fclose)
                    == Self.lines(#require(fopen(path, "re")), size, fgets, feof, fclose))
        }
        let stream = try #require(csystem_fopen(path, "r"))
        var bytes = [UInt8](repeating: 0, count: text.utf8.count + 10)
        #expect(csystem_fread(&bytes, 1, bytes.count, stream) == text.utf8.count)
        #expect(Array(bytes.prefix(text.utf8.count)) == Array(text.utf8))
        #expect(csystem_fgetc(stream) == EOF && csystem_feof(stream) != 0 && csystem_ferror(stream) == 0)
        #expect(csystem_fclose(stream) == 0)
    }

    private static func lines(
        _ stream: UnsafeMutablePointer<FILE>, _ size: Int32,
        _ next: (UnsafeMutablePointer<CChar>?, Int32, UnsafeMutablePointer<FILE>?) -> UnsafeMutablePointer<CChar>?,
        _ atEnd: (UnsafeMutablePointer<FILE>?) -> Int32, _ close: (UnsafeMutablePointer<FILE>?) -> Int32
    ) -> [String] {
        var lines: [String] = []
        var line = [CChar](repeating: 0, count: Int(size))
        while let text = next(&line, size, stream) { lines.append("\(String(cString: text))|\(atEnd(stream) != 0)") }
        _ = close(stream)
        return lines
    }

    @Test func `what is written arrives when the stream is flushed or closed`() throws {
        let folder = try TemporaryFolder()
        let stream = try #require(csystem_fopen(folder["file"], "we"))
        var expected = ""
        for index in 0..<2000 {
            #expect(withVaList([CInt(index)]) { csystem_vfprintf(stream, "row %d", $0) } > 0)
            #expect(csystem_fputc(0x3a, stream) == 0x3a)
            #expect(csystem_fputs(" text\n", stream) >= 0)
            expected += "row \(index): text\n"
        }
        let large = String(repeating: "x", count: 10_000)
        #expect(csystem_fwrite(large, 1, large.utf8.count, stream) == large.utf8.count)
        #expect(csystem_fputs("end", stream) >= 0)
        #expect(csystem___fpending(stream) == 3)
        #expect(try String(contentsOfFile: folder["file"], encoding: .utf8) == expected + large)
        #expect(csystem_fflush(stream) == 0 && csystem___fpending(stream) == 0)
        #expect(try String(contentsOfFile: folder["file"], encoding: .utf8) == expected + large + "end")
        #expect(csystem_fputs(".", stream) >= 0 && csystem_fclose(stream) == 0)
        let more = try #require(csystem_fopen(folder["file"], "a"))
        #expect(csystem_fputs("more", more) >= 0 && csystem_fclose(more) == 0)
        #expect(try String(contentsOfFile: folder["file"], encoding: .utf8) == expected + large + "end.more")
    }

    @Test func `what fails is told`() throws {
        let folder = try TemporaryFolder()
        #expect(csystem_fopen(folder["none"], "r") == nil && csystem_errno() == ENOENT)
        #expect(csystem_fopen(folder["none"], "w+") == nil && csystem_errno() == EINVAL)
        let full = try #require(csystem_fopen("/dev/full", "w"))
        #expect(csystem_fputs("x", full) >= 0 && csystem_fflush(full) == EOF && csystem_errno() == ENOSPC)
        #expect(csystem_ferror(full) != 0)
        csystem_fclose(full)
        let unread = try #require(csystem_fopen(folder.path, "r"))
        var line = [CChar](repeating: 0, count: 8)
        #expect(csystem_fgets(&line, 8, unread) == nil && csystem_errno() == EISDIR && csystem_ferror(unread) != 0)
        #expect(csystem_fputs("x", unread) == EOF && csystem_errno() == EBADF)
        csystem_fclose(unread)
        let closed = try #require(csystem_fopen(folder.path, "r"))
        close(csystem_fileno(closed))
        #expect(csystem_fclose(closed) == EOF && csystem_errno() == EBADF)
    }

    @Test("Nothing is written of items without a size", arguments: [(0, 5), (5, 0), (0, 0)])
    func noSize(size: Int, count: Int) throws {
        let stream = try #require(csystem_fopen("/dev/null", "w"))
        #expect(csystem_fwrite("text", size, count, stream) == 0)
        #expect(csystem___fpending(stream) == 0 && csystem_fclose(stream) == 0)
    }

    @Test func `a descriptor becomes a stream`() throws {
        let folder = try TemporaryFolder()
        let descriptor = open(try folder.write("file", "42\n"), O_RDONLY)
        let stream = try #require(csystem_fdopen(descriptor, "r"))
        #expect(csystem_fileno(stream) == descriptor && csystem_fgetc(stream) == 0x34)
        #expect(csystem_fclose(stream) == 0 && fcntl(descriptor, F_GETFD) == -1)
    }
}
