import Support
import Applying
import Kernel
import LiveState
import Planning
import SwapFormat
import System
import Text

/// Values that look like those of a real board.
enum Samples {
    static let profile = SourceText(
        name: "board.yaml",
        text: """
            version: 1
            zram:
              zram0:
                size: 512M
                algorithm: zstd(level=3)
            swap_files:
              /var/swap: { size: 512M, priority: 10 }

            """)

    static let creation = ResourceChange(
        resource: Resource(.zram, "zram0"), action: .create, location: profile.location(Position(line: 3, column: 3)),
        differences: [
            Difference("size", live: nil, wanted: .bytes(512 << 20)),
            Difference("algorithm", live: .text("lzo-rle"), wanted: .text("zstd(level=3)")),
        ],
        steps: [
            .loadModule(name: "zram", arguments: ["num_devices=1"]),
            .write(
                AttributeWrite(.zram(ZramName(0), .algorithm), .text("zstd"))),
            .write(
                AttributeWrite(
                    .zram(ZramName(0), .algorithmParameters),
                    .parameters(Algorithm(name: "zstd", parameters: [.init(key: "level", value: "3")])))),
            .write(
                AttributeWrite(.zram(ZramName(0), .diskSize), .bytes(536870912))),
            .formatSwap(
                SwapFormat(
                    area: .zram(ZramName(0)), size: 512 << 20, label: "zram0",
                    fingerprint: SettingsFingerprint(parameters: [], discard: .none))),
            .swapOn(.zram(ZramName(0)), priority: .fixed(100), discard: .once),
        ])

    static let replacement = ResourceChange(
        resource: Resource(.swapFile, "/var/swap"), action: .replace,
        location: profile.location(Position(line: 7, column: 3)),
        differences: [Difference("size", live: .bytes(256 << 20), wanted: .bytes(512 << 20))], swapInBytes: 12_373_196,
        steps: [
            .swapOff(.file("/var/swap"), used: 12_373_196),
            .createSwapFile(
                SwapFileCreation(
                    path: "/var/swap", size: 512 << 20,
                    fingerprint: SettingsFingerprint(parameters: [], discard: .none), replaces: true)),
            .swapOn(.file("/var/swap"), priority: .fixed(10), discard: .none),
        ])

    static let cgroupChange = ResourceChange(
        resource: Resource(.cgroup, "app"), action: .change,
        differences: [
            Difference("memory.high", live: nil, wanted: .limit(.bytes(300 << 20))),
            Difference("memory.max", live: .limit(.bytes(1 << 30)), wanted: nil),
        ],
        steps: [
            .write(
                AttributeWrite(.cgroup(.unified("app"), .limit(.memoryHigh)), .bytes(314_572_800)))
        ])

    static let blocked = ResourceChange(
        resource: Resource(.zram, "zram1"), action: .blocked,
        diagnostics: [
            Diagnostic(
                .error, "zram on this kernel does not offer zstd",
                at: profile.location(Position(line: 5, column: 16)), help: "use lz4 or lzo-rle")
        ])

    static let unmanaged = ResourceChange(
        resource: Resource(.swapDevice, "/dev/sda2"), action: .unmanaged,
        differences: [Difference("size", live: .bytes(1 << 30), wanted: nil)])

    static let inSync = ResourceChange(resource: Resource(.cgroup, "db"), action: .inSync)

    static let removal = ResourceChange(
        resource: Resource(.zram, "zram3"), action: .remove, steps: [.removeZram(ZramName(3))])

    static let plan = Plan(
        changes: [creation, replacement, cgroupChange, blocked, unmanaged, inSync, removal],
        diagnostics: [Diagnostic(.warning, "zswap is on: it takes pages before zram sees them")])

    static let failure = ResourceFailure(
        resource: Resource(.swapFile, "/var/swap"), done: [replacement.steps[0]], failed: replacement.steps[1],
        error: SystemError("write", "/var/.swap.zramctl-swift", code: Errno.noSpace),
        skipped: [replacement.steps[2]], help: "free 256M on /var, then apply again")

    static let machine: MachineState = {
        var state = MachineState()
        state.kernel = KernelVersion(6, 12, 107)
        state.memory = MemoryInfo(total: 2 << 30, available: 1_288_490_189, swapTotal: 768 << 20, swapFree: 648 << 20)
        let zramSwap = ActiveSwap(
            path: "/dev/zram0", kind: .partition, size: (512 << 20) - 4096, used: 120 << 20, priority: .fixed(100))
        state.swaps = [
            zramSwap, ActiveSwap(path: "/var/swap", kind: .file, size: (256 << 20) - 4096, priority: .automatic),
            ActiveSwap(path: "/mnt/a b", isDeleted: true, kind: .file, size: 64 << 20, priority: .automatic),
        ]
        let header = UUID(text: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6").map {
            SwapHeader(pageSize: 4096, lastPage: 131_071, uuid: $0, label: "fast")
        }
        state.zram = ZramSubsystem(
            availability: .present,
            devices: [
                ZramDevice(
                    number: 0, size: 512 << 20, algorithms: ["lzo-rle", "zstd"], algorithm: "zstd",
                    memoryLimit: 128 << 20,
                    usage: .init(original: 120 << 20, compressed: 42_048_000, memoryUsed: 43_200_000),
                    content: header.map { .swap($0) }, active: zramSwap),
                ZramDevice(number: 1, algorithms: ["lzo-rle", "zstd"], algorithm: "lzo-rle"),
            ])
        state.cgroups = CgroupHierarchy(
            controller: .v2(mountPoint: "/sys/fs/cgroup"),
            groups: [
                CgroupState(path: ""),
                CgroupState(
                    path: "app",
                    limits: [
                        .init(file: .limit(.memoryHigh), value: .bytes(300 << 20)),
                        .init(file: .limit(.memoryMax), value: .max),
                        .init(file: .limit(.oomGroup), value: .flag(true)),
                    ], usage: 100 << 20),
            ])
        return state
    }()
}
