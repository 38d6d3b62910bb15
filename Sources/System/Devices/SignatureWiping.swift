import CBlkid

extension BlkidProbe {
    /// More signatures than a device can have; a device that takes writes and does not keep them must not hold us.
    private static let most = 64

    /// Overwrites the magic of every superblock and partition table that libblkid finds, backups included, so that
    /// nothing claims the device later for what it was.
    ///
    /// - Parameters:
    ///   - file: open for reading and writing.
    ///   - save: called before each is overwritten, with its place and length in bytes.
    /// - Throws: when something cannot be read or written, so that signatures may be left.
    package static func wipe(
        _ file: borrowing FileDescriptor, save: (_ offset: UInt64, _ count: Int) throws(SystemError) -> Void
    ) throws(SystemError) {
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
            switch unsafe blkid_do_probe(probe) {
            case 0: break
            case 1: return
            default: throw SystemError("wipe", file.path, code: 0, detail: "libblkid could not read it")
            }
            if let place = unsafe magic(probe) { try save(place.offset, place.count) }
            guard unsafe blkid_do_wipe(probe, 0) == 0 else { throw .current("wipe the old signature of", file.path) }
        }
        throw SystemError("wipe", file.path, code: 0, detail: "old signatures come back after they were overwritten")
    }

    /// Where the magic stands that was found, and how long it is; as blkid_do_wipe finds it.
    private static func magic(_ probe: blkid_probe) -> (offset: UInt64, count: Int)? {
        for (offsetName, name) in [("SBMAGIC_OFFSET", "SBMAGIC"), ("PTMAGIC_OFFSET", "PTMAGIC")] {
            var text: UnsafePointer<CChar>?
            var count = 0
            guard unsafe blkid_probe_lookup_value(probe, offsetName, &text, nil) == 0, let digits = unsafe text,
                let offset = unsafe UInt64(String(cString: digits)),
                unsafe blkid_probe_lookup_value(probe, name, nil, &count) == 0
            else { continue }
            return (offset, count)
        }
        return nil
    }
}
