import CSystem
import Text

/// The folder `zramctl-swift` in one of the `RuntimePlaces`, in which nobody but root can create, replace or open anything.
struct RuntimeFolder: ~Copyable {
    let folder: TrustedFolder
    /// Whether others may create names beside it, and so could have taken its name first.
    let isShared: Bool

    private static let name = "zramctl-swift"

    private init(_ folder: consuming TrustedFolder, isShared: Bool) {
        self.folder = folder
        self.isShared = isShared
    }

    /// - Parameters:
    ///   - place: may be reached through links that root alone could have created, and may have the sticky bit.
    ///   - creates: whether a missing folder is created, with mode 0700.
    /// - Throws: ENOENT when there is no place, or no folder in it and none is to be created; EPERM at what belongs to
    ///   another user or is open to others; EROFS, ENOSPC and their like.
    static func open(_ place: String, creates: Bool) throws(SystemError) -> RuntimeFolder {
        let parent = try TrustedFolder.openThroughLinks(place)
        if creates { try parent.createFolder(name) }
        let folder = try parent.subfolder(name)
        try folder.rejectUnsafe(isLast: true)
        return RuntimeFolder(folder, isShared: try parent.isOpenToOthers())
    }

    /// What would keep a run from creating its files here, as far as can be seen without a change; nil for nothing.
    static func obstacle(_ place: String) -> SystemError? {
        do throws(SystemError) {
            let parent = try TrustedFolder.openThroughLinks(place)
            if try parent.status(of: name) != nil { try parent.subfolder(name).rejectUnsafe(isLast: true) }
            return parent.lackOfRoom()
        } catch {
            return error
        }
    }

    /// Creates and locks the lock file in it.
    ///
    /// - Throws: EAGAIN with the holder in the detail.
    func lock() throws(SystemError) -> LockFile { try LockFile.take("lock", in: folder) }
}

extension TrustedFolder {
    /// Opens the folder at an absolute path as `open` does, but follows each link that stands in a folder of root's to
    /// which nobody else may write, and takes a folder with the sticky bit at the end too.
    ///
    /// - Throws: as `open`; ELOOP also after 40 links, as the kernel counts them (path_resolution(7)).
    static func openThroughLinks(_ path: String) throws(SystemError) -> TrustedFolder {
        var folder = try TrustedFolder.open("/")
        var pending = components(path)
        var links = 0
        while let name = pending.popLast() {
            guard name != "." else { continue }
            try folder.rejectUnsafe(isLast: false)
            guard let target = try folder.ownLink(name) else {
                folder = try folder.subfolder(name)
                continue
            }
            links += 1
            guard links <= 40 else { throw SystemError("open", path, code: Errno.loop) }
            if target.utf8.first == UInt8(ascii: "/") { folder = try TrustedFolder.open("/") }
            pending += components(target)
        }
        try folder.rejectUnsafe(isLast: false)
        return folder
    }

    /// The last one first.
    private static func components(_ path: String) -> [String] {
        var names: [String] = []
        for name in path.utf8.split(separator: UInt8(ascii: "/")).reversed() {
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names
    }

    /// Where a link leads that root alone could have created; nil when the name is no link, or one that somebody else may
    /// have put here.
    private borrowing func ownLink(_ name: String) throws(SystemError) -> String? {
        guard let status = try status(of: name), status.kind == .symbolicLink, FileTrust.isTrusted(owner: status.owner),
            try !isOpenToOthers(), let target = linkTarget(of: name), target.utf8.count < 255
        else { return nil }
        return target
    }

    /// Whether others than its owner may create names in it.
    borrowing func isOpenToOthers() throws(SystemError) -> Bool { try descriptor.status().mode & 0o022 != 0 }

    /// mkdirat(2) with mode 0700; one that is there already is as good.
    borrowing func createFolder(_ name: String) throws(SystemError) {
        let number = descriptor.number
        guard unsafe name.withCString({ unsafe mkdirat(number, $0, 0o700) }) != 0 else { return }
        guard csystem_errno() == Errno.exists else { throw .current("mkdir", pathOf(name)) }
    }

    /// Why nothing can be created on its file system (statvfs(3)); nil when something can. One that counts no files
    /// answers 0 for all of them.
    borrowing func lackOfRoom() -> SystemError? {
        var status = statvfs()
        guard unsafe fstatvfs(descriptor.number, &status) == 0 else { return nil }
        if status.f_flag & UInt(ST_RDONLY) != 0 { return SystemError("write to", path, code: Errno.readOnly) }
        return status.f_files > 0 && status.f_favail == 0 ? SystemError("write to", path, code: Errno.noSpace) : nil
    }
}
