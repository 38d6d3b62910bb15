import CSystem

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
    ///   - patience: how long to wait for another holder.
    /// - Throws: EAGAIN with the holder's process number in the detail; EPERM when the file is not one of ours.
    package static func take(
        _ path: String = LockFile.path, patience: Patience = Patience(milliseconds: 0)
    ) throws(SystemError) -> LockFile {
        guard let place = FilePlace(path) else { throw SystemError("lock", path, code: Errno.invalid) }
        let folder = try TrustedFolder.open(place.folder)
        let file = try folder.openFile(place.name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
        let status = try file.status()
        guard status.kind == .regular, status.links == 1, FileTrust.isTrusted(owner: status.owner) else {
            throw SystemError(
                "lock", path, code: Errno.permission,
                detail:
                    "it is a \(status.kind.text) of user \(status.owner) with \(status.links) names, not a lock file")
        }
        try patience.retry(while: { $0.code == Errno.again }) { () throws(SystemError) in try lock(file) }
        try file.truncate(to: 0)
        try file.write(Array("\(getpid())\n".utf8), at: 0)
        return LockFile(file)
    }

    private static func lock(_ file: borrowing FileDescriptor) throws(SystemError) {
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            let code = csystem_errno()
            if code == Errno.interrupted { continue }
            guard code == Errno.again else { throw SystemError("lock", file.path, code: code) }
            let holder = (try? file.read(count: 16, at: 0)) ?? []
            let digits = holder.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            throw SystemError(
                "lock", file.path, code: code,
                detail: digits.isEmpty
                    ? "another run is at work" : "process \(String(decoding: digits, as: UTF8.self)) is at work")
        }
    }
}
