import CSystem

/// Making and removing folders by path, for the kernel's own file systems.
package enum FolderCalls {
    /// mkdir(2) with mode 0755; one that is there already is as good.
    package static func make(_ path: String) throws(SystemError) {
        guard unsafe path.withCString({ unsafe mkdir($0, 0o755) }) != 0 else { return }
        let error = SystemError.current("mkdir", path)
        guard error.code == Errno.exists, try Root().status(path, followLinks: false).kind == .folder else {
            throw error
        }
    }

    /// rmdir(2); one that is gone already is as good.
    package static func remove(_ path: String) throws(SystemError) {
        guard unsafe path.withCString({ unsafe rmdir($0) }) != 0 else { return }
        guard csystem_errno() != Errno.noEntry else { return }
        throw .current("rmdir", path)
    }
}
