import CSystem

/// Making and removing folders by path, for the kernel's own file systems.
package enum FolderCalls {
    /// mkdir(2) with mode 0755; one that is there already is as good.
    ///
    /// - Returns: whether it came into being.
    package static func make(_ path: String) throws(SystemError) -> Bool {
        guard unsafe path.withCString({ unsafe mkdir($0, 0o755) }) != 0 else { return true }
        let error = SystemError.current("mkdir", path)
        guard error.code == Errno.exists, try Root().status(path, followLinks: false).kind == .folder else {
            throw error
        }
        return false
    }

    /// rmdir(2); one that is gone already is as good.
    ///
    /// - Returns: whether it was there.
    package static func remove(_ path: String) throws(SystemError) -> Bool {
        guard unsafe path.withCString({ unsafe rmdir($0) }) != 0 else { return true }
        guard csystem_errno() != Errno.noEntry else { return false }
        throw .current("rmdir", path)
    }
}
