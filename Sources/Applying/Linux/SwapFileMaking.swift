import Planning
import SwapFormat
import System
import Text

extension LinuxMachine {
    package func createSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        guard let place = FilePlace(creation.path), let temporary = FilePlace(creation.temporaryPath) else {
            throw SystemError("create", creation.path, code: Errno.invalid, detail: "it is no absolute path of a file")
        }
        let folder = try TrustedFolder.open(place.folder)
        try LinuxMachine.rejectOtherKind(at: place.name, in: folder, replaces: creation.replaces)
        for leftover in [creation.temporaryPath, creation.keptPath] {
            if let name = FilePlace(leftover)?.name { try LinuxMachine.removeLeftover(name, in: folder) }
        }
        // Some file systems take all that is left before they say that it is not enough.
        let free = try folder.freeSpace()
        guard creation.size + creation.reserve <= free else { throw LinuxMachine.noSpace(creation, free: free) }

        let file = try folder.createFile(temporary.name, mode: 0o600)
        do throws(SystemError) {
            try LinuxMachine.fill(file, creation)
            if !creation.replaces { try folder.rename(temporary.name, to: place.name, replaces: false) }
        } catch {
            try? folder.remove(temporary.name)
            guard error.code == Errno.noSpace else { throw error }
            throw LinuxMachine.noSpace(creation, free: (try? folder.freeSpace()) ?? free)
        }
        do throws(SystemError) {
            try folder.sync()
        } catch {
            try? folder.remove(creation.replaces ? temporary.name : place.name)
            throw error
        }
    }

    package func placeSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        let names = try LinuxMachine.names(creation)
        let folder = try TrustedFolder.open(names.folder)
        try LinuxMachine.rejectOtherKind(at: names.own, in: folder, replaces: true)
        do throws(SystemError) {
            try folder.exchange(names.temporary, names.own)
            do throws(SystemError) {
                try folder.rename(names.temporary, to: names.kept, replaces: true)
            } catch {
                try? folder.exchange(names.temporary, names.own)
                throw error
            }
        } catch {
            guard [Errno.invalid, Errno.notImplemented].contains(error.code) else { throw error }
            // This file system cannot do it in one step; for a moment nothing has the name.
            try folder.rename(names.own, to: names.kept, replaces: true)
            do throws(SystemError) {
                try folder.rename(names.temporary, to: names.own, replaces: false)
            } catch {
                try? folder.rename(names.kept, to: names.own, replaces: false)
                throw error
            }
        }
        // When even this fails the names are what they are: the undo and the next run find them by what they are.
        try? folder.sync()
    }

    package func putBackSwapFile(_ creation: SwapFileCreation) throws(SystemError) {
        let names = try LinuxMachine.names(creation)
        let folder = try TrustedFolder.open(names.folder)
        try folder.rename(names.kept, to: names.own, replaces: true)
        // As in placeSwapFile: the names are what they are.
        try? folder.sync()
    }

    private static func names(
        _ creation: SwapFileCreation
    ) throws(SystemError) -> (folder: String, own: String, temporary: String, kept: String) {
        guard let place = FilePlace(creation.path), let temporary = FilePlace(creation.temporaryPath),
            let kept = FilePlace(creation.keptPath)
        else { throw SystemError("rename to", creation.path, code: Errno.invalid) }
        return (place.folder, place.name, temporary.name, kept.name)
    }

    package func removeFile(_ path: String) throws(SystemError) {
        guard let place = FilePlace(path) else { throw SystemError("remove", path, code: Errno.invalid) }
        let folder = try TrustedFolder.open(place.folder)
        guard let status = try folder.status(of: place.name) else { return }
        guard status.kind == .regular else {
            throw SystemError(
                "remove", path, code: 0, detail: .joining("it is a ", status.kind.text, ", not a swap file"))
        }
        try folder.remove(place.name)
        // It is gone, and no undo brings it back. Where a power cut does, the next run finds it again.
        try? folder.sync()
    }

    /// Makes the new file a swap area that is wholly on the disk.
    private static func fill(
        _ file: borrowing FileDescriptor, _ creation: SwapFileCreation
    ) throws(SystemError) {
        let status = try file.status()
        guard status.mode & 0o077 == 0, FileTrust.isTrusted(owner: status.owner) else {
            throw SystemError(
                "protect", creation.path, code: 0,
                detail: "this file system lets others read it, and swap holds what programs have in memory; mount it "
                    + "with umask=0077")
        }
        if status.mode & 0o600 != 0o600 { try file.changeMode(0o600) }
        if SecurityLabel.isInUse { try SecurityLabel.setType("swapfile_t", of: file) }
        let header = try SwapFormatting.header(
            path: creation.path, size: creation.size, label: "", uuid: nil, fingerprint: creation.fingerprint)
        try file.disableCopyOnWrite()
        try file.allocate(creation.size)
        try file.write(header.encoded(), at: 0)
        try file.sync()
        if let obstacle = try file.swapObstacle(size: creation.size) {
            throw SystemError("create", creation.path, code: 0, detail: "the kernel cannot swap to it: " + obstacle)
        }
    }

    private static func rejectOtherKind(
        at name: String, in folder: borrowing TrustedFolder, replaces: Bool
    ) throws(SystemError) {
        guard let status = try folder.status(of: name) else { return }
        guard status.kind == .regular else {
            throw SystemError(
                "create", folder.pathOf(name), code: Errno.exists, detail: .joining("there is a ", status.kind.text))
        }
        guard replaces else { throw SystemError("create", folder.pathOf(name), code: Errno.exists) }
    }

    /// What a run left that was cut off has this name, is root's own and has no other name.
    private static func removeLeftover(
        _ name: String, in folder: borrowing TrustedFolder
    ) throws(SystemError) {
        guard let status = try folder.status(of: name) else { return }
        guard status.kind == .regular, status.links == 1, FileTrust.isTrusted(owner: status.owner) else {
            throw SystemError(
                "remove", folder.pathOf(name), code: Errno.exists,
                detail:
                    .joining(
                        "it stands where the swap file is made, and is a ", status.kind.text, " of user ",
                        status.owner.description, " with ", status.links.description,
                        status.links == 1 ? " name" : " names"))
        }
        try folder.remove(name)
    }

    private static func noSpace(_ creation: SwapFileCreation, free: UInt64) -> SystemError {
        SystemError(
            "create", creation.path, code: Errno.noSpace,
            detail:
                .joining(
                    "it needs ", BinaryUnits.exact(creation.size), " and ", BinaryUnits.rounded(creation.reserve),
                    " to spare, and its file system has ",
                    BinaryUnits.rounded(free), " free")
        )
    }
}
