import Kernel
import LiveState
import Text

/// Where swapped pages can go when an area is switched off, in bytes. Below zero when more was promised than there is.
struct SwapRoom {
    /// MemAvailable
    var memory: Int64
    /// Unused in active swap on disks.
    var disks: Int64 = 0
    /// Unused in active zram, which takes memory itself.
    var zram: Int64 = 0

    /// Whether pages get through memory to other swap.
    var isPassable: Bool = true

    /// How much fits. What goes to zram is expected to take half of its size in memory, so that it helps at most as much
    /// as the memory that there is. Below zero when what has found its place before must find another one now.
    var capacity: Int64 {
        isPassable ? disks + memory + max(0, min(memory, zram / 2)) : min(0, disks) + memory
    }

    /// How much other swap takes; nothing where pages do not get to it.
    var otherSwap: Int64 { isPassable ? max(0, disks) + max(0, zram) : 0 }

    /// Fills disks first, then memory, and zram as far as it must; where nothing gets through it, memory alone.
    mutating func take(_ bytes: Int64) {
        guard isPassable else {
            memory -= bytes
            return
        }
        let onDisks = min(max(0, disks), bytes)
        let rest = bytes - onDisks
        let onZram = min(max(0, zram), max(0, 2 * (rest - max(0, memory))))
        disks -= onDisks
        zram -= onZram
        memory -= rest - onZram / 2
    }
}

extension MachineState {
    /// Says of each change how much must be swapped in for it, and refuses where that does not fit: the OOM killer would
    /// then kill something, swapoff first of all.
    package func checkRoom(_ changes: inout [ResourceChange], isForced: Bool) {
        // In the order of the plan: what one area gives up takes the room of the next.
        var room: SwapRoom?
        var groups = charges.map { CgroupRoom($0) }
        for index in changes.indices where !changes[index].steps.isEmpty {
            let effect = changes[index].effect
            for limit in effect.groupLimits { groups?.follow(limit) }
            var after = room ?? roomNow()
            if let area = effect.off {
                changes[index].swapInBytes = effect.swapInBytes
                giveUp(area, &after)
                // With what was moved there by the changes before.
                let needed = Int64(clamping: area.used) - min(0, after.capacity)
                if let lack = lack(area, needed, after, groups) {
                    MachineState.report(lack, isForced: isForced, &changes[index])
                    if !isForced { continue }
                }
                checkCommitLimit(area, &changes[index])
                after.take(Int64(clamping: area.used))
                groups?.take(UInt64(needed))
                if effect.on != nil { MachineState.add(unused(effect, area), area.area, &after) }
            } else if let on = effect.on, effect.newSize != nil {
                MachineState.add(unused(effect, nil), on, &after)
            } else if let limit = effect.memoryLimit, let area = swaps.first(where: { $0.area.zram == limit.device }) {
                after.zram += unused(area, limit: limit.bytes) - unused(area)
            } else {
                continue
            }
            room = after
        }
    }

    /// The same of an area by itself, on the machine as it is.
    private func lackNow(_ area: ActiveSwap) -> String? {
        var room = roomNow()
        giveUp(area, &room)
        let needed = Int64(clamping: area.used) - min(0, room.capacity)
        return lack(area, needed, room, charges.map { CgroupRoom($0) })?.summary
    }

    /// Why what is swapped to the area has no room elsewhere, and what helps; nil when it has.
    private func lack(
        _ area: ActiveSwap, _ needed: Int64, _ room: SwapRoom, _ groups: CgroupRoom?
    ) -> (summary: String, help: String)? {
        let capacity = max(0, room.capacity)
        if needed > capacity {
            return (
                "\(BinaryUnits.rounded(UInt64(needed))) are swapped to \(area.path), and memory and other swap have room "
                    + "for \(BinaryUnits.rounded(UInt64(capacity))) of it",
                "stop programs that use much memory, or add other swap"
            )
        }
        guard let lack = groups?.lack(UInt64(needed), otherSwap: UInt64(room.otherSwap)) else { return nil }
        return (
            "\(BinaryUnits.rounded(lack.needed)) of what is swapped to \(area.path) may be of the cgroup \(lack.path), and "
                + "its memory.max of \(BinaryUnits.exact(lack.limit)) and other swap have room for "
                + "\(BinaryUnits.rounded(lack.room)) of it",
            "raise that memory.max, stop programs in \(lack.path), or add other swap"
        )
    }

    private static func report(_ lack: (summary: String, help: String), isForced: Bool, _ change: inout ResourceChange)
    {
        if isForced {
            change.report(
                .warning, lack.summary, help: "the kernel may kill programs; leave --force out to have this refused")
        } else {
            change.block(lack.summary, help: lack.help + "; --force overrides this")
        }
    }

    /// In bytes: what must be free for pages to be written to other swap while more of them come in. With less the kernel
    /// runs out before it has written any, and kills swapoff, however much room there is: measured on a machine of 86 MiB,
    /// where 8 MiB did not suffice and 12 MiB did.
    private var passage: Int64 { min(Int64(clamping: (memory?.total ?? 0) / 8), 16 << 20) }

    /// What is there before the first change.
    private func roomNow() -> SwapRoom {
        var room = SwapRoom(memory: Int64(clamping: memory?.available ?? 0))
        for area in swaps { MachineState.add(unused(area), area.area, &room) }
        return room
    }

    private static func add(_ bytes: Int64, _ area: SwapArea, _ room: inout SwapRoom) {
        if area.zram != nil { room.zram += bytes } else { room.disks += bytes }
    }

    /// The area takes nothing more; the memory that a zram device takes comes back with its pages.
    private func giveUp(_ area: ActiveSwap, _ room: inout SwapRoom) {
        room.isPassable = room.memory >= passage
        MachineState.add(-unused(area), area.area, &room)
        guard let usage = zramDevice(area.area)?.usage else { return }
        room.memory += Int64(clamping: usage.memoryUsed)
    }

    private func zramDevice(_ area: SwapArea) -> ZramDevice? {
        guard let name = area.zram else { return nil }
        return zram.devices.first { $0.name == name && $0.active != nil }
    }

    /// In bytes: what an active area takes yet.
    ///
    /// - Parameter limit: another mem_limit than the one that a zram device has.
    private func unused(_ area: ActiveSwap, limit: UInt64? = nil) -> Int64 {
        let bytes = Int64(clamping: area.size - min(area.size, area.used))
        guard let device = zramDevice(area.area) else { return bytes }
        return MachineState.bounded(bytes, by: limit ?? device.memoryLimit, taken: device.usage?.memoryUsed ?? 0)
    }

    /// In bytes: what the area takes when a change has switched it on.
    ///
    /// - Parameter area: what it is now; nil for a new one.
    private func unused(_ effect: SwapEffect, _ area: ActiveSwap?) -> Int64 {
        guard let size = effect.newSize.map({ $0 - pageSize }) ?? area?.size else { return 0 }
        let kept = effect.isReset ? nil : area.flatMap { zramDevice($0.area) }?.memoryLimit
        return MachineState.bounded(Int64(clamping: size), by: effect.memoryLimit?.bytes ?? kept ?? 0, taken: 0)
    }

    /// With a mem_limit zram takes nothing more once its memory is at it, and what it holds is expected to take half of its
    /// size, as in `SwapRoom.capacity`.
    ///
    /// - Parameter limit: in bytes; 0 for none.
    private static func bounded(_ bytes: Int64, by limit: UInt64, taken: UInt64) -> Int64 {
        guard limit > 0 else { return bytes }
        let left = Int64(clamping: limit - min(limit, taken))
        return left > bytes / 2 ? bytes : left * 2
    }
}

extension MachineState {
    /// Why what is swapped to an area has no room elsewhere, in words; nil when it has, and where nothing is swapped to it.
    ///
    package func lackOfRoom(toSwitchOff area: SwapArea) -> String? {
        guard let area = swaps.first(where: { $0.area == area }), area.used > 0 else { return nil }
        return lackNow(area)
    }
}
