import Kernel

/// What a change does to the active swap.
struct SwapEffect {
    var off: (area: SwapArea, used: UInt64)?
    var on: SwapArea?
    /// In bytes, with the header page; nil when the area stays as it is.
    var newSize: UInt64?

    /// What a zram device may take from now on, and its node; nil when that stays as it is.
    var memoryLimit: (device: ZramName, bytes: UInt64)?
    /// Whether a zram device loses its mem_limit.
    var isReset = false

    var isOn: Bool { on != nil }

    init(_ steps: [Step]) {
        for step in steps {
            switch step {
            case .swapOff(let area, let used, _): off = (area, used)
            case .swapOn(let area, _, _): on = area
            case .formatSwap(let format): newSize = format.size
            case .createSwapFile(let creation): newSize = creation.size
            case .resetZram: isReset = true
            case .write(let write):
                if case .zram(let device, .memoryLimit) = write.attribute, case .bytes(let bytes) = write.value {
                    memoryLimit = (device, bytes)
                }
            default: break
            }
        }
    }
}
