import Kernel
import LiveState
import Planning
import System
import Text

/// A zram device in a simulated kernel.
package struct SimulatedZram: Equatable, Sendable {
    package var algorithm: String
    /// The last line of algorithm_params.
    package var parameters: String?
    /// In bytes; 0 before it is initialized.
    package var size: UInt64 = 0
    /// In bytes; 0 for none.
    package var memoryLimit: UInt64 = 0
    package var content = AreaContent.empty
    /// Bytes stored, as mm_stat's first column.
    package var original: UInt64 = 0
    package var mountPoint: String?

    package init(algorithm: String) { self.algorithm = algorithm }
}

extension SimulatedKernel {
    package mutating func loadModule(_ name: String, arguments: [String]) throws(SystemError) {
        try begin("modprobe", name)
        guard name == "zram", zramSupport != .absent else {
            throw SystemError("modprobe", name, code: Errno.noEntry)
        }
        guard zram == nil else { return }
        var count = 1
        for argument in arguments where argument.hasPrefix("num_devices=") {
            guard let number = Int(argument.dropFirst("num_devices=".count)) else {
                throw SystemError("modprobe", name, code: Errno.invalid)
            }
            count = number
        }
        zram = [:]
        for _ in 0..<count { _ = try newZram() }
    }

    package mutating func addZram() throws(SystemError) -> ZramName {
        try begin("read", "/sys/class/zram-control/hot_add")
        return ZramName(try newZram())
    }

    private mutating func newZram() throws(SystemError) -> Int {
        guard var devices = zram else {
            throw SystemError("open", "/sys/class/zram-control/hot_add", code: Errno.noEntry)
        }
        var number = 0
        while devices[number] != nil { number += 1 }
        devices[number] = SimulatedZram(algorithm: defaultAlgorithm)
        zram = devices
        return number
    }

    package mutating func removeZram(_ name: ZramName) throws(SystemError) {
        let number = name.number
        try begin("write \"\(number)\" to", "/sys/class/zram-control/hot_remove")
        guard let device = zram?[number] else {
            throw SystemError("write \"\(number)\" to", "/sys/class/zram-control/hot_remove", code: Errno.noDevice)
        }
        guard !isActive(name.node), device.mountPoint == nil else {
            throw SystemError("write \"\(number)\" to", "/sys/class/zram-control/hot_remove", code: Errno.busy)
        }
        zram?[number] = nil
    }

    mutating func writeZram(
        _ number: Int, _ attribute: ZramAttribute, _ value: String
    ) throws(SystemError) {
        let path = Attribute.zram(ZramName(number), attribute).path
        func failure(_ code: Int32) -> SystemError { SystemError("write \"\(value)\" to", path, code: code) }
        guard var device = zram?[number] else { throw failure(Errno.noEntry) }
        let isInitialized = device.size > 0
        switch attribute {
        case .algorithm:
            guard algorithms.contains(value) else { throw failure(Errno.invalid) }
            guard !isInitialized else { throw failure(Errno.busy) }
            device.algorithm = value
        case .algorithmParameters:
            guard takesParameters else { throw failure(Errno.noEntry) }
            guard (value + " ").hasPrefix("algo=" + device.algorithm + " ") else { throw failure(Errno.invalid) }
            if isInitialized {
                guard version < KernelVersion(7, 2) else { throw failure(Errno.busy) }
                return
            }
            device.parameters = value == "algo=" + device.algorithm ? nil : value
        case .diskSize:
            guard let bytes = UInt64(value), bytes > 0 else { throw failure(Errno.invalid) }
            guard !isInitialized else { throw failure(Errno.busy) }
            guard algorithms.contains(device.algorithm) else { throw failure(Errno.invalid) }
            device.size = (bytes + pageSize - 1) / pageSize * pageSize
        case .memoryLimit:
            guard let bytes = UInt64(value) else { throw failure(Errno.invalid) }
            device.memoryLimit = (bytes + pageSize - 1) / pageSize * pageSize
        case .reset:
            guard let flag = UInt16(value), flag != 0 else { throw failure(Errno.invalid) }
            guard !isActive(ZramName(number).node), device.mountPoint == nil else { throw failure(Errno.busy) }
            let algorithm = version < KernelVersion(6, 12) ? device.algorithm : defaultAlgorithm
            device = SimulatedZram(algorithm: algorithm)
        case .backingDevice: throw failure(Errno.noEntry)
        case .initState, .statistics: throw failure(Errno.access)
        }
        zram?[number] = device
    }

    func readZram(_ number: Int, _ attribute: ZramAttribute) throws(SystemError) -> String {
        let path = Attribute.zram(ZramName(number), attribute).path
        guard let device = zram?[number] else { throw SystemError("open", path, code: Errno.noEntry) }
        switch attribute {
        case .algorithm:
            return algorithms.map { $0 == device.algorithm ? "[\($0)] " : $0 + " " }.joined() + "\n"
        case .diskSize: return "\(device.size)\n"
        case .initState: return device.size > 0 ? "1\n" : "0\n"
        case .statistics:
            return "  \(device.original)        0        0 \(device.memoryLimit)        0        0        0        0\n"
        case .algorithmParameters, .memoryLimit, .reset: throw SystemError("open", path, code: Errno.access)
        case .backingDevice: throw SystemError("open", path, code: Errno.noEntry)
        }
    }
}
