import System

/// What the kernel itself has built on a block device.
package enum KernelHolders {
    /// The names of the devices that are built on it: `dm-0`, `md127`, `loop2`, `zram0`.
    ///
    /// - Parameters:
    ///   - node: the device's path, without links.
    ///   - folder: where sysfs has the device.
    package static func names(of node: String, in folder: String, root: Root) throws(SystemError) -> [String] {
        var names = try root.entries(folder + "/holders")
        // Neither is listed there (drivers/block/loop.c, drivers/block/zram/zram_drv.c).
        for name in try root.entries("/sys/block", startingWith: "loop") {
            if try SwapTable.loopFile("/dev/" + name, root) == node { names.append(name) }
        }
        for name in try root.entries("/sys/block", startingWith: "zram") {
            let backing = try root.readUnlessAbsent("/sys/block/" + name + "/backing_dev")
            if backing?.firstLine == node { names.append(name) }
        }
        return names
    }
}
