import Text

/// How the command line leaves the memory controller.
///
/// `cgroup_disable=` is mainline's (kernel/cgroup/cgroup.c). Raspberry Pi's kernels have `cgroup_enable=` beside it and
/// obey the last of the two, since their firmware writes `cgroup_disable=memory` before what cmdline.txt has.
package struct MemoryControllerBoot: Equatable, Sendable {
    /// The parameter that switches the controller off.
    package var disabling: KernelCommandLine.Parameter
    /// The parameter that is to switch it on again; nil where there is none.
    package var enabling: KernelCommandLine.Parameter?
    /// Whether Raspberry Pi's kernels have the controller.
    package var isOnForRaspberryPi: Bool

    /// - Returns: nil where nothing switches the controller off.
    package init?(_ line: KernelCommandLine) {
        guard let off = line.lastIndex("cgroup_disable", listing: "memory") else { return nil }
        let on = line.lastIndex("cgroup_enable", listing: "memory")
        disabling = line.parameters[off]
        enabling = on.map { line.parameters[$0] }
        isOnForRaspberryPi = on.map { $0 > off } ?? false
    }

    /// Whether a release or its local part is that of a kernel as Raspberry Pi builds them: `6.12.34+rpt-rpi-v8`,
    /// `6.6.31-v7l+`.
    package static func isRaspberryPi(release: String) -> Bool {
        let bytes = Array(release.utf8)
        for index in bytes.indices {
            let rest = bytes[index...]
            if rest.starts(with: "rpi".utf8) { return true }
            for mark in ["-v6", "-v7", "-v8"] where rest.starts(with: mark.utf8) {
                guard rest.count > 3 else { return true }
                let next = bytes[index + 3]
                if next == UInt8(ascii: "+") || next == UInt8(ascii: "l") || next == UInt8(ascii: "-") { return true }
            }
        }
        return false
    }

    /// What the parameters do: the end of a sentence without a final period.
    package var summary: String {
        var text = String.joining("the boot parameter ", disabling.text, " switches the memory controller off")
        guard let enabling else { return text }
        text.add(
            isOnForRaspberryPi ? ", and " : ", also after ", enabling.text,
            ": mainline kernels ignore cgroup_enable, Raspberry Pi's obey the last of the two")
        return text
    }

    /// What to do about it, without a final period.
    ///
    /// - Parameter isRaspberryPi: whether the kernel is one of theirs; nil where that is not known.
    package func remedy(isRaspberryPi: Bool?) -> String {
        let append: String = .joining(
            enabling == nil ? "append cgroup_enable=memory to" : "write cgroup_enable=memory last in",
            " /boot/firmware/cmdline.txt, since the firmware writes ", disabling.text)
        if isRaspberryPi == true { return append }
        let remove: String = .joining("remove ", disabling.text, " from the kernel's command line")
        guard isRaspberryPi == nil else { return remove }
        return .joining(
            remove, isOnForRaspberryPi ? "" : "; on a Raspberry Pi kernel ", isOnForRaspberryPi ? "" : append)
    }
}
