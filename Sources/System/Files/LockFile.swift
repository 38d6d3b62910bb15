import CSystem
import Text

/// An exclusive lock that the kernel takes back whenever and however this program ends.
@usableFromInline package struct LockFile: ~Copyable {
    @usableFromInline let file: FileDescriptor

    @usableFromInline init(_ file: consuming FileDescriptor) { self.file = file }

    /// Where the lock of everything that changes a machine is.
    package static let path = "/run/zramctl-swift.lock"

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - path: absolute. The file comes into being with mode 0600 and stays, since removing it would let two hold locks
    ///     on two files of one name.
    ///   - deadline: how long to wait for another holder.
    /// - Throws: EAGAIN with the holder's process number in the detail; EPERM when the file is not one of ours.
    package static func take(
        _ path: String = LockFile.path, deadline: RetryDeadline = RetryDeadline(milliseconds: 0)
    ) throws(SystemError) -> LockFile {
        guard let place = FilePlace(path) else { throw SystemError("lock", path, code: Errno.invalid) }
        let folder = try TrustedFolder.open(place.folder)
        let file = try folder.openFile(place.name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
        let status = try file.status()
        guard status.kind == .regular, status.links == 1, FileTrust.isTrusted(owner: status.owner) else {
            throw SystemError(
                "lock", path, code: Errno.permission,
                detail:
                    .joining(
                        "it is a ", status.kind.text, " of user ", status.owner.description, " with ",
                        status.links.description, " names, not a lock file"))
        }
        try deadline.retry(while: { $0.code == Errno.again }) { () throws(SystemError) in try lock(file, status) }
        return LockFile(file)
    }

    private static func lock(_ file: borrowing FileDescriptor, _ status: FileStatus) throws(SystemError) {
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            let code = csystem_errno()
            if code == Errno.interrupted { continue }
            var error = SystemError("lock", file.path, code: code)
            if code == Errno.again {
                error.detail =
                    holder(of: status).map { .joining("process ", $0, " is at work") } ?? "another process is at work"
            }
            throw error
        }
    }

    /// The number of the process that holds the lock; nil when the kernel does not tell (proc(5), /proc/locks). It stands
    /// in no file of ours, where it could be out of date.
    private static func holder(of file: FileStatus) -> String? {
        Root().readIfPresent("/proc/locks").flatMap { holder(of: file, in: $0) }
    }

    /// - Parameter locks: what /proc/locks shows.
    static func holder(of file: FileStatus, in locks: [UInt8]) -> String? {
        let wanted = String.joining(
            hexadecimal(file.device.major), ":", hexadecimal(file.device.minor), ":", file.inode.description)
        for line in locks.split(separator: UInt8(ascii: "\n")) {
            // 2: FLOCK  ADVISORY  WRITE 1234 00:1a:567 0 EOF
            let words = line.split(separator: UInt8(ascii: " "))
            if words.count > 5, words[1].elementsEqual("FLOCK".utf8), words[5].elementsEqual(wanted.utf8) {
                return String(decoding: words[4], as: UTF8.self)
            }
        }
        return nil
    }

    /// At least two digits, as the kernel writes them there.
    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return number < 16 ? .joining("0", digits) : digits
    }
}
