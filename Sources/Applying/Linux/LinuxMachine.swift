import Kernel
import LiveState
import Planning
import System
import Text

/// The machine that this program runs on.
package struct LinuxMachine: Machine {
    /// How long to wait, for each device, until others let go of it or its node appears.
    package var deadline: RetryDeadline
    /// Where the files are that are not named by a step.
    package var places: Places
    /// The swap files that were switched off, as they were while they were in use. What rolls that back switches the same
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
        /// Where the records of original values are.
        package var records = RuntimePlaces.standard

        package init() {}
    }

    package init(deadline: RetryDeadline = .standard, places: Places = Places()) {
        self.deadline = deadline
        self.places = places
    }

    package func write(_ write: AttributeWrite) throws(SystemError) {
        let path = path(of: write.attribute)
        let value = write.text
        // The kernel never gets to see an empty write and reports success; a second line would be a second value.
        guard !value.isEmpty, !value.utf8.contains(UInt8(ascii: "\n")), !value.utf8.contains(0) else {
            throw SystemError(.joining("write \"", value, "\" to"), path, code: Errno.invalid)
        }
        do throws(SystemError) {
            try retryDeadline(write.attribute).retry(while: { $0.code == Errno.busy }) { () throws(SystemError) in
                try FileDescriptor.attributeForWriting(path).writeOnce(Array((value + "\n").utf8))
            }
        } catch {
            throw SystemError(
                .joining("write \"", value, "\" to"), path, code: error.code,
                detail: error.detail ?? holders(error, write.attribute))
        }
    }

    package func read(_ attribute: Attribute) throws(SystemError) -> String {
        // Linux 7.2 leaves NUL bytes after the lines of some zram attributes.
        let bytes = try FileDescriptor.attribute(path(of: attribute)).readAttribute().filter { $0 != 0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    package func recordOriginal(_ value: String, of attribute: Attribute) throws(SystemError) -> Bool {
        var originals = try OriginalValues.read(places.records)
        guard originals[attribute.path] == nil else { return false }
        originals[attribute.path] = value
        try originals.write(places.records)
        return true
    }

    package func forgetOriginal(of attribute: Attribute) throws(SystemError) {
        var originals = try OriginalValues.read(places.records)
        guard originals[attribute.path] != nil else { return }
        originals[attribute.path] = nil
        try originals.write(places.records)
    }

    package func makeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool { try FolderCalls.make(folder.path) }

    package func removeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        try FolderCalls.remove(folder.path)
    }

    /// The attribute's path, zram's where `places` has it.
    func path(of attribute: Attribute) -> String {
        guard case .zram(let name, let file) = attribute else { return attribute.path }
        return .joining(places.blockDevices, "/", name.text, "/", file.rawValue)
    }

    /// Only zram's attributes are busy for a moment.
    private func retryDeadline(_ attribute: Attribute) -> RetryDeadline {
        attribute.zram == nil ? RetryDeadline(milliseconds: 0) : deadline
    }

    private func holders(_ error: SystemError, _ attribute: Attribute) -> String? {
        guard error.code == Errno.busy, let device = attribute.zram else { return nil }
        return DeviceHolders.text(device.node)
    }
}
