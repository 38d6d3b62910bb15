import LiveState
import Model
import Profiles

/// What a zram entry wants on this machine, evaluated and rounded as the kernel rounds.
struct ZramSettings {
    let entry: ZramEntry
    /// In bytes, whole pages.
    let size: UInt64
    /// In bytes, whole pages; 0 for no limit.
    let memoryLimit: UInt64

    var label: String { entry.name.value }
    var parameters: [Algorithm.Parameter] { entry.algorithm?.value.parameters ?? [] }
    var fingerprint: SettingsFingerprint {
        SettingsFingerprint(parameters: parameters, discard: entry.swap.wantedDiscard)
    }

    /// The differences of a device that is not set up yet.
    var differencesWhenNew: [Difference] {
        var differences = [Difference("size", live: nil, wanted: BinaryUnits.exact(size))]
        if let algorithm = entry.algorithm {
            differences.append(Difference("algorithm", live: nil, wanted: algorithm.value.text))
        }
        if memoryLimit > 0 {
            differences.append(Difference("mem_limit", live: nil, wanted: BinaryUnits.exact(memoryLimit)))
        }
        return differences + entry.swap.differencesWhenNew
    }
}

extension Planner {
    /// All that is wrong with the entry on this machine at once; nil when something is.
    func zramSettings(
        _ entry: ZramEntry, device: ZramDevice?, problems: inout [Diagnostic]
    ) -> ZramSettings? {
        let size = areaSize(entry.size, rounding: roundedUp, problems: &problems)
        var memoryLimit: UInt64? = 0
        if let limit = entry.memoryLimit {
            memoryLimit = evaluate(limit, problems: &problems).map(roundedUp)
        }
        if let algorithm = entry.algorithm { checkAlgorithm(algorithm, device: device, problems: &problems) }
        guard let size, let memoryLimit, problems.isEmpty else { return nil }
        return ZramSettings(entry: entry, size: size, memoryLimit: memoryLimit)
    }

    private func checkAlgorithm(
        _ algorithm: Located<Algorithm>, device: ZramDevice?, problems: inout [Diagnostic]
    ) {
        let name = algorithm.value.name
        // A device that does not exist yet will offer what any other does; without one the list is not known.
        let example = device ?? state.zram.devices.first
        if let example, !example.algorithms.isEmpty, example.algorithm != name, !example.algorithms.contains(name) {
            var known = ""
            for algorithm in example.algorithms { known += (known.isEmpty ? "" : ", ") + algorithm }
            problems.append(
                problem(
                    "this kernel's zram does not have the algorithm \(name)", at: algorithm.position,
                    help: "use one that it lists: \(known)"))
        }
        guard !algorithm.value.parameters.isEmpty else { return }
        let takesParameters = example?.takesParameters ?? state.kernel.map { $0 >= Planner.firstWithParameters } ?? true
        if !takesParameters {
            let kernel = state.kernel.map { "kernel \($0.text)" } ?? "this kernel"
            problems.append(
                problem(
                    "\(kernel) takes no algorithm parameters", at: algorithm.position,
                    help: "write `algorithm: \(name)` alone, or use a kernel from 6.12 on"))
        }
    }

    /// The file algorithm_params came with it.
    static let firstWithParameters = KernelVersion(6, 12)
}
