import Model
import Planning
import System

extension Machine {
    /// Does one step and makes sure that it took.
    ///
    /// - Throws: what the kernel answered; code 0 when it said yes and shows something else.
    mutating func perform(_ step: Step) throws(SystemError) {
        switch step {
        case .loadModule(let name, let arguments): try loadModule(name, arguments: arguments)
        case .addZram(let number): try addZram(expecting: number)
        case .removeZram(let number): try removeZram(number)
        case .write(let attribute):
            try write(attribute.value, to: attribute.path)
            try readBack(attribute)
        case .formatSwap(let format): try formatSwap(format)
        case .createSwapFile(let creation): try createSwapFile(creation)
        case .removeFile(let path): try removeFile(path)
        case .swapOn(let path, let priority, let discard): try swapOn(path, flags: priority.flags | discard.flags)
        case .swapOff(let path, _): try swapOff(path)
        case .makeCgroup(let path): try makeDirectory(path)
        case .removeCgroup(let path): try removeDirectory(path)
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
