import Planning
import System
import Text

/// The machine that this program runs on.
package struct LinuxMachine: Machine {
    /// How long to wait, for each device, until others let go of it or its node appears.
    package var deadline: RetryDeadline
    /// Where the files are that are not named by a step.
    package var places: Places
    /// The swap files that were switched off, as they were while they were in use. What takes that back switches the same
    /// file on again, however little a new one of its kind would be trusted: else the machine would be without it.
    var switchedOff: [(path: String, status: FileStatus)] = []

    /// Files that a test puts elsewhere.
    package struct Places: Sendable {
        /// hot_add and hot_remove.
        package var zramControl = "/sys/class/zram-control"
        /// Below it are zramN/initstate and others.
        package var blockDevices = "/sys/block"
        /// Below it is MAJOR:MINOR for every block device.
        package var deviceNumbers = "/sys/dev/block"
        /// The program that loads modules; nil for where this machine has it.
        package var modprobe: String?

        package init() {}
    }

    package init(deadline: RetryDeadline = .standard, places: Places = Places()) {
        self.deadline = deadline
        self.places = places
    }

    package func write(_ value: String, to path: String) throws(SystemError) {
        // The kernel never gets to see an empty write and reports success; a second line would be a second value.
        guard !value.isEmpty, !value.utf8.contains(UInt8(ascii: "\n")), !value.utf8.contains(0) else {
            throw SystemError(.joining("write \"", value, "\" to"), path, code: Errno.invalid)
        }
        do throws(SystemError) {
            try waitingForZram(path).retry(while: { $0.code == Errno.busy }) { () throws(SystemError) in
                try FileDescriptor.attributeForWriting(path).writeOnce(Array((value + "\n").utf8))
            }
        } catch {
            throw SystemError(
                .joining("write \"", value, "\" to"), path, code: error.code,
                detail: error.detail ?? holders(error, path))
        }
    }

    package func read(_ path: String) throws(SystemError) -> String {
        // Linux 7.2 leaves NUL bytes behind the lines of some zram attributes.
        let bytes = try FileDescriptor.attribute(path).readAttribute().filter { $0 != 0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    package func makeDirectory(_ path: String) throws(SystemError) -> Bool { try FolderCalls.make(path) }

    package func removeDirectory(_ path: String) throws(SystemError) -> Bool { try FolderCalls.remove(path) }

    /// Only zram's attributes are busy for a moment.
    private func waitingForZram(_ path: String) -> RetryDeadline {
        path.utf8.starts(with: (places.blockDevices + "/zram").utf8) ? deadline : RetryDeadline(milliseconds: 0)
    }

    private func holders(_ error: SystemError, _ attribute: String) -> String? {
        guard error.code == Errno.busy else { return nil }
        let start = (places.blockDevices + "/").utf8
        guard attribute.utf8.starts(with: start) else { return nil }
        let name = attribute.utf8.dropFirst(start.count).prefix { $0 != UInt8(ascii: "/") }
        return DeviceHolders.text("/dev/" + String(decoding: name, as: UTF8.self))
    }
}
