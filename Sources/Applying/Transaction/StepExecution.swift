import Kernel
import Planning
import SwapFormat
import System
import Text

/// A step that failed, and what rolls back the part of it that was done.
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
    /// - Returns: what rolls it back.
    /// - Throws: what the kernel answered; code 0 when it said yes and shows something else.
    mutating func perform(
        _ step: Step, after earlier: [Step], while goesOn: (UInt64) -> Bool
    ) throws(StepFailure) -> Undo {
        if case .write(let write) = step { return try perform(write, after: earlier) }
        do throws(SystemError) {
            return try performWhole(step, goesOn)
        } catch {
            throw StepFailure(error: error)
        }
    }

    /// Every step that leaves nothing when it fails.
    private mutating func performWhole(_ step: Step, _ goesOn: (UInt64) -> Bool) throws(SystemError) -> Undo {
        switch step {
        case .loadModule(let name, let arguments):
            try loadModule(name, arguments: arguments)
            // It stays: others may have begun to use it, and without devices that are set up it changes nothing.
            return .none
        case .addZram(let name):
            try addZram(expecting: name)
            return Undo([.removeZram(name)])
        case .removeZram(let name):
            try removeZram(name)
            return Undo([.addZram(name)])
        case .resetZram(let name, let was):
            // Missing without CONFIG_ZRAM_WRITEBACK.
            let backing = was.size > 0 ? try? read(.zram(name, .backingDevice)) : nil
            try write(AttributeWrite(.zram(name, .reset), .flag(true)))
            return Undo(resetOf: name, was, backing: backing.flatMap { ReadBack.Form.text.value(in: $0) })
        case .write: return .none
        case .recordOriginal(let write):
            return try recordOriginal(write.text, of: write.attribute) ? Undo([.forgetOriginal(write)]) : .none
        case .forgetOriginal(let write):
            try forgetOriginal(of: write.attribute)
            return Undo([.recordOriginal(write)])
        case .formatSwap(let format):
            let saved = try formatSwap(format)
            return Undo([.restoreContent(format.area, saved)])
        case .restoreContent(let area, let saved):
            try restoreContent(saved, of: area)
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
        case .swapOn(let area, let priority, let discard):
            try swapOn(area, flags: priority.flags | discard.flags)
            return Undo([.swapOff(area, used: 0, was: SwapActivation(priority: priority, discard: discard))])
        case .swapOff(let area, _, let was):
            try swapOff(area, while: goesOn)
            return Undo(
                [.swapOn(area, priority: was.priority, discard: was.discard ?? .none)],
                lost: was.discard == nil ? "the discard policy of " + area.path : nil)
        case .makeCgroup(let folder): return try makeCgroup(folder) ? Undo([.removeCgroup(folder)]) : .none
        case .removeCgroup(let folder, let was):
            return try removeCgroup(folder) ? Undo([.makeCgroup(folder)] + was.map { .write($0) }) : .none
        }
    }

    private mutating func perform(_ write: AttributeWrite, after earlier: [Step]) throws(StepFailure) -> Undo {
        let undo = undo(of: write, after: earlier)
        do throws(SystemError) {
            try self.write(write)
        } catch {
            throw StepFailure(error: error)
        }
        do throws(SystemError) {
            try readBack(write)
        } catch {
            throw StepFailure(error: error, undo: undo)
        }
        return undo
    }

    /// What brings back the value that the attribute has now.
    private mutating func undo(of write: AttributeWrite, after earlier: [Step]) -> Undo {
        let attribute = write.attribute
        switch (attribute, write.value) {
        // The kernel takes a size only where there is none, and lets go of it only with a reset.
        case (.zram(let name, .diskSize), _):
            var undo = Undo([.resetZram(name)])
            // From 6.12 on a reset also brings the default algorithm back. One that was written before has its own undo.
            let algorithm = Attribute.zram(name, .algorithm)
            if !earlier.contains(where: { $0.writes(to: algorithm) }), let old = value(of: algorithm) {
                undo.steps.append(.write(AttributeWrite(algorithm, old)))
            }
            return undo
        case (_, .parameters(let algorithm)):
            return Undo([.write(AttributeWrite(attribute, .parameters(Algorithm(name: algorithm.name))))])
        case (_, .flag(true)):
            if case .word(let word)? = attribute.readBack?.form, let shown = try? read(attribute) {
                let isOn = ReadBack.Form.word(word).value(in: shown) == word
                return isOn ? .none : Undo([.write(AttributeWrite(attribute, .flag(false)))])
            }
        default: break
        }
        guard let old = value(of: attribute) else { return Undo(lost: "what was in " + attribute.path) }
        return Undo([.write(AttributeWrite(attribute, old))])
    }

    /// The value that the attribute has now; nil when it cannot be known.
    private mutating func value(of attribute: Attribute) -> AttributeValue? {
        guard let readBack = attribute.readBack, let shown = try? read(readBack.attribute) else { return nil }
        return readBack.form.value(in: shown).map { attribute.value(shown: $0) }
    }

    /// The kernel gives out the lowest free number. When that is not the plan's, every later step would be about someone
    /// else's device.
    private mutating func addZram(expecting name: ZramName) throws(SystemError) {
        let given = try addZram()
        guard given != name else { return }
        // Brand new and without a size: nothing can be lost.
        let isGone = (try? removeZram(given)) != nil
        throw SystemError(
            "add", name.text, code: 0,
            detail: .joining(
                "the kernel made ", given.text, " instead", isGone ? ", which was removed again" : ""))
    }

    private mutating func readBack(_ write: AttributeWrite) throws(SystemError) {
        guard let expected = write.expected, let readBack = write.attribute.readBack else { return }
        let shown = try read(readBack.attribute)
        guard let finding = readBack.form.finding(expected, in: shown) else { return }
        let isElsewhere = readBack.attribute != write.attribute
        throw SystemError(
            .joining("write \"", write.text, "\" to"), write.attribute.path, code: 0,
            detail: .joining(
                "the kernel took it, and shows ", isElsewhere ? "in " : "",
                isElsewhere ? readBack.attribute.path : "", isElsewhere ? " " : "", finding))
    }
}

extension Step {
    fileprivate func writes(to attribute: Attribute) -> Bool {
        guard case .write(let write) = self else { return false }
        return write.attribute == attribute
    }
}
