import CSystem
import Text

/// The lock of everything that changes a machine, held until it is destroyed or the process ends, however it ends.
///
/// It consists of all locks that can be taken: of a kernel object that every run sees, whatever is mounted on /run by
/// then, and of a file in a runtime folder, which joins runs in other network namespaces, where sysfs has other objects.
/// Two runs exclude each other when they have one of them in common.
package struct MachineLock: ~Copyable {
    private let held: [HeldLock]

    private init(_ held: [HeldLock]) { self.held = held }

    /// Takes the lock.
    ///
    /// - Parameter deadline: how long to wait for another holder.
    /// - Throws: EAGAIN with the holder in the detail; code 0 with all obstacles in the detail when there is no place in
    ///   which a lock would be safe.
    package static func take(
        _ places: RuntimePlaces = .standard, deadline: RetryDeadline = RetryDeadline(milliseconds: 0)
    ) throws(SystemError) -> MachineLock {
        try deadline.retry(while: { $0.code == Errno.again }) { () throws(SystemError) in try takeOnce(places) }
    }

    private static func takeOnce(_ places: RuntimePlaces) throws(SystemError) -> MachineLock {
        var held: [HeldLock] = []
        var obstacles: [SystemError] = []
        if let object = places.object {
            try attempt(&obstacles) { () throws(SystemError) in held.append(HeldLock(try lockObject(object))) }
        }
        let isObjectHeld = !held.isEmpty
        var seen: [FileStatus] = []
        // Without the object all folders up to the first in which nobody but root could have been before: another run may
        // have found that one taken.
        for place in places.folders {
            var isLast = false
            try attempt(&obstacles) { () throws(SystemError) in
                let folder = try RuntimeFolder.open(place, creates: true)
                let status = try folder.folder.descriptor.status()
                // /var/run is often /run.
                guard !seen.contains(where: { $0.device == status.device && $0.inode == status.inode }) else { return }
                seen.append(status)
                held.append(HeldLock(try folder.lock()))
                isLast = isObjectHeld || !folder.isShared
            }
            if isLast { break }
        }
        guard !held.isEmpty else { throw noSafePlace(obstacles) }
        return MachineLock(held)
    }

    /// - Throws: only when another one holds the lock.
    private static func attempt(
        _ obstacles: inout [SystemError], _ body: () throws(SystemError) -> Void
    ) throws(SystemError) {
        do throws(SystemError) {
            try body()
        } catch {
            guard error.code != Errno.again else { throw error }
            obstacles.append(error)
        }
    }

    private static func lockObject(_ path: String) throws(SystemError) -> LockFile {
        let file = try FileDescriptor.open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK)
        if let obstacle = objectObstacle(try file.status(), path) { throw obstacle }
        return try LockFile(locking: file)
    }

    /// Whoever can open a file can lock it.
    private static func objectObstacle(_ status: FileStatus, _ path: String) -> SystemError? {
        guard status.kind != .regular || status.mode & 0o077 != 0 || !FileTrust.isTrusted(owner: status.owner) else {
            return nil
        }
        return SystemError("lock", path, code: Errno.permission, detail: "others than root may open it")
    }

    private static func noSafePlace(_ obstacles: [SystemError]) -> SystemError {
        var detail = "no place is safe for the lock"
        for obstacle in obstacles { detail.add("; ", obstacle.text) }
        return SystemError("lock", "this machine", code: 0, detail: detail)
    }

    /// Why `take` could not find a safe place here, as far as can be seen without a change and by any user; nil when it
    /// would find one.
    package static func obstacle(_ places: RuntimePlaces = .standard) -> SystemError? {
        var obstacles: [SystemError] = []
        if let object = places.object {
            guard let obstacle = objectObstacle(object) else { return nil }
            obstacles.append(obstacle)
        }
        for place in places.folders {
            guard let obstacle = RuntimeFolder.obstacle(place) else { return nil }
            obstacles.append(obstacle)
        }
        return noSafePlace(obstacles)
    }

    private static func objectObstacle(_ path: String) -> SystemError? {
        do throws(SystemError) {
            let root = Root()
            if let obstacle = objectObstacle(try root.status(path, followLinks: false), path) { return obstacle }
            return root.isReadOnly(path) ? SystemError("open", path, code: Errno.readOnly) : nil
        } catch {
            return error
        }
    }

    /// The command after which `take` finds a safe place where it found none.
    package static func remedy(_ places: RuntimePlaces = .standard) -> String {
        guard let object = places.object else { return "mount -t tmpfs -o mode=0755 tmpfs /run" }
        return Root().isReadOnly(object) ? "mount -o remount,rw /sys" : "mount -t sysfs sysfs /sys"
    }

    /// Who holds the lock now; nil when nobody does, as far as any user can see.
    package static func holder(_ places: RuntimePlaces = .standard) -> LockHolder? {
        guard let object = places.object, let status = try? Root().status(object, followLinks: false) else {
            return nil
        }
        return LockHolder.find(status)
    }
}

/// A class, since arrays hold copyable values only.
private final class HeldLock {
    private let file: LockFile

    init(_ file: consuming LockFile) { self.file = file }
}
