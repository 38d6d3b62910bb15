import Applying
import Kernel
import LiveState
import Planning
import System
import Text

/// A mishap during an apply. Calls that change something are counted from 1.
package enum SimulatedFault: Equatable, Sendable {
    /// This one call fails with this errno.
    case failing(at: Int, code: Int32)
    /// Nothing from this call on is done: the applier is dead, or the power is gone.
    case killed(at: Int)
}

/// A kernel in memory: it takes what the applier does, with the order rules and errors that real kernels have, and shows
/// its state as a machine would.
///
/// What it knows was measured on Debian's 5.10, 6.1, 6.12 and 7.2 kernels. A value: a copy is a snapshot.
package struct SimulatedKernel: Machine, Sendable {
    /// How zram comes to this kernel.
    package enum ZramSupport: Sendable {
        case builtIn
        case module
        case absent
    }

    package var version: KernelVersion
    package var pageSize: UInt64 = 4096
    package var memoryTotal: UInt64 = 1 << 30
    package var memoryAvailable: UInt64 = 768 << 20
    package var container: String?

    package var zramSupport = ZramSupport.module
    /// By number; nil until the module is loaded.
    package var zram: [Int: SimulatedZram]?

    package var files: [String: SimulatedFile] = [:]
    package var folders: [String: SimulatedFileSystem] = ["/var": SimulatedFileSystem()]
    package var blockDevices: [String: SimulatedBlockDevice] = [:]
    package var areas: [SimulatedArea] = []
    /// Sysctls with their values, by path.
    package var sysctls = [
        "/proc/sys/vm/swappiness": "60", "/proc/sys/vm/page-cluster": "3",
        "/proc/sys/vm/watermark_boost_factor": "15000", "/proc/sys/vm/watermark_scale_factor": "10",
        "/proc/sys/vm/min_free_kbytes": "5632",
    ]
    /// The recorded original values of this boot, by path.
    package var originals: [String: String] = [:]
    package var cgroups = SimulatedCgroups(version: .v2)

    var random = SplitMix64(seed: 1)
    /// What formats have written over; not a part of the machine's state.
    var savedContents: [AreaContent] = []
    /// Files that were switched off, as they were: the applier switches the same ones on again.
    var switchedOff: [String: SimulatedFile] = [:]
    /// What goes wrong, if anything.
    package var fault: SimulatedFault?
    /// How many calls have been made that change something.
    package private(set) var calls = 0

    /// Counts a call, and fails it where the test says.
    mutating func begin(_ operation: String, _ path: String) throws(SystemError) {
        calls += 1
        switch fault {
        case .failing(let number, let code) where number == calls: throw SystemError(operation, path, code: code)
        case .killed(let number) where number <= calls: throw SystemError(operation, path, code: Errno.interrupted)
        default: return
        }
    }

    /// Whether this is the call in which everything ended.
    var isLast: Bool { fault == .killed(at: calls) }

    package init(version: KernelVersion = KernelVersion(6, 12, 107)) {
        self.version = version
    }

    /// What it was built with, in place of what Debian's kernels of its version have.
    package var builtAlgorithms: [String]?
    /// What a new device has, in place of the first one; it may be one that the kernel lacks.
    package var builtDefault: String?
    package var defaultAlgorithm: String { builtDefault ?? algorithms.first ?? "lzo-rle" }

    /// What comp_algorithm lists, the default one first.
    package var algorithms: [String] {
        if let builtAlgorithms { return builtAlgorithms }
        return version < KernelVersion(6, 12)
            ? ["lzo-rle", "lzo", "lz4", "lz4hc", "zstd"] : ["lz4", "lz4hc", "zstd", "deflate"]
    }

    package var takesParameters: Bool { version >= KernelVersion(6, 12) }

    /// Measured; beyond it swapon(2) answers EPERM.
    package var slots: Int {
        if version < KernelVersion(6, 1) { return 30 }
        return version < KernelVersion(6, 16) ? 27 : 24
    }

    package mutating func write(_ write: AttributeWrite) throws(SystemError) {
        try begin("write \"\(write.text)\" to", write.attribute.path)
        switch write.attribute {
        case .zram(let name, let file): try writeZram(name.number, file, write.text)
        case .cgroup(let folder, let file):
            try cgroups.write(write.text, to: file, of: folder, pageSize: pageSize)
        case .sysctl:
            let path = write.attribute.path
            guard sysctls[path] != nil else { throw SystemError("write", path, code: Errno.noEntry) }
            // As the kernels reject them, measured on 5.10 to 7.3.
            let most = ["swappiness": version < KernelVersion(5, 8) ? 100 : 200, "watermark_scale_factor": 3000]
            guard let number = Int(write.text), number >= 0, number <= most[path.lastComponent] ?? Int(Int32.max) else {
                throw SystemError("write", path, code: Errno.invalid)
            }
            sysctls[path] = write.text
        }
    }

    package func read(_ attribute: Attribute) throws(SystemError) -> String {
        switch attribute {
        case .zram(let name, let file): try readZram(name.number, file)
        case .cgroup(let folder, let file): try cgroups.read(file, of: folder)
        case .sysctl: "\(sysctls[attribute.path] ?? "")\n"
        }
    }

    package mutating func recordOriginal(_ value: String, of attribute: Attribute) throws(SystemError) -> Bool {
        try begin("record", attribute.path)
        guard originals[attribute.path] == nil else { return false }
        originals[attribute.path] = value
        return true
    }

    package mutating func forgetOriginal(of attribute: Attribute) throws(SystemError) {
        try begin("forget", attribute.path)
        originals[attribute.path] = nil
    }

    package mutating func makeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        try begin("mkdir", folder.path)
        return try cgroups.make(folder)
    }

    package mutating func removeCgroup(_ folder: CgroupFolder) throws(SystemError) -> Bool {
        try begin("rmdir", folder.path)
        return try cgroups.remove(folder)
    }
}

extension String {
    /// What follows the last slash.
    fileprivate var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
