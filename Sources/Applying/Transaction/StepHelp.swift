import Planning
import System
import Text

/// What to do about a step that failed: one table from the kind of step and the kernel's answer to a sentence.
///
/// What the kernel means by each is measured; the kernel documents tell few of them.
enum StepHelp {
    /// - Returns: one sentence without a final period; nil where the error itself says it all.
    static func sentence(for step: Step, _ error: SystemError) -> String? {
        if let general = general(error.code, step) { return general }
        switch step {
        case .loadModule:
            return "install the module for the running kernel, or boot a kernel that has it built in"
        case .addZram:
            return error.code == 0
                ? "apply again: another program adds and removes zram devices too"
                : "see what the kernel says of zram in dmesg, and apply again"
        case .removeZram(let number):
            return error.code == Errno.noDevice
                ? again : busy(error.code, .joining("/dev/zram", number.description))
        case .resetZram(let number, _): return busy(error.code, .joining("/dev/zram", number.description))
        case .write(let attribute): return help(attribute, error.code)
        case .formatSwap(let format): return help(format, error.code)
        case .restoreContent(let path, _): return busy(error.code, path)
        case .createSwapFile(let creation), .placeSwapFile(let creation), .putBackSwapFile(let creation):
            return help(creation, error.code)
        case .removeFile(let path):
            return error.code == Errno.permission && error.detail == nil
                ? .joining(
                    "if ", path, " is in use as swap, run swapoff ", path,
                    " first; chattr -i lets an immutable file go") : nil
        case .swapOn(let path, _, _): return swapOn(path, error)
        case .swapOff(let path, _, _): return swapOff(path, error.code)
        case .makeCgroup(let path): return makeCgroup(path, error.code)
        case .removeCgroup(let path, _):
            return error.code == Errno.busy
                ? .joining(
                    "move the processes in ", path, "/cgroup.procs elsewhere, and remove the cgroups below it") : nil
        }
    }

    private static let again = "look at the plan, and apply again: the machine has changed since it was made"

    /// What means the same in every step.
    private static func general(_ code: Int32, _ step: Step) -> String? {
        switch (code, step) {
        case (Errno.readOnly, .createSwapFile), (Errno.readOnly, .placeSwapFile), (Errno.readOnly, .removeFile),
            (Errno.readOnly, .swapOn):
            return "remount the file system for writing (mount -o remount,rw)"
        case (Errno.readOnly, .formatSwap): return "take another device, or unlock this one (blockdev --setrw)"
        case (Errno.readOnly, _): return "run it where /sys can be written: in most containers it is read-only"
        case (Errno.access, _): return "run it as root, and outside of a container"
        case (Errno.inputOutput, .resetZram): return "see dmesg for what the driver says"
        case (Errno.inputOutput, .write(let attribute)) where attribute.path.utf8.starts(with: "/sys/".utf8):
            return "see dmesg for what the driver says"
        case (Errno.inputOutput, _): return "see dmesg: the disk may be failing"
        default: return nil
        }
    }

    private static func busy(_ code: Int32, _ device: String) -> String? {
        guard code == Errno.busy else { return nil }
        return .joining(
            "switch ", device, " off as swap, unmount it, or end the program that has it open (fuser -v ", device, ")")
    }

    private static func help(_ attribute: AttributeWrite, _ code: Int32) -> String? {
        let name = lastName(attribute.path)
        switch (name, code) {
        case ("comp_algorithm", Errno.invalid):
            return .joining(
                "take an algorithm that cat ", attribute.path,
                " lists; if it is listed, its module cannot be loaded: try modprobe ", attribute.value)
        case ("disksize", Errno.outOfMemory):
            return "take a smaller size, or another algorithm: its module may be missing, or memory too short for it"
        case ("disksize", Errno.invalid):
            return
                "check that modprobe works: up to Linux 6.1 the kernel answers this when it cannot load the module of "
                + "the algorithm; from 6.12 on also when it does not know a parameter's value"
        case ("comp_algorithm", Errno.busy), ("disksize", Errno.busy), ("algorithm_params", Errno.busy),
            ("mem_limit", Errno.noEntry), ("disksize", Errno.noEntry), ("comp_algorithm", Errno.noEntry):
            return again
        case ("algorithm_params", Errno.invalid):
            return "check the parameters' names and values against this kernel's zram documentation"
        case ("algorithm_params", Errno.noEntry): return "leave the parameters out, or use Linux 6.12 or newer"
        case ("cgroup.subtree_control", Errno.busy):
            return "move the processes that are in this cgroup itself to one below it: cgroup v2 has processes only in "
                + "cgroups without children"
        case ("cgroup.subtree_control", Errno.invalid):
            return "boot without cgroup_disable=memory, on a kernel with CONFIG_MEMCG"
        case ("cgroup.subtree_control", _):
            return "see that the cgroup above has the memory controller in its cgroup.subtree_control"
        case ("memory.limit_in_bytes", Errno.busy), ("memory.memsw.limit_in_bytes", Errno.busy):
            return "give it a higher limit, or stop programs in it: it uses more than that and the kernel could not "
                + "reclaim enough"
        case ("memory.limit_in_bytes", Errno.invalid), ("memory.memsw.limit_in_bytes", Errno.invalid):
            return again
        default:
            guard name.utf8.starts(with: "memory.".utf8) else { return code == 0 ? again : nil }
            if code == Errno.noEntry { return "see that the memory controller is enabled for this cgroup" }
            return code == 0 ? "see which other program sets limits on this cgroup" : nil
        }
    }

    private static func help(_ format: SwapFormat, _ code: Int32) -> String? {
        switch code {
        case 0: return format.overwrites == nil ? "take another device, or see to what it holds first" : again
        case Errno.noEntry, Errno.noSuchDevice, Errno.noDevice, Errno.notBlockDevice:
            return "see that the device is there, and that /dev is filled (devtmpfs, mdev or udev)"
        case Errno.noSpace: return "see dmesg: the device takes no more data"
        default: return busy(code, format.path)
        }
    }

    private static func help(_ creation: SwapFileCreation, _ code: Int32) -> String? {
        switch code {
        case Errno.noSpace: return "make room, or take a smaller size"
        case Errno.quota: return "raise root's quota there, or take a smaller size"
        case Errno.fileTooLarge: return "take a size that the file system has for one file (4G on FAT)"
        case Errno.noEntry: return "make the directory, or mount what it is on, first"
        case Errno.loop: return "write the path without symbolic links into the profile"
        case Errno.notFolder: return "take a path whose upper parts are directories"
        case Errno.exists: return "look at what is there: it was not when the plan was made"
        case Errno.permission:
            return "take a directory that belongs to root and that nobody else may write to, as /var"
        default: return nil
        }
    }

    private static func swapOn(_ path: String, _ error: SystemError) -> String? {
        switch error.code {
        case Errno.permission where error.detail == nil:
            return .joining(
                "run it as root; if it is, the kernel has all the swap areas that it can (",
                SwapSlots.fewest.description,
                " to ", SwapSlots.most.description, ", by version): switch one off")
        case Errno.busy: return "see /proc/swaps and /proc/mounts: it is in use already, perhaps under another name"
        case Errno.invalid where error.detail == nil:
            return "see the last line of dmesg: the file system may not be able to hold swap, or the file have holes"
        case Errno.outOfMemory: return "free some memory: the kernel keeps a map of the area"
        case Errno.noEntry, Errno.noSuchDevice, Errno.noDevice: return again
        case Errno.loop: return "write the path without symbolic links into the profile"
        default: return nil
        }
    }

    private static func swapOff(_ path: String, _ code: Int32) -> String? {
        switch code {
        case Errno.outOfMemory:
            return .joining(
                "stop programs, or switch on other swap, until what is swapped to ", path,
                " fits; it is still in use")
        case Errno.invalid, Errno.noEntry: return again
        case Errno.interrupted: return .joining("apply again: ", path, " is still in use")
        default: return nil
        }
    }

    private static func makeCgroup(_ path: String, _ code: Int32) -> String? {
        switch code {
        case Errno.again: return .joining("raise cgroup.max.depth or cgroup.max.descendants above ", path)
        case Errno.noEntry: return again
        case Errno.permission: return "run it as root, and outside of a container"
        default: return nil
        }
    }

    /// `disksize` of `/sys/block/zram0/disksize`.
    private static func lastName(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }
}
