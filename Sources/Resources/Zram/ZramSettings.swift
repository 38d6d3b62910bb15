import Kernel
import LiveState
import Planning
import Profiles
import Text

/// What a zram entry wants on this machine, evaluated and rounded as the kernel rounds.
struct ZramSettings {
    /// The entry's index.
    let entry: Int
    /// In bytes, whole pages.
    let size: UInt64
    /// In bytes, whole pages; 0 for no limit.
    let memoryLimit: UInt64
}

extension ZramEntry {
    var parameters: [Algorithm.Parameter] { algorithm?.value.parameters ?? [] }
}

extension Planner {
    /// nil when something is wrong with the entry on this machine; all of it is reported together.
    func zramSettings(_ index: Int, device: Int?, _ change: inout ResourceChange) -> ZramSettings? {
        let size = areaSize(profile.zram[index].size, roundsUp: true, &change)
        var memoryLimit: UInt64? = 0
        if let limit = profile.zram[index].memoryLimit { memoryLimit = evaluate(limit, &change).map(roundedUp) }
        if let algorithm = profile.zram[index].algorithm { checkAlgorithm(algorithm, device: device, &change) }
        guard let size, let memoryLimit, change.diagnostics.isEmpty else {
            change.action = .blocked
            return nil
        }
        return ZramSettings(entry: index, size: size, memoryLimit: memoryLimit)
    }

    private func checkAlgorithm(
        _ algorithm: Located<Algorithm>, device: Int?, _ change: inout ResourceChange
    ) {
        let name = algorithm.value.name
        // A device that does not exist yet will offer what any other does; without one the list is not known.
        let example = device ?? state.zram.devices.indices.first
        if let example, !offers(name, state.zram.devices[example]) {
            var known = ""
            for algorithm in state.zram.devices[example].algorithms {
                if !known.isEmpty { known += ", " }
                known += algorithm
            }
            change.report(
                .error, "this kernel's zram does not have the algorithm \(name)", at: location(algorithm.position),
                help: "use one that it lists: \(known)")
        }
        guard !algorithm.value.parameters.isEmpty else { return }
        let takesParameters =
            example.map { state.zram.devices[$0].takesParameters }
            ?? state.kernel.map { $0 >= Planner.firstWithParameters } ?? true
        if !takesParameters {
            var kernel = "this kernel"
            if let version = state.kernel { kernel = "kernel \(version.text)" }
            change.report(
                .error, "\(kernel) takes no algorithm parameters", at: location(algorithm.position),
                help: "write `algorithm: \(name)` alone, or use a kernel from 6.12 on")
        }
    }

    private func offers(_ name: String, _ device: ZramDevice) -> Bool {
        device.algorithms.isEmpty || device.algorithm == name || device.algorithms.contains(name)
    }

    /// The file algorithm_params came with it.
    private static let firstWithParameters = KernelVersion(6, 12)

    /// The differences of a device that is not set up yet.
    func addDifferencesWhenNew(_ settings: ZramSettings, _ change: inout ResourceChange) {
        change.addDifference("size", live: nil, wanted: .bytes(settings.size))
        if let algorithm = profile.zram[settings.entry].algorithm {
            change.addDifference("algorithm", live: nil, wanted: .algorithm(algorithm.value))
        }
        if settings.memoryLimit > 0 {
            change.addDifference("mem_limit", live: nil, wanted: .bytes(settings.memoryLimit))
        }
        profile.zram[settings.entry].swap.addDifferencesWhenNew(&change)
    }
}
