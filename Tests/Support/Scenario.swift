import Kernel
import LiveState
import Planning
import Profiles
import Resources
import SwapFormat
import Text

/// A profile and a machine for it, drawn from a seed: the machine has had a similar profile applied, or holds what others
/// left there, or nothing.
package struct Scenario: Sendable {
    package var profile: Profile
    package var kernel: SimulatedKernel

    package init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var machine = MachineGenerator(random: random)
        kernel = machine.kernel()
        random = SplitMix64(seed: seed ^ 0x5eed)
        var choices = ProfileChoices(random: &random)
        if !random.oneIn(3) {
            let before = choices.profile()
            let plan = Plan.make(before, on: kernel.state(for: StateQuery(before)))
            _ = apply(plan, to: &kernel)
            if random.oneIn(3) { kernel.fillSwap(&random) }
            if random.oneIn(4) { kernel.reboot() }
            choices.change(&random)
        }
        profile = choices.profile()
        kernel.makeKnown(algorithmsOf: profile)
    }

    package var state: MachineState { kernel.state(for: StateQuery(profile)) }
}

extension SimulatedKernel {
    /// Swaps some memory out.
    fileprivate mutating func fillSwap(_ random: inout SplitMix64) {
        for index in areas.indices {
            areas[index].used = random.next() % (areas[index].size / 2)
            if let number = areas[index].area.zram?.number {
                zram?[number]?.original = areas[index].used
            }
        }
        memoryAvailable = random.pick([8 << 20, 64 << 20, 512 << 20])
    }

    /// What a module offers is not known before it is loaded, so a plan may then ask for an algorithm in vain; that is
    /// ruled out here.
    package mutating func makeKnown(algorithmsOf profile: Profile) {
        let isUnlisted = profile.zram.contains { entry in
            entry.algorithm.map { !algorithms.contains($0.value.name) } ?? false
        }
        if isUnlisted, zram?.isEmpty ?? (zramSupport == .module) {
            zram = [0: SimulatedZram(algorithm: defaultAlgorithm)]
        }
    }

    /// Loses what only memory holds.
    package mutating func reboot() {
        areas = []
        originals = [:]
        sysctls = SimulatedKernel(version: version).sysctls
        zram = nil
        if zramSupport == .builtIn { zram = [0: SimulatedZram(algorithm: defaultAlgorithm)] }
        let countsSwap = cgroups.countsSwap
        cgroups = SimulatedCgroups(version: cgroups.version)
        cgroups.countsSwap = countsSwap
    }
}

/// What a profile says, as a table that can be changed a little.
private struct ProfileChoices {
    private struct Zram {
        var name: String
        var size: SizeExpression
        var algorithm: Algorithm?
        var limit: SizeExpression?
        var priority: Int?
        var discard: DiscardPolicy?
        var overwrite: Bool
    }

    private struct Area {
        var file = ""
        var device = DeviceReference.path("")
        var size = SizeExpression.mebibytes(64)
        var priority: Int?
        var discard: DiscardPolicy?
        var format = false
        var overwrite = false
    }

    private var zram: [Zram] = []
    private var files: [Area] = []
    private var devices: [Area] = []
    private var cgroups: [(path: String, limits: [(CgroupAttribute, CgroupLimit.Value)])] = []
    private var settings: [(name: String, value: Int)] = []
    private var policy = UnmanagedPolicy.keep

    init(random: inout SplitMix64) {
        for name in ["zram0", "fast", "zram3", "slow", "zram1"] where random.oneIn(2) {
            zram.append(
                Zram(
                    name: name, size: ProfileChoices.size(&random), algorithm: ProfileChoices.algorithm(&random),
                    limit: random.oneIn(3) ? ProfileChoices.size(&random) : nil,
                    priority: ProfileChoices.priority(&random), discard: ProfileChoices.discard(&random),
                    overwrite: random.oneIn(4)))
        }
        for path in MachineGenerator.filePaths where random.oneIn(3) {
            files.append(
                Area(
                    file: path, size: random.oneIn(5) ? ProfileChoices.halfOfDisk : ProfileChoices.size(&random),
                    priority: ProfileChoices.priority(&random), discard: ProfileChoices.discard(&random),
                    overwrite: random.oneIn(4)))
        }
        for reference in MachineGenerator.references where random.oneIn(3) {
            devices.append(
                Area(
                    device: reference, priority: ProfileChoices.priority(&random),
                    discard: ProfileChoices.discard(&random), format: random.oneIn(2), overwrite: random.oneIn(4)))
        }
        for path in MachineGenerator.groupPaths where random.oneIn(3) {
            cgroups.append((path, ProfileChoices.limits(&random)))
        }
        if random.oneIn(4) { policy = .remove }
        // Drawn beside the others, whose sequence stays as it was.
        var own = random
        for name in ["swappiness", "page-cluster", "min_free_kbytes"] where own.oneIn(4) {
            settings.append((name, own.pick([1, 3, 60, 100])))
        }
    }

    private static let halfOfDisk = SizeExpression.binary(
        .divide, .variable(.diskFree, Position(line: 1, column: 1)), .number(8), Position(line: 1, column: 1))

    private static func size(_ random: inout SplitMix64) -> SizeExpression {
        random.pick([.mebibytes(64), .mebibytes(96), .bytes(50_000_001), .percentOfRAM(10), .bytes(40 << 10)])
    }

    private static func algorithm(_ random: inout SplitMix64) -> Algorithm? {
        random.pick([
            nil, Algorithm(name: "lz4"), Algorithm(name: "zstd"), Algorithm(name: "lzo-rle"),
            Algorithm(name: "zstd", parameters: [Algorithm.Parameter(key: "level", value: "3")]),
            Algorithm(name: "zstd", parameters: [Algorithm.Parameter(key: "level", value: "9")]),
        ])
    }

    private static func priority(_ random: inout SplitMix64) -> Int? { random.pick([nil, 0, 10, 100, 32767]) }

    private static func discard(_ random: inout SplitMix64) -> DiscardPolicy? {
        random.pick([nil, nil, DiscardPolicy.none, .once, .pages, .both])
    }

    private static func limits(_ random: inout SplitMix64) -> [(CgroupAttribute, CgroupLimit.Value)] {
        var limits: [(CgroupAttribute, CgroupLimit.Value)] = []
        for attribute in CgroupAttribute.allCases.shuffled(using: &random) where random.oneIn(3) {
            if attribute == .oomGroup {
                limits.append((attribute, .flag(random.oneIn(2))))
            } else {
                let sizes: [CgroupLimit.Value] = [
                    .size(.mebibytes(32)), .size(.mebibytes(256)), .size(.percentOfRAM(60)), .size(.bytes(9_999_999)),
                ]
                let isProtection = attribute == .memoryMin || attribute == .memoryLow
                limits.append((attribute, random.pick(isProtection ? sizes : sizes + [.max])))
            }
        }
        return limits
    }

    /// Changes about a third of what it says, and takes some of it away.
    mutating func change(_ random: inout SplitMix64) {
        for index in zram.indices {
            if random.oneIn(6) { zram[index].size = ProfileChoices.size(&random) }
            if random.oneIn(6) { zram[index].algorithm = ProfileChoices.algorithm(&random) }
            if random.oneIn(6) { zram[index].limit = random.oneIn(2) ? ProfileChoices.size(&random) : nil }
            if random.oneIn(6) { zram[index].priority = ProfileChoices.priority(&random) }
            if random.oneIn(6) { zram[index].discard = ProfileChoices.discard(&random) }
        }
        for index in files.indices {
            if random.oneIn(6) { files[index].size = ProfileChoices.size(&random) }
            if random.oneIn(4) { files[index].priority = ProfileChoices.priority(&random) }
            if random.oneIn(6) { files[index].discard = ProfileChoices.discard(&random) }
        }
        for index in devices.indices {
            if random.oneIn(4) { devices[index].priority = ProfileChoices.priority(&random) }
            if random.oneIn(6) { devices[index].discard = ProfileChoices.discard(&random) }
        }
        for index in cgroups.indices where random.oneIn(3) { cgroups[index].limits = ProfileChoices.limits(&random) }
        var own = random
        for index in settings.indices where own.oneIn(3) { settings[index].value = own.pick([1, 3, 60, 100]) }
        zram.removeAll { _ in random.oneIn(8) }
        files.removeAll { _ in random.oneIn(8) }
        devices.removeAll { _ in random.oneIn(8) }
        cgroups.removeAll { _ in random.oneIn(8) }
    }

    func profile() -> Profile {
        var builder = ProfileBuilder()
        for entry in zram {
            builder.zram(
                entry.name, size: entry.size, algorithm: entry.algorithm, memoryLimit: entry.limit,
                priority: entry.priority, discard: entry.discard, overwrite: entry.overwrite)
        }
        for entry in files {
            builder.file(
                entry.file, size: entry.size, priority: entry.priority, discard: entry.discard,
                overwrite: entry.overwrite)
        }
        for entry in devices {
            builder.device(
                entry.device, priority: entry.priority, discard: entry.discard, format: entry.format,
                overwrite: entry.overwrite)
        }
        for entry in cgroups { builder.cgroup(entry.path, entry.limits) }
        for setting in settings { builder.setting(setting.name, setting.value) }
        builder.unmanaged(policy)
        return builder.profile
    }
}
