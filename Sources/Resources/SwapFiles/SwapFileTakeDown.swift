import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    func takeDownFiles(keepFiles: Bool, _ changes: inout [ResourceChange]) {
        for index in profile.swapFiles.indices.reversed() {
            var change = row(.swapFile, profile.swapFiles[index].path.value, profile.swapFiles[index].path.position)
            if let file = fileState(index) {
                takeDown(profile.swapFiles[index], state.files[file], keepFiles: keepFiles, &change)
                Planner.removeLeftovers(state.files[file], &change)
            }
            changes.append(change)
        }
    }

    private func takeDown(
        _ entry: SwapFileEntry, _ file: SwapFileState, keepFiles: Bool, _ change: inout ResourceChange
    ) {
        let hasToBeKnown = file.kind == .inaccessible || file.kind == .regular && file.active == nil && !keepFiles
        if hasToBeKnown, change.blockUnreadable(file.path, file.content) { return }
        // What is in use as swap is swap; a file that is not is recognized by its header.
        var isSwap = false
        if case .swap = file.content { isSwap = true }
        if let active = file.active {
            isSwap = true
            change.remove(active, discard: discard(of: file, entry))
            guard change.action == .remove else { return }
        }
        guard file.kind == .regular, !keepFiles else { return }
        guard isSwap else {
            change.leaveAlone("\(file.path) is not swap, and is kept")
            return
        }
        change.action = .remove
        change.addDifference("size", live: .bytes(file.size), wanted: nil)
        change.add(.removeFile(path: file.path))
    }
}
