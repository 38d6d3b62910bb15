import Kernel
import Planning
import System
import Text

/// What to do about a step that failed: one table from the kind of step and the kernel's answer to a sentence.
///
/// What the kernel means by each is measured; the kernel documents few of them.
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
        case .removeZram(let name): return error.code == Errno.noDevice ? again : busy(error.code, name.node)
        case .resetZram(let name, _): return busy(error.code, name.node)
        case .write(let write): return help(write, error.code)
        case .recordOriginal, .forgetOriginal:
            return error.code == Errno.noSpace
                ? "free some space in /run" : "mount a tmpfs on /run, as every init does"
        case .formatSwap(let format): return help(format, error.code)
        case .restoreContent(let area, _): return busy(error.code, area.path)
        case .createSwapFile(let creation), .placeSwapFile(let creation), .putBackSwapFile(let creation):
            return help(creation, error.code)
        case .removeFile(let path):
            return error.code == Errno.permission && error.detail == nil
                ? .joining(
                    "if ", path, " is in use as swap, run swapoff ", path,
                    " first; chattr -i lets an immutable file go") : nil
        case .swapOn: return swapOn(error)
        case .swapOff(let area, _, _): return swapOff(area.path, error.code)
        case .makeCgroup(let folder): return makeCgroup(folder.path, error.code)
        case .removeCgroup(let folder, _):
            return error.code == Errno.busy
                ? .joining(
                    "move the processes in ", folder.path, "/cgroup.procs elsewhere, and remove the cgroups below it")
                : nil
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
        case (Errno.readOnly, .write(let write)) where write.attribute.isSysctl:
            return "run it where /proc/sys can be written: in most containers it is read-only"
        case (Errno.readOnly, _): return "run it where /sys can be written: in most containers it is read-only"
        case (Errno.access, _): return "run it as root, and outside of a container"
        case (Errno.inputOutput, .resetZram), (Errno.inputOutput, .write):
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

    private static func help(_ write: AttributeWrite, _ code: Int32) -> String? {
        switch write.attribute {
        case .zram(_, let attribute): zram(attribute, write, code)
        case .cgroup(_, .subtreeControl): delegation(code)
        case .cgroup(_, let file): limit(file, code)
        case .sysctl: sysctl(write, code)
        }
    }

    private static func sysctl(_ write: AttributeWrite, _ code: Int32) -> String? {
        switch code {
        case 0: "see which other program sets it"
        case Errno.invalid: .joining("use a value that this kernel takes: it rejects ", write.text)
        case Errno.noEntry: again
        case Errno.permission: "run it as root, and outside of a container"
        default: nil
        }
    }

    private static func zram(_ attribute: ZramAttribute, _ write: AttributeWrite, _ code: Int32) -> String? {
        switch (attribute, code) {
        case (.algorithm, Errno.invalid):
            return .joining(
                "take an algorithm that cat ", write.attribute.path,
                " lists; if it is listed, its module cannot be loaded: try modprobe ", write.text)
        case (.diskSize, Errno.outOfMemory):
            return "take a smaller size, or another algorithm: its module may be missing, or memory too short for it"
        case (.diskSize, Errno.invalid):
            return
                "check that modprobe works: up to Linux 6.1 the kernel answers this when it cannot load the module of "
                + "the algorithm; from 6.12 on also when it does not know a parameter's value"
        case (.algorithmParameters, Errno.invalid):
            return "check the parameters' names and values against this kernel's zram documentation"
        case (.algorithmParameters, Errno.noEntry): return "leave the parameters out, or use Linux 6.12 or newer"
        case (_, Errno.busy), (_, Errno.noEntry), (_, 0): return again
        default: return nil
        }
    }

    private static func delegation(_ code: Int32) -> String {
        switch code {
        case Errno.busy:
            "move the processes that are in this cgroup itself to one below it: cgroup v2 has processes only in cgroups "
                + "without children"
        case Errno.invalid: "boot without cgroup_disable=memory, on a kernel with CONFIG_MEMCG"
        default: "see that the cgroup above has the memory controller in its cgroup.subtree_control"
        }
    }

    private static func limit(_ file: CgroupFile, _ code: Int32) -> String? {
        switch (file, code) {
        case (.v1, Errno.busy):
            "give it a higher limit, or stop programs in it: it uses more than that and the kernel could not reclaim "
                + "enough"
        case (.v1, Errno.invalid): again
        case (_, Errno.noEntry): "see that the memory controller is enabled for this cgroup"
        case (_, 0): "see which other program sets limits on this cgroup"
        default: nil
        }
    }

    private static func help(_ format: SwapFormat, _ code: Int32) -> String? {
        switch code {
        case 0: return format.overwrites == nil ? "take another device, or check what it holds first" : again
        case Errno.noEntry, Errno.noSuchDevice, Errno.noDevice, Errno.notBlockDevice:
            return "see that the device is there, and that /dev is filled (devtmpfs, mdev or udev)"
        case Errno.noSpace: return "see dmesg: the device takes no more data"
        default: return busy(code, format.area.path)
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

    private static func swapOn(_ error: SystemError) -> String? {
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
}

extension Attribute {
    fileprivate var isSysctl: Bool {
        guard case .sysctl = self else { return false }
        return true
    }
}
