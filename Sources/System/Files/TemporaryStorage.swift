import CSystem
import Text

extension FileDescriptor {
    /// An empty file for reading and writing that is gone when it is closed: in TMPDIR, /var/tmp or /tmp.
    package static func temporary() throws(SystemError) -> FileDescriptor {
        var failure = SystemError("create a temporary file in", "/tmp", code: Errno.noEntry)
        for folder in [ProcessContext.environment("TMPDIR") ?? "", "/var/tmp", "/tmp"] where !folder.isEmpty {
            do throws(SystemError) {
                var path: String = .joining(folder, "/zramctl-swift.")
                for byte in try RandomBytes.draw(8) { path.add(Int(byte)) }
                let file = try open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
                _ = unsafe path.withCString { unsafe unlink($0) }
                return file
            } catch {
                failure = SystemError("create a temporary file in", folder, code: error.code)
            }
        }
        throw failure
    }

    /// A path that opens the same file once more, for a program that is to read it by itself.
    package var selfPath: String { .joining("/proc/self/fd/", number.description) }
}
