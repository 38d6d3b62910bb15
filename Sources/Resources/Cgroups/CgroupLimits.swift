import Kernel
import LiveState
import Planning
import Profiles
import Text

/// A limit that the profile asks for, evaluated and rounded as the kernel rounds.
struct WantedLimit {
    let attribute: CgroupAttribute
    let value: LimitValue
    let position: Position
}

/// A write into a cgroup's file, and what it changes from.
struct LimitWrite {
    let file: CgroupFile
    /// What the kernel has in the file now, or in that of a new cgroup.
    let live: LimitValue
    let wanted: LimitValue
}

extension LimitValue {
    /// For an order between limits: `max` is above every number.
    var rank: UInt64 {
        switch self {
        case .bytes(let count): count
        case .max: UInt64.max
        case .flag(let on): on ? 1 : 0
        }
    }
}

extension Planner {
    /// All limits of an entry that have a value on this machine.
    func wantedLimits(_ entry: CgroupEntry, _ change: inout ResourceChange) -> [WantedLimit] {
        var limits: [WantedLimit] = []
        limits.reserveCapacity(entry.limits.count)
        for index in entry.limits.indices {
            if let limit = wantedLimit(entry.limits[index], &change) { limits.append(limit) }
        }
        return limits
    }

    /// The limit of an entry as a value on this machine; nil with a diagnostic where it has none.
    private func wantedLimit(_ limit: CgroupLimit, _ change: inout ResourceChange) -> WantedLimit? {
        let attribute = limit.attribute.value
        var value = LimitValue.max
        switch limit.value.value {
        case .max: break
        case .flag(let on): value = .flag(on)
        case .size(let expression):
            let size = Located(expression, at: limit.value.position)
            guard let bytes = evaluate(size, allowsZero: true, &change) else { return nil }
            let rounded = roundedDown(bytes)
            if rounded == 0, bytes > 0 {
                change.report(
                    .error, "\(attribute.rawValue) of \(bytes) bytes is less than a page, and the kernel makes it 0",
                    at: location(limit.value.position), help: "use at least \(BinaryUnits.exact(pageSize)), or 0")
                return nil
            }
            value = limitValue(rounded)
        }
        return WantedLimit(attribute: attribute, value: value, position: limit.attribute.position)
    }

    /// The page counter's end, in bytes; what is above it shows as `max` (include/linux/page_counter.h).
    func limitValue(_ bytes: UInt64) -> LimitValue {
        bytes >= roundedDown(UInt64(Int64.max)) ? .max : .bytes(bytes)
    }

    /// Warns of a limit that is below what the cgroup uses now.
    func checkUsage(_ limit: WantedLimit, _ usage: UInt64?, isV1: Bool, _ change: inout ResourceChange) {
        guard limit.attribute == .memoryMax, case .bytes(let bytes) = limit.value, let usage, usage > bytes else {
            return
        }
        change.report(
            .warning,
            "\(change.resource.name) uses \(BinaryUnits.rounded(usage)) now, more than the memory.max of "
                + BinaryUnits.exact(bytes),
            at: location(limit.position),
            help: isV1
                ? "the kernel swaps out what it can, and refuses the limit (EBUSY) where that is not enough"
                : "the kernel swaps out what it can, and kills processes of the group where that is not enough")
    }
}
