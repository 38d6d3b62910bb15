import CBlkid

/// What libblkid reads on a device or in a file: superblocks (file systems, RAID, LVM, encryption) and partition tables.
package enum BlkidProbe {
    /// What is there.
    package enum Finding: Equatable, Sendable {
        /// No signature that libblkid knows.
        case nothing
        /// The types in libblkid's words, the content's first and then the partition table's: `ext4`, `crypto_LUKS`, `dos`.
        case found([String])
        /// Signatures that exclude each other; all of them.
        case ambivalent([String])
    }

    /// Probes an open device or regular file from its beginning to its end. Reads only.
    ///
    /// - Throws: when libblkid cannot read it.
    package static func probe(_ file: borrowing FileDescriptor) throws(SystemError) -> Finding {
        guard let probe = unsafe blkid_new_probe() else {
            throw SystemError("probe", file.path, code: Errno.outOfMemory)
        }
        defer { unsafe blkid_free_probe(probe) }
        guard unsafe blkid_probe_set_device(probe, file.number, 0, 0) == 0 else {
            throw SystemError("probe", file.path, code: 0, detail: "libblkid cannot use it")
        }
        unsafe blkid_probe_enable_superblocks(probe, 1)
        // A superblock with a wrong checksum is still someone's data.
        unsafe blkid_probe_set_superblocks_flags(probe, BLKID_SUBLKS_TYPE | BLKID_SUBLKS_BADCSUM)
        unsafe blkid_probe_enable_partitions(probe, 1)
        // A GPT is one even where another program has damaged the MBR before it.
        unsafe blkid_probe_set_partitions_flags(probe, BLKID_PARTS_FORCE_GPT)
        switch unsafe blkid_do_safeprobe(probe) {
        case 0: return unsafe .found(values(probe))
        case 1: return .nothing
        case -2: return unsafe .ambivalent(everything(probe))
        default: throw SystemError("probe", file.path, code: 0, detail: "libblkid could not read it")
        }
    }

    /// The type and the partition table's type that the last call of libblkid found.
    private static func values(_ probe: blkid_probe) -> [String] {
        var values: [String] = []
        for name in ["TYPE", "PTTYPE"] {
            var value: UnsafePointer<CChar>?
            guard unsafe blkid_probe_lookup_value(probe, name, &value, nil) == 0, let text = unsafe value else {
                continue
            }
            unsafe values.append(String(cString: text))
        }
        return values
    }

    /// One signature after the other, also those that safe probing refuses.
    private static func everything(_ probe: blkid_probe) -> [String] {
        unsafe blkid_reset_probe(probe)
        var all: [String] = []
        while all.count < 16, unsafe blkid_do_probe(probe) == 0 {
            for value in unsafe values(probe) where !all.contains(value) { all.append(value) }
        }
        return all
    }
}
