import CSystem
import Text

/// An exclusive lock on a file, which the kernel releases whenever and however this program ends (flock(2)).
@usableFromInline package struct LockFile: ~Copyable {
    @usableFromInline let file: FileDescriptor

    @usableFromInline init(_ file: consuming FileDescriptor) { self.file = file }

    /// Takes the lock of a file.
    ///
    /// - Parameters:
    ///   - name: the file is created with mode 0600 and kept, since removing it would let two hold locks on two files of
    ///     one name.
    ///   - folder: one that nobody but root may write to.
    /// - Throws: EAGAIN with the holder in the detail; EPERM when the file is not one of ours.
    package static func take(_ name: String, in folder: borrowing TrustedFolder) throws(SystemError) -> LockFile {
        let file = try folder.openFile(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
        let status = try file.status()
        guard status.kind == .regular, status.links == 1, FileTrust.isTrusted(owner: status.owner) else {
            throw SystemError(
                "lock", file.path, code: Errno.permission,
                detail:
                    .joining(
                        "it is a ", status.kind.text, " of user ", status.owner.description, " with ",
                        status.links.description, " names, not a lock file"))
        }
        return try LockFile(locking: file)
    }

    /// Locks a file that is open.
    init(locking file: consuming FileDescriptor) throws(SystemError) {
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            let code = csystem_errno()
            if code == Errno.interrupted { continue }
            var error = SystemError("lock", file.path, code: code)
            if code == Errno.again {
                let holder = (try? file.status()).flatMap(LockHolder.find)
                error.detail = holder?.text ?? "another process holds the lock"
            }
            throw error
        }
        self.init(file)
    }

    /// The process number of the holder, as it stands in /proc/locks.
    ///
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
