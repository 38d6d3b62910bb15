import CSystem
import Text

/// Files that appear whole or not at all: reports, which others read while they are written, and which root may write
/// into folders of other users.
package enum AtomicFile {
    /// Writes a file: under another name in the same folder, onto the disk, and then renamed to its own.
    ///
    /// What stands under the file's name is never opened. A regular file or a symbolic link is replaced, without a look at
    /// where the link leads. The folder itself may be reached through links, as the caller names it, but through none that
    /// somebody else has put there.
    ///
    /// - Parameters:
    ///   - path: absolute, or relative to the current folder.
    ///   - bytes: the whole content. The file has mode 0644 less the umask.
    /// - Throws: EPERM for a link of another user on the way to the folder; EEXIST for a folder, FIFO, socket or device of
    ///   that name, and for a link to what a process has open, as /dev/stdout is. After an error what stood there stands
    ///   there still.
    package static func write(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
        let (folderPath, name) = try split(path)
        let folder = TrustedFolder(try FileDescriptor.open(folderPath, O_RDONLY | O_DIRECTORY | O_NONBLOCK))
        try rejectForeignLink(folderPath, leadingTo: folder, path)
        try rejectOtherKind(name, in: folder, path)
        let temporary = try temporaryName()
        do throws(SystemError) {
            let file = try folder.openFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
            do throws(SystemError) {
                try file.write(bytes)
                try file.sync()
                try folder.rename(temporary, to: name, replaces: true)
            } catch {
                try? folder.remove(temporary)
                throw error
            }
        } catch {
            throw SystemError("write", path, code: error.code, detail: error.detail)
        }
        // The file is there; only a power cut in the next seconds could take it back.
        try? folder.sync()
    }

    private static func split(_ path: String) throws(SystemError) -> (folder: String, name: String) {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        guard let place = FilePlace(isAbsolute ? path : "/" + path) else {
            throw SystemError("write", path, code: Errno.isFolder)
        }
        guard !isAbsolute else { return (place.folder, place.name) }
        return (place.folder == "/" ? "." : String(place.folder.dropFirst()), place.name)
    }

    /// As the kernel does with fs.protected_symlinks, which is off where nobody has switched it on. After the folder was
    /// opened, and only as long as the way still leads to it: nobody can put another link there meanwhile.
    private static func rejectForeignLink(
        _ folderPath: String, leadingTo folder: borrowing TrustedFolder, _ path: String
    ) throws(SystemError) {
        let root = Root()
        let opened = try folder.descriptor.status()
        let end = folderPath.utf8.endIndex
        for place in folderPath.utf8.indices.dropFirst() + [end]
        where place == end || folderPath.utf8[place] == UInt8(ascii: "/") {
            let way = String(folderPath[..<place])
            let status = try root.status(way, followLinks: false)
            guard status.kind == .symbolicLink, !FileTrust.isTrusted(owner: status.owner) else { continue }
            throw SystemError(
                "write", path, code: Errno.permission,
                detail: .joining(way, " is a symbolic link of user ", status.owner.description))
        }
        let reached = try root.status(folderPath)
        guard reached.device == opened.device, reached.inode == opened.inode else {
            throw SystemError(
                "write", path, code: Errno.permission, detail: "its folder is another one from one moment to the next")
        }
    }

    private static func rejectOtherKind(
        _ name: String, in folder: borrowing TrustedFolder, _ path: String
    ) throws(SystemError) {
        guard let status = try folder.status(of: name), status.kind != .regular else { return }
        if status.kind == .symbolicLink {
            // A descriptor of some process has no name of its own that a file could take.
            guard let target = folder.linkTarget(of: name), target.utf8.starts(with: "/proc/".utf8) else { return }
            throw SystemError("write", path, code: Errno.exists, detail: .joining("it is a link to ", target))
        }
        throw SystemError("write", path, code: Errno.exists, detail: .joining("there is a ", status.kind.text))
    }

    /// One that nobody can foresee, since others may write to the folder.
    private static func temporaryName() throws(SystemError) -> String {
        var name = ".zramctl-swift-"
        for byte in try RandomBytes.draw(8) {
            name.add(String(byte >> 4, radix: 16), String(byte & 15, radix: 16))
        }
        return name
    }
}
