import LiveState
import SwapFormat
import Text

extension MachineState {
    /// Everything that is in the state, one fact a line: what fixtures are compared with.
    package var description: String {
        var lines = [
            "kernel: \(kernel?.text ?? "unknown") (\(kernelRelease))",
            "page size: \(pageSize)",
            memory.map {
                "memory: total \($0.total), available \($0.available), swap \($0.swapTotal),"
                    + " swap free \($0.swapFree), commit limit \($0.commitLimit), committed \($0.committed)"
            } ?? "memory: not asked for",
            "overcommit mode: \(overcommitMode)",
        ]
        if !supportsSwap { lines.append("no swap in this kernel") }
        if isZswapEnabled { lines.append("zswap is on") }
        if isSysReadOnly { lines.append("/sys is read-only") }
        if let container { lines.append("container: \(container)") }
        lines += swaps.map { "swap: " + $0.description }
        lines.append("zram: \(zram.availability), can add: \(zram.canAdd)")
        lines += zram.devices.flatMap(\.descriptionLines)
        lines.append("memory controller: \(cgroups.controller)")
        if let countsSwap = cgroups.countsSwap { lines.append("limits swap: \(countsSwap)") }
        lines += cgroups.groups.map(\.description)
        lines += settings.map { "setting \($0.path): \($0.value ?? "missing"), original \($0.original)" }
        lines += files.flatMap(\.descriptionLines)
        lines += devices.flatMap(\.descriptionLines)
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ActiveSwap {
    fileprivate var description: String {
        "\(path)\(isDeleted ? " (deleted)" : ""), \(kind), size \(size), used \(used), priority \(priority.text)"
    }
}

extension ZramDevice {
    fileprivate var descriptionLines: [String] {
        var lines = [
            "\(name.text): size \(size), algorithm \(algorithm ?? "unknown") of \(algorithms.joined(separator: " ")),"
                + " memory limit \(memoryLimit), takes parameters: \(takesParameters)"
        ]
        if let usage {
            lines.append("  original \(usage.original), compressed \(usage.compressed), memory \(usage.memoryUsed)")
        }
        if let content { lines.append("  content: \(content.description)") }
        if let mountPoint { lines.append("  mounted on \(mountPoint)") }
        if let active { lines.append("  active: " + active.description) }
        return lines
    }
}

extension AreaContent {
    package var description: String {
        switch self {
        case .unknown, .denied: "unknown"
        case .empty: "empty"
        case .hibernation(let magic): "hibernation image \(magic)"
        case .foreign(let type): type
        case .swap(let header):
            "swap of \(header.areaBytes) in pages of \(header.pageSize), label \"\(header.label)\", UUID \(header.uuid.text)"
        }
    }
}

extension CgroupState {
    fileprivate var description: String {
        guard exists else { return "cgroup /\(path): does not exist" }
        var text = "cgroup /\(path): controller \(hasController), delegates \(delegatesController)"
        text += ", processes \(hasProcesses), children \(hasChildren ? childCount.map(String.init) ?? "some" : "none")"
        if let usage { text += ", usage \(usage)" }
        for limit in limits { text += ", \(limit.file.name) \(limit.value.text)" }
        return text
    }
}

extension SwapFileState {
    fileprivate var descriptionLines: [String] {
        var lines = [
            "file \(path): \(kind), size \(size), allocated \(allocated), mode \(String(mode, radix: 8)), owner \(owner)",
            "  content: \(content.description)",
            "  folder: \(hasFolder ? "there" : "missing"), file system \(fileSystem ?? "unknown")"
                + (isReadOnly ? ", read-only" : ""),
        ]
        if let active { lines.append("  active: " + active.description) }
        return lines
    }
}

extension SwapDeviceState {
    fileprivate var descriptionLines: [String] {
        if let problem { return ["device \(reference.text): \(problem)"] }
        var lines = [
            "device \(reference.text): \(path ?? "nowhere"), size \(size.map(String.init) ?? "unknown")"
                + (isReadOnly ? ", read-only" : ""),
            "  content: \(content.description)",
        ]
        if !holders.isEmpty { lines.append("  held by \(holders.joined(separator: ", "))") }
        if let mountPoint { lines.append("  mounted on \(mountPoint)") }
        if let active { lines.append("  active: " + active.description) }
        return lines
    }
}
