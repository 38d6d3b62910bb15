import CSystem
import Text

/// Small notes from one run to the next ones of the same boot: what a setting was before the first apply, and the like.
///
/// They are files of mode 0600 in a runtime folder, and appear whole or not at all. A record of another boot, which a /run
/// on a disk may hold, counts as absent. Whoever writes or removes one holds the `MachineLock`.
package enum RuntimeRecords {
    /// The most that a record may hold, in bytes.
    package static let limit = 1 << 16

    /// The content of a record; nil when there is none.
    ///
    /// - Parameter name: without slashes.
    /// - Throws: EACCES for an ordinary user, and EIO and its like.
    package static func read(_ name: String, _ places: RuntimePlaces = .standard) throws(SystemError) -> [UInt8]? {
        try check(name)
        for place in places.folders {
            guard let folder = try existing(place), let status = try folder.folder.status(of: name),
                status.kind == .regular, status.links == 1, FileTrust.isTrusted(owner: status.owner)
            else { continue }
            let header = Array(try boot().utf8)
            // One that is longer than any of ours is cut, and then not believed.
            let bytes = try folder.folder.content(name).readToEnd(limit: header.count + limit + 1)
            guard bytes.starts(with: header), bytes.count <= header.count + limit else { continue }
            return Array(bytes.dropFirst(header.count))
        }
        return nil
    }

    /// Writes a record in the first place that takes it, in place of one of that name.
    ///
    /// - Parameter name: without slashes.
    /// - Throws: the first place's error when none takes it; what was recorded before is then still there.
    package static func write(
        _ name: String, _ bytes: [UInt8], _ places: RuntimePlaces = .standard
    ) throws(SystemError) {
        try check(name)
        guard bytes.count <= limit else { throw SystemError("record", name, code: Errno.fileTooLarge) }
        let content = Array(try boot().utf8) + bytes
        var failure: SystemError?
        for (index, place) in places.folders.enumerated() {
            do throws(SystemError) {
                let folder = try RuntimeFolder.open(place, creates: true)
                try replace(name, content, in: folder.folder)
                // An older one in a place that took none for a while must not come back.
                let others = places.folders[(index + 1)...]
                for other in others { try removeOlder(name, other, than: folder) }
                return
            } catch {
                failure = failure ?? error
            }
        }
        throw failure ?? SystemError("record", name, code: Errno.noEntry, detail: "there is no place for it")
    }

    /// Removes a record wherever it stands; one that is gone already is as good.
    package static func remove(_ name: String, _ places: RuntimePlaces = .standard) throws(SystemError) {
        try check(name)
        for place in places.folders {
            guard let folder = try existing(place), try folder.folder.status(of: name) != nil else { continue }
            try folder.folder.remove(name)
        }
    }

    /// The runtime folder of a place; nil when there is none, or nothing safe in which a record could be ours.
    private static func existing(_ place: String) throws(SystemError) -> RuntimeFolder? {
        do throws(SystemError) {
            return try RuntimeFolder.open(place, creates: false)
        } catch {
            guard error.isAbsence || error.code == Errno.permission || error.code == Errno.loop else { throw error }
            return nil
        }
    }

    private static func replace(
        _ name: String, _ content: [UInt8], in folder: borrowing TrustedFolder
    ) throws(SystemError) {
        let temporary = String.joining(".", name)
        // Left by a run that was killed.
        if try folder.status(of: temporary) != nil { try folder.remove(temporary) }
        let file = try folder.createFile(temporary, mode: 0o600)
        do throws(SystemError) {
            try file.write(content)
            try folder.rename(temporary, to: name, replaces: true)
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }

    private static func removeOlder(
        _ name: String, _ place: String, than written: borrowing RuntimeFolder
    ) throws(SystemError) {
        let status = try written.folder.descriptor.status()
        guard let folder = try existing(place), try folder.folder.status(of: name) != nil else { return }
        let other = try folder.folder.descriptor.status()
        guard other.device != status.device || other.inode != status.inode else { return }
        try folder.folder.remove(name)
    }

    /// The first line of a record: the kernel's name of this boot (proc(5), /proc/sys/kernel/random/boot_id).
    private static func boot() throws(SystemError) -> String {
        String(decoding: try Root().read("/proc/sys/kernel/random/boot_id"), as: UTF8.self)
    }

    private static func check(_ name: String) throws(SystemError) {
        guard !name.isEmpty, name != "lock", name.utf8.first != UInt8(ascii: "."),
            !name.utf8.contains(UInt8(ascii: "/"))
        else { throw SystemError("record", name, code: Errno.invalid) }
    }
}
