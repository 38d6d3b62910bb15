import CSystem

extension FileDescriptor {
    /// The size of an open block device in bytes (ioctl BLKGETSIZE64).
    package borrowing func blockDeviceSize() throws(SystemError) -> UInt64 {
        var bytes: UInt64 = 0
        guard unsafe csystem_block_device_size(number, &bytes) == 0 else { throw .current("read the size of", path) }
        return bytes
    }

    /// Whether an open block device refuses writes (ioctl BLKROGET).
    package borrowing func isReadOnlyBlockDevice() -> Bool { csystem_block_device_is_read_only(number) != 0 }

    /// On how many devices the btrfs lies that holds this open file or folder; nil on another file system.
    package borrowing func btrfsDeviceCount() -> Int? {
        let count = csystem_btrfs_device_count(number)
        return count > 0 ? Int(count) : nil
    }
}
