import CBlkid

extension BlkidProbe {
    /// More signatures than a device can have; a device that takes writes and does not keep them must not hold us.
    private static let most = 64

    /// Overwrites the magic of every superblock and partition table that libblkid finds, backups included, so that
    /// nothing claims the device later for what it was.
    ///
    /// - Parameter file: open for reading and writing.
    package static func wipe(_ file: borrowing FileDescriptor) throws(SystemError) {
        guard let probe = unsafe blkid_new_probe() else {
            throw SystemError("wipe", file.path, code: Errno.outOfMemory)
        }
        defer { unsafe blkid_free_probe(probe) }
        guard unsafe blkid_probe_set_device(probe, file.number, 0, 0) == 0 else {
            throw SystemError("wipe", file.path, code: 0, detail: "libblkid cannot use it")
        }
        unsafe blkid_probe_enable_superblocks(probe, 1)
        unsafe blkid_probe_set_superblocks_flags(
            probe, BLKID_SUBLKS_MAGIC | BLKID_SUBLKS_TYPE | BLKID_SUBLKS_BADCSUM)
        unsafe blkid_probe_enable_partitions(probe, 1)
        unsafe blkid_probe_set_partitions_flags(probe, BLKID_PARTS_MAGIC | BLKID_PARTS_FORCE_GPT)
        for _ in 0..<most {
            guard unsafe blkid_do_probe(probe) == 0 else { return }
            guard unsafe blkid_do_wipe(probe, 0) == 0 else { throw .current("wipe the old signature of", file.path) }
        }
        throw SystemError("wipe", file.path, code: 0, detail: "old signatures come back after they were overwritten")
    }
}
