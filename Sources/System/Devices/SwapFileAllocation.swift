import CSystem
import Text

/// What a swap file's blocks must be: all there, this file's own, and never moved (swapon(8), Files with holes).
extension FileDescriptor {
    private static let btrfs: UInt64 = 0x9123_683e  // BTRFS_SUPER_MAGIC
    private static let noCopyOnWrite: UInt32 = 0x0080_0000  // FS_NOCOW_FL
    private static let compressed: UInt32 = 0x0000_0004  // FS_COMPR_FL

    /// On btrfs, turns off copy on write, and compression, which excludes it. Only a file without data takes this.
    package borrowing func disableCopyOnWrite() throws(SystemError) {
        var magic: UInt64 = 0
        guard unsafe csystem_file_system_magic(number, &magic) == 0 else { throw .current("statfs", path) }
        guard magic == FileDescriptor.btrfs else { return }
        var flags: UInt32 = 0
        guard unsafe csystem_get_inode_flags(number, &flags) == 0 else {
            throw .current("read the attributes of", path)
        }
        flags = flags & ~FileDescriptor.compressed | FileDescriptor.noCopyOnWrite
        guard csystem_set_inode_flags(number, flags) == 0 else { throw .current("turn off copy on write for", path) }
        guard unsafe csystem_get_inode_flags(number, &flags) == 0, flags & FileDescriptor.noCopyOnWrite != 0 else {
            throw SystemError("turn off copy on write for", path, code: 0, detail: "btrfs keeps copying on write here")
        }
    }

    /// Gives a new file all of its blocks: with fallocate(2), or where the file system has no such thing, by writing
    /// zeros.
    ///
    /// - Parameter size: in bytes.
    package borrowing func allocate(_ size: UInt64) throws(SystemError) {
        while fallocate(number, 0, 0, off_t(size)) != 0 {
            let code = csystem_errno()
            if code == Errno.interrupted { continue }
            guard code == Errno.notSupported || code == Errno.notImplemented else {
                throw SystemError("allocate", path, code: code)
            }
            return try writeZeros(size)
        }
    }

    /// Writes zeros from the beginning on, and waits until they are on the disk.
    package borrowing func writeZeros(_ size: UInt64) throws(SystemError) {
        let chunk: UInt64 = 1 << 20
        let zeros = [UInt8](repeating: 0, count: Int(min(chunk, size)))
        var offset: UInt64 = 0
        while offset < size {
            let count = min(chunk, size - offset)
            try write(count == UInt64(zeros.count) ? zeros : Array(zeros.prefix(Int(count))), at: offset)
            offset += count
        }
        try sync()
    }

    /// Why the kernel could not swap to this file, from the places of its data on the disk; nil when it can.
    ///
    /// - Parameter size: how many bytes must be there.
    package borrowing func swapObstacle(size: UInt64) throws(SystemError) -> String? {
        var end: UInt64 = 0
        while end < size {
            let extents: [csystem_extent]
            do throws(SystemError) {
                extents = try self.extents(from: end)
            } catch {
                // Without FIEMAP (vfat, tmpfs) the number of blocks has to do.
                guard [Errno.notSupported, Errno.notTypewriter, Errno.invalid].contains(error.code) else { throw error }
                return try status().allocated < size ? "it has holes" : nil
            }
            for extent in extents {
                if extent.logical > end { return .joining("it has a hole at byte ", end.description) }
                if let reason = FileDescriptor.obstacle(flags: extent.flags) { return reason }
                end = max(end, extent.logical + extent.length)
            }
            if extents.isEmpty { return .joining("it has a hole at byte ", end.description) }
        }
        return nil
    }

    /// Documentation/filesystems/fiemap.rst, FIEMAP_EXTENT_*.
    private static func obstacle(flags: UInt32) -> String? {
        if flags & 0x0000_0002 != 0 { return "the file system does not show where its data is" }
        if flags & 0x0000_0004 != 0 { return "parts of it are not on the disk yet" }
        if flags & 0x0000_0008 != 0 { return "the file system compresses or encrypts it" }
        if flags & 0x0000_0200 != 0 { return "the file system keeps it among its own data" }
        if flags & 0x0000_2000 != 0 { return "it shares blocks with another file or a snapshot" }
        return nil
    }

    private borrowing func extents(from start: UInt64) throws(SystemError) -> [csystem_extent] {
        let capacity = 32
        var failure: Int32 = 0
        let extents = unsafe [csystem_extent](unsafeUninitializedCapacity: capacity) { buffer, count in
            let result = unsafe csystem_extents(number, start, buffer.baseAddress, UInt32(capacity))
            if result < 0 { failure = csystem_errno() }
            count = max(0, Int(result))
        }
        guard failure == 0 else { throw SystemError("read the extents of", path, code: failure) }
        return extents
    }
}
