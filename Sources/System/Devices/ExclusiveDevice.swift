import CSystem

extension FileDescriptor {
    /// Opens a block device for writing, for this program alone: not while it is mounted, in use as swap, or part of RAID
    /// or of a mapped device (open(2), O_EXCL).
    ///
    /// Also takes the lock by which programs agree not to look at a device while another writes to it (flock(2) on the
    /// node, as udev, mkfs and zramctl do).
    ///
    /// - Parameters:
    ///   - deadline: how long to wait while others have it open, or for a node that is about to appear.
    ///   - isNew: whether the node may be about to appear.
    package static func openExclusively(
        _ path: String, deadline: RetryDeadline, isNew: Bool = false
    ) throws(SystemError) -> FileDescriptor {
        let device = try deadline.retry(
            while: { $0.code == Errno.busy || isNew && ($0.code == Errno.noEntry || $0.code == Errno.noSuchDevice) }
        ) { () throws(SystemError) in
            try FileDescriptor.open(path, O_RDWR | O_EXCL | O_NOFOLLOW | O_NONBLOCK)
        }
        guard try device.status().kind == .blockDevice else {
            throw SystemError("open", path, code: Errno.notBlockDevice)
        }
        try deadline.retry(while: { $0.code == Errno.again }) { () throws(SystemError) in
            guard flock(device.number, LOCK_EX | LOCK_NB) == 0 else { throw .current("lock", path) }
        }
        return device
    }
}
