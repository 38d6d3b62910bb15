import Kernel
import Text

/// zram on this kernel.
package struct ZramSubsystem: Equatable, Sendable {
    /// Whether the kernel has zram.
    package enum Availability: Equatable, Sendable {
        /// Built in or loaded: /sys/class/zram-control is there.
        case present
        /// A module that modprobe can load.
        case loadable
        /// Neither; the text says what was looked for.
        case absent(String)
    }

    package var availability: Availability = .absent("")
    /// By number.
    package var devices: [ZramDevice] = []
    /// Whether there is a hot_add, or will be once the module is loaded: devices can be added and removed (from 4.2 on),
    /// else the module's num_devices rules.
    package var canAdd: Bool = true

    package init(availability: Availability = .absent(""), devices: [ZramDevice] = [], canAdd: Bool = true) {
        self.availability = availability
        self.devices = devices
        self.canAdd = canAdd
    }
}

/// A zram device: /sys/block/zramN (Documentation/admin-guide/blockdev/zram.rst).
package struct ZramDevice: Equatable, Sendable {
    package var number: Int
    /// `disksize` in bytes; 0 for a device that is not initialised.
    package var size: UInt64
    /// What comp_algorithm lists, in its order.
    package var algorithms: [String]
    /// The one in brackets.
    package var algorithm: String?
    /// Whether there is an algorithm_params file (from 6.12 on).
    package var takesParameters: Bool
    /// Column 4 of mm_stat, in bytes; 0 for none.
    package var memoryLimit: UInt64
    package var usage: Usage?
    /// What the device holds; nil when it is not initialised.
    package var content: AreaContent?
    /// Where it is mounted, from mountinfo; nil when it is not.
    package var mountPoint: String?
    /// Its row in /proc/swaps; nil when it is not active.
    package var active: ActiveSwap?

    package init(
        number: Int, size: UInt64 = 0, algorithms: [String], algorithm: String?, takesParameters: Bool = false,
        memoryLimit: UInt64 = 0, usage: Usage? = nil, content: AreaContent? = nil, mountPoint: String? = nil,
        active: ActiveSwap? = nil
    ) {
        self.number = number
        self.size = size
        self.algorithms = algorithms
        self.algorithm = algorithm
        self.takesParameters = takesParameters
        self.memoryLimit = memoryLimit
        self.usage = usage
        self.content = content
        self.mountPoint = mountPoint
        self.active = active
    }

    package var name: ZramName { ZramName(number) }
    /// `/dev/zram0`
    package var path: String { name.node }
    /// Whether it has a size: only then it holds data, and only a reset changes its size or algorithm.
    package var isInitialized: Bool { size > 0 }

    /// Columns of mm_stat, in bytes.
    package struct Usage: Equatable, Sendable {
        /// orig_data_size: what was stored.
        package var original: UInt64
        /// compr_data_size: what it shrank to.
        package var compressed: UInt64
        /// mem_used_total: what it takes with the allocator's share.
        package var memoryUsed: UInt64

        package init(original: UInt64, compressed: UInt64, memoryUsed: UInt64) {
            self.original = original
            self.compressed = compressed
            self.memoryUsed = memoryUsed
        }
    }
}
