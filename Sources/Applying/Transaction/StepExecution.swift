import Planning
import SwapFormat
import System
import Text

/// A step that failed, and what takes back the part of it that was done.
struct StepFailure: Error {
    var error: SystemError
    var undo = Undo.none
}

extension Machine {
    /// Does one step and makes sure that it took.
    ///
    /// - Parameters:
    ///   - earlier: the steps that were done before for the same resource.
    ///   - goesOn: asked while a swapoff takes its time, with the bytes that are left; false gives up.
    /// - Returns: what takes it back.
    /// - Throws: what the kernel answered; code 0 when it said yes and shows something else.
    mutating func perform(
        _ step: Step, after earlier: [Step], while goesOn: (UInt64) -> Bool
    ) throws(StepFailure) -> Undo {
        if case .write(let attribute) = step { return try perform(attribute, after: earlier) }
        do throws(SystemError) {
            return try performWhole(step, goesOn)
        } catch {
            throw StepFailure(error: error)
        }
    }

    /// Every step that leaves nothing behind when it fails.
    private mutating func performWhole(_ step: Step, _ goesOn: (UInt64) -> Bool) throws(SystemError) -> Undo {
        switch step {
        case .loadModule(let name, let arguments):
            try loadModule(name, arguments: arguments)
            // It stays: others may have begun to use it, and without devices that are set up it changes nothing.
            return .none
        case .addZram(let number):
            try addZram(expecting: number)
            return Undo([.removeZram(number: number)])
        case .removeZram(let number):
            try removeZram(number)
            return Undo([.addZram(number: number)])
        case .resetZram(let number, let was):
            let folder = String.joining("/sys/block/zram", number.description, "/")
            // Missing without CONFIG_ZRAM_WRITEBACK.
            let backing = was.size > 0 ? try? read(folder + "backing_dev") : nil
            try write("1", to: folder + "reset")
            return Undo(resetOf: number, was, backing: backing.flatMap { AttributeWrite.ReadBack.none.value(in: $0) })
        case .write: return .none
        case .formatSwap(let format):
            let saved = try formatSwap(format)
            return Undo([.restoreContent(path: format.path, saved)])
        case .restoreContent(let path, let saved):
            try restoreContent(saved, of: path)
            return .none
        case .createSwapFile(let creation):
            try createSwapFile(creation)
            return Undo([.removeFile(path: creation.replaces ? creation.temporaryPath : creation.path)])
        case .placeSwapFile(let creation):
            try placeSwapFile(creation)
            return Undo([.putBackSwapFile(creation)])
        case .putBackSwapFile(let creation):
            try putBackSwapFile(creation)
            return .none
        case .removeFile(let path):
            try removeFile(path)
            return Undo(lost: "the file " + path)
        case .swapOn(let path, let priority, let discard):
            try swapOn(path, flags: priority.flags | discard.flags)
            return Undo([.swapOff(path: path, used: 0, was: SwapActivation(priority: priority, discard: discard))])
        case .swapOff(let path, _, let was):
            try swapOff(path, while: goesOn)
            return Undo(
                [.swapOn(path: path, priority: was.priority, discard: was.discard ?? .none)],
                lost: was.discard == nil ? "the discard policy of " + path : nil)
        case .makeCgroup(let path): return try makeDirectory(path) ? Undo([.removeCgroup(path: path)]) : .none
        case .removeCgroup(let path, let was):
            return try removeDirectory(path) ? Undo([.makeCgroup(path: path)] + was.map { .write($0) }) : .none
        }
    }

    private mutating func perform(
        _ attribute: AttributeWrite, after earlier: [Step]
    ) throws(StepFailure) -> Undo {
        let undo = undo(of: attribute, after: earlier)
        do throws(SystemError) {
            try write(attribute.value, to: attribute.path)
        } catch {
            throw StepFailure(error: error)
        }
        do throws(SystemError) {
            try readBack(attribute)
        } catch {
            throw StepFailure(error: error, undo: undo)
        }
        return undo
    }

    /// What brings back the value that the attribute has now.
    private mutating func undo(of attribute: AttributeWrite, after earlier: [Step]) -> Undo {
        let path = attribute.path
        // The kernel takes a size only where there is none, and lets go of it only with a reset.
        if path.utf8.ends(with: "/disksize"), let number = AttributeWrite.zramNumber(path) {
            var undo = Undo([.resetZram(number: number)])
            // From 6.12 on a reset also brings the default algorithm back. One that was written before has its own undo.
            let file = String.joining("/sys/block/zram", number.description, "/comp_algorithm")
            if !earlier.contains(where: { $0.writes(to: file) }), let shown = try? read(file),
                let old = AttributeWrite.ReadBack.selected("").value(in: shown)
            {
                undo.steps.append(.write(AttributeWrite(path: file, value: old, readBack: .selected(old))))
            }
            return undo
        }
        func write(_ value: String, _ readBack: AttributeWrite.ReadBack) -> Undo {
            Undo([.write(AttributeWrite(path: path, value: value, readBack: readBack))])
        }
        if path.utf8.ends(with: "/algorithm_params") {
            // Without parameters it sets those of the algorithm back (drivers/block/zram, algorithm_params_store).
            let algorithm = attribute.value.utf8.prefix { $0 != UInt8(ascii: " ") }
            return write(String(decoding: algorithm, as: UTF8.self), .none)
        }
        guard let shown = try? read(attribute.readBack.path(writtenTo: path) ?? path),
            let old = attribute.readBack.value(in: shown)
        else { return Undo(lost: "what was in " + path) }
        switch attribute.readBack {
        case .none, .text: return write(old, .text(old))
        case .selected: return write(old, .selected(old))
        case .word(let word): return old == word ? .none : write("-" + word, .none)
        case .column(let other, let index, _): return write(old, .column(path: other, index: index, value: old))
        }
    }

    /// The kernel gives out the lowest free number. When that is not the plan's, every later step would be about someone
    /// else's device.
    private mutating func addZram(expecting number: Int) throws(SystemError) {
        let given = try addZram()
        guard given != number else { return }
        // Brand new and without a size: nothing can be lost.
        let isGone = (try? removeZram(given)) != nil
        throw SystemError(
            "add", .joining("zram", number.description), code: 0,
            detail: .joining(
                "the kernel made zram", given.description, " instead", isGone ? ", which was removed again" : ""))
    }

    private mutating func readBack(_ attribute: AttributeWrite) throws(SystemError) {
        guard let path = attribute.readBack.path(writtenTo: attribute.path) else { return }
        let shown = try read(path)
        guard let finding = attribute.readBack.finding(shown) else { return }
        let place: String = path == attribute.path ? "shows" : .joining("shows in ", path)
        throw SystemError(
            .joining("write \"", attribute.value, "\" to"), attribute.path, code: 0,
            detail: .joining("the kernel took it, and ", place, " ", finding))
    }
}

extension Step {
    fileprivate func writes(to path: String) -> Bool {
        guard case .write(let attribute) = self else { return false }
        return attribute.path == path
    }
}

extension AttributeWrite {
    /// 3 of `/sys/block/zram3/disksize`; nil for what is no zram device's.
    static func zramNumber(_ path: String) -> Int? {
        let start = "/sys/block/zram"
        guard path.utf8.starts(with: start.utf8) else { return nil }
        let digits = path.utf8.dropFirst(start.utf8.count).prefix { $0 != UInt8(ascii: "/") }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
