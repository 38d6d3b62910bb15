import Text

/// What a change does to the active swap.
struct SwapEffect {
    var off: (path: String, used: UInt64)?
    var on: String?
    /// In bytes, with the header page; nil when the area stays as it is.
    var newSize: UInt64?

    /// What a zram device may take from now on, and its node; nil when that stays as it is.
    var memoryLimit: (path: String, bytes: UInt64)?
    /// Whether a zram device loses its mem_limit.
    var isReset = false

    var isOn: Bool { on != nil }

    init(_ steps: [Step]) {
        for step in steps {
            switch step {
            case .swapOff(let path, let used, _): off = (path, used)
            case .swapOn(let path, _, _): on = path
            case .formatSwap(let format): newSize = format.size
            case .createSwapFile(let creation): newSize = creation.size
            case .resetZram: isReset = true
            case .write(let write): memoryLimit = SwapEffect.memoryLimit(write) ?? memoryLimit
            default: break
            }
        }
    }

    /// Of a write to /sys/block/zramN/mem_limit.
    private static func memoryLimit(_ write: AttributeWrite) -> (path: String, bytes: UInt64)? {
        let folder = "/sys/block/"
        guard write.path.utf8.starts(with: folder.utf8), let bytes = UInt64(write.value) else { return nil }
        let name = String(
            decoding: write.path.utf8.dropFirst(folder.utf8.count).prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
        return write.path == folder + name + "/mem_limit" ? ("/dev/" + name, bytes) : nil
    }
}
