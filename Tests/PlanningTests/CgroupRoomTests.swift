import Kernel
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Room in cgroups for what is swapped in")
struct CgroupRoomTests {
    /// A swap file with 60M in it whose priority changes, on a machine with much free memory.
    private static func plan(
        profile: String = "swap_files: { /var/a: { size: 128M, priority: 5 } }", otherSwap: UInt64 = 0,
        isV1: Bool = false,
        isForced: Bool = false, isTakeDown: Bool = false, _ groups: CgroupCharge...
    ) throws -> Plan {
        let profile = try Profile.parse(SourceText(name: "profile.yaml", text: "version: 1\n" + profile + "\n"))
        var kernel = SimulatedKernel()
        kernel.addFile(
            "/var/a", size: 128 * mebibyte, content: .swap(128 * mebibyte), priority: .automatic, used: 60 * mebibyte)
        if otherSwap > 0 {
            kernel.addDevice("/dev/sda2", size: otherSwap * mebibyte + kernel.pageSize, priority: .automatic)
        }
        for group in groups { kernel.cgroups.groups[group.path] = SimulatedCgroup() }
        kernel.cgroups.groups[""]?.delegates = true
        for group in groups { kernel.cgroups.groups[group.path]?.limits[.limit(.memoryMax)] = group.limit }
        var state = kernel.state(for: StateQuery(profile))
        state.charges = CgroupCharges(mountPoint: "/sys/fs/cgroup", isV1: isV1, groups: groups)
        return isTakeDown
            ? Plan.takeDown(profile, on: state, keepFiles: true, isForced: isForced)
            : Plan.make(profile, on: state, isForced: isForced)
    }

    private static func group(
        _ path: String = "app", limit: UInt64?, memory: UInt64, cache: UInt64 = 0, swap: UInt64?,
        swapLimit: UInt64? = nil
    ) -> CgroupCharge {
        CgroupCharge(
            path: path, limit: limit.map { .bytes($0 * mebibyte) } ?? .max, memory: memory * mebibyte,
            cache: cache * mebibyte, swap: swap.map { $0 * mebibyte },
            swapLimit: swapLimit.map { .bytes($0 * mebibyte) } ?? .max)
    }

    private static let full = group(limit: 24, memory: 24, swap: 36)

    @Test("A full group's pages are refused, with the figures")
    func refused() throws {
        let change = try Self.plan(Self.full).changes[0]
        #expect(change.action == .blocked && change.steps.isEmpty)
        #expect(change.diagnostics.map(\.severity) == [.error])
        #expect(
            change.diagnostics[0].summary
                == "36M of what is swapped to /var/a may be of the cgroup app, and its memory.max of 24M and other swap "
                + "have room for 0 of it")
        #expect(
            change.diagnostics[0].help
                == "raise that memory.max, stop programs in app, or add other swap; --force overrides this")
    }

    @Test("With force it is a warning")
    func forced() throws {
        let change = try Self.plan(isForced: true, Self.full).changes[0]
        #expect(change.action == .change && change.diagnostics.map(\.severity) == [.warning])
    }

    private static let fitting: [(UInt64, CgroupCharge, Bool)] = [
        (0, group(limit: nil, memory: 24, swap: 36), true),
        (0, group(limit: 60, memory: 24, swap: 36), true),
        (0, group(limit: 59, memory: 24, swap: 36), false),
        // Half of the cache of files goes for it.
        (0, group(limit: 24, memory: 24, cache: 24, swap: 12), true),
        (0, group(limit: 24, memory: 24, cache: 22, swap: 12), false),
        // Not more can come back than is swapped to the area.
        (0, group(limit: 84, memory: 24, swap: 600), true),
        // Where swap is not counted, all of it may be the group's.
        (0, group(limit: 84, memory: 24, swap: nil), true),
        (0, group(limit: 83, memory: 24, swap: nil), false),
        (36, group(limit: 24, memory: 24, swap: 36), true),
        (35, group(limit: 24, memory: 24, swap: 36), false),
        (36, group(limit: 24, memory: 24, swap: 36, swapLimit: 37), true),
        (36, group(limit: 24, memory: 24, swap: 36, swapLimit: 36), false),
    ]

    @Test("What fits is done", arguments: fitting)
    func fits(otherSwap: UInt64, group: CgroupCharge, fits: Bool) throws {
        #expect(try Self.plan(otherSwap: otherSwap, group).hasErrors != fits)
    }

    @Test("The limit of a group above counts too")
    func ancestor() throws {
        let plan = try Self.plan(
            Self.group("app/a", limit: nil, memory: 24, swap: 36), Self.group("app", limit: 24, memory: 24, swap: 36))
        #expect(plan.changes[0].diagnostics.map(\.summary).first?.contains("cgroup app,") == true)
    }

    @Test("v1 counts memory and swap together", arguments: [(61, true), (60, false)] as [(UInt64, Bool)])
    func version1(limit: UInt64, fits: Bool) throws {
        let group = Self.group(limit: 24, memory: 24, swap: 36, swapLimit: limit)
        #expect(try Self.plan(otherSwap: 100, isV1: true, group).hasErrors != fits)
    }

    @Test("One area after the other takes the room")
    func twice() throws {
        let group = Self.group(limit: 50, memory: 20, swap: 60)
        let plan = try Self.plan(profile: "unmanaged: remove", otherSwap: 40, group)
        #expect(plan.changes.map(\.action) == [.remove, .blocked])
        let larger = Self.group(limit: 80, memory: 20, swap: 60)
        #expect(
            try Self.plan(profile: "unmanaged: remove", otherSwap: 40, larger).changes.map(\.action) == [
                .remove, .remove,
            ])
    }

    private static let limits = "cgroups: { app: { memory.max: 64M } }\nunmanaged: remove"

    @Test("A limit that the plan raises before holds then, and so does one that it lowers")
    func changed() throws {
        #expect(try !Self.plan(profile: Self.limits, Self.full).hasErrors)
        let lowered = Self.group(limit: 200, memory: 60, swap: 10)
        #expect(try Self.plan(profile: Self.limits, lowered).hasErrors)
    }

    @Test("off gives up its own limits first, and heeds those of others")
    func takeDown() throws {
        let profile = "swap_files: { /var/a: { size: 128M } }\ncgroups: { app: { memory.max: 24M } }"
        #expect(try !Self.plan(profile: profile, isTakeDown: true, Self.full).hasErrors)
        let other = Self.group("other", limit: 24, memory: 24, swap: 36)
        #expect(try Self.plan(profile: profile, isTakeDown: true, other).hasErrors)
    }

    @Test("An area by itself is held against memory, other swap and the groups as they are")
    func byItself() {
        var state = MachineState()
        state.memory = MemoryInfo(total: 128 * mebibyte, available: 40 * mebibyte)
        state.swaps = [
            ActiveSwap(path: "/var/a", kind: .file, size: 90 * mebibyte, used: 60 * mebibyte, priority: .automatic),
            ActiveSwap(path: "/var/b", kind: .file, size: 10 * mebibyte, priority: .automatic),
        ]
        #expect(
            state.lackOfRoom(toSwitchOff: .file("/var/a"))
                == "60M are swapped to /var/a, and memory and other swap have room for 50M of it")
        state.memory?.available = 50 * mebibyte
        #expect(state.lackOfRoom(toSwitchOff: .file("/var/a")) == nil)
        state.charges = CgroupCharges(mountPoint: "/sys/fs/cgroup", groups: [Self.full])
        #expect(state.lackOfRoom(toSwitchOff: .file("/var/a"))?.contains("the cgroup app") == true)
        #expect(
            state.lackOfRoom(toSwitchOff: .file("/var/b")) == nil
                && state.lackOfRoom(toSwitchOff: .file("/var/c")) == nil)
    }
}
