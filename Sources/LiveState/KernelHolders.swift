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
        try add("loop", backing: "/loop/backing_file", node, root, &names)
        try add("zram", backing: "/backing_dev", node, root, &names)
        return names
    }

    private static func add(
        _ kind: String, backing file: String, _ node: String, _ root: Root, _ names: inout [String]
    ) throws(SystemError) {
        for name in try root.entries("/sys/block", startingWith: kind) {
            if try root.readUnlessAbsent("/sys/block/" + name + file)?.firstLine == node { names.append(name) }
        }
    }
}
