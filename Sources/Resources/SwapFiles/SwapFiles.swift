import Kernel
import LiveState
import Planning
import Profiles
import Text
import YAML

/// Swap files.
package enum SwapFiles: ResourceKind {
    package static func addSections(to keys: inout [ProfileKey]) {
        keys.append(
            ProfileKey("swap_files", .entries, omitted: "When omitted, the profile manages none.", "Swap files."))
    }

    private static let keys = [
        ProfileKey(.size, .size(.file), isRequired: true, "The size of the file."),
        .swapPriority, .swapDiscard,
        ProfileKey(
            .overwrite, .boolean, omitted: "Default: false.",
            "Whether a file that is there and is no swap may be replaced. A hibernation image is never destroyed."),
    ]

    package static var help: [ProfileMapping] {
        [
            ProfileMapping(
                "swap_files", definition: "swap_file", keys: keys, place: "swap_files: { /a: { … } }",
                about: "An entry is the absolute path of a file. Its keys:")
        ]
    }

    package static func entries(of profile: Profile) -> [SwapFileEntry] { profile.swapFiles }

    package static func decode(
        _ node: YAMLNode, in section: ProfileKey.Word, _ decoder: inout Decoder, into profile: inout Profile
    ) -> Bool {
        guard section == "swap_files" else { return false }
        for pair in decoder.entries(of: node, keys) {
            let path = decoder.swapFilePath(pair.key)
            let fields = decoder.fields(pair.value, of: path.value, keys, at: pair.key)
            profile.swapFiles.append(
                SwapFileEntry(
                    path: path, size: fields.size(at: path.position), swap: fields.swapOptions,
                    overwrite: fields.flag(.overwrite)))
        }
        return true
    }

    package static func query(_ entry: SwapFileEntry, _ query: inout StateQuery) {
        query.files.append(entry.path.value)
        if entry.size.value.names(.ram) { query.memory = true }
    }

    package static func read(_ reading: inout StateReading) throws(ReadingError) { reading.readSwapFiles() }

    package static var phase: PlanPhase { .swap }

    package static func plan(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.planFiles(&changes)
    }

    package static func takeDown(_ planner: Planner, _ changes: inout [ResourceChange], _ notes: inout [Diagnostic]) {
        planner.takeDownFiles(keepFiles: planner.keepsFiles, &changes)
    }

    package static func addManagedSwap(_ planner: Planner, to areas: inout [SwapArea]) {
        for index in planner.profile.swapFiles.indices {
            if let file = planner.fileState(index), let active = planner.state.files[file].active {
                areas.append(active.area)
            }
        }
    }

    package static func requirements(
        _ entry: SwapFileEntry, _ source: SourceText, _ requirements: inout RequirementList
    ) {
        requirements.add("SWAP", because: .named("swap_files", entry.path, source))
    }

    /// All active areas: /proc/swaps shows a file among the others.
    package static func addStatus(
        _ state: MachineState, _ profile: Profile?, to sections: inout [StatusSection]
    ) {
        sections.append(.activeSwap(state))
    }
}

extension Decoder {
    /// The path of a swap file.
    fileprivate mutating func swapFilePath(_ node: YAMLNode) -> Located<String> {
        let path = name(node)
        if checkAbsolutePath(node, "swap file", example: "/var/swap"),
            document.bytes(of: node).starts(with: "/dev/".utf8)
        {
            report(
                "\(Problems.quoted(path.value)) is a device, not a swap file", at: node,
                help: "name devices under `swap_devices`")
        }
        return path
    }
}

extension Resource.Kind {
    package static var swapFile: Self { Self("swap_files") }
}
