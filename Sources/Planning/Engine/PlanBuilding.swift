import Kernel
import LiveState
import SwapFormat
import Text

// Appending to an array and making a diagnostic are a lot of code at each place where they are inlined, and a plan is made
// of little else. These are called.

extension ResourceChange {
    @inline(never)
    package mutating func addDifference(_ property: String, live: Difference.Value?, wanted: Difference.Value?) {
        differences.append(Difference(property, live: live, wanted: wanted))
    }

    @inline(never)
    package mutating func add(_ step: Step) { steps.append(step) }

    @inline(never)
    package mutating func write(_ value: AttributeValue, to attribute: Attribute) {
        steps.append(.write(AttributeWrite(attribute, value)))
    }

    /// - Parameter discard: its discard policy now; nil when that is not known.
    package mutating func switchOff(_ active: ActiveSwap, discard: DiscardPolicy?) {
        effect.off = active
        add(
            .swapOff(
                active.area, used: active.used, was: SwapActivation(priority: active.priority, discard: discard)))
    }

    package mutating func switchOn(_ area: SwapArea, priority: SwapPriority, discard: DiscardPolicy) {
        effect.on = area
        add(.swapOn(area, priority: priority, discard: discard))
    }

    package mutating func format(_ format: SwapFormat) {
        effect.newSize = format.size
        add(.formatSwap(format))
    }

    package mutating func create(_ creation: SwapFileCreation) {
        effect.newSize = creation.size
        add(.createSwapFile(creation))
    }

    package mutating func reset(_ device: ZramName, was: ZramConfiguration) {
        effect.isReset = true
        add(.resetZram(device, was: was))
    }

    /// - Parameter bytes: 0 for no limit.
    package mutating func limitMemory(of device: ZramName, to bytes: UInt64) {
        effect.memoryLimit = SwapEffect.MemoryLimit(device: device, bytes: bytes)
        write(.bytes(bytes), to: .zram(device, .memoryLimit))
    }

    package mutating func setLimit(_ file: CgroupFile, of folder: CgroupFolder, to value: LimitValue) {
        effect.groupLimits.append(SwapEffect.GroupLimit(group: folder.group, file: file, value: value))
        write(AttributeValue(value), to: .cgroup(folder, file))
    }

    /// - Parameter place: nil for the entry's own line.
    @inline(never)
    package mutating func report(
        _ severity: Diagnostic.Severity, _ summary: String, at place: SourceLocation? = nil, help: String?
    ) {
        diagnostics.append(Diagnostic(severity, summary, at: place ?? location, help: help))
    }

    /// Says why it cannot be done here, and does nothing.
    @inline(never)
    package mutating func block(_ summary: String, at place: SourceLocation? = nil, help: String?) {
        report(.error, summary, at: place, help: help)
        action = .blocked
        steps = []
        effect = SwapEffect()
    }
}
