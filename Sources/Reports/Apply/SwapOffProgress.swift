import Applying
import Text

/// The progress of a swapoff that takes its time: on a terminal one line that changes, elsewhere a line now and then.
package struct SwapOffProgress {
    private let isTerminal: Bool
    /// Of the swapoff that is under way.
    private var path: String?
    /// When it began, and when it was shown last, in milliseconds.
    private var start: Int64 = 0
    private var last: Int64 = 0
    /// Whether a line stands on the terminal that is to change or go.
    private var isShown = false

    package init(isTerminal: Bool) { self.isTerminal = isTerminal }

    /// Those that take no longer say nothing; in milliseconds.
    private static let deadline: Int64 = 1000
    /// At least this much lies between two lines, on a terminal and elsewhere; in milliseconds.
    private static let pauses: (terminal: Int64, other: Int64) = (200, 5000)

    /// What to write, if anything.
    ///
    /// - Parameter now: in milliseconds, from any beginning.
    package mutating func text(_ event: ApplyEvent, now: Int64) -> String {
        guard case .switchingOff(let path, let left) = event else {
            self.path = nil
            return end()
        }
        if self.path != path {
            self.path = path
            start = now
            last = now - SwapOffProgress.pauses.other
        }
        let pause = isTerminal ? SwapOffProgress.pauses.terminal : SwapOffProgress.pauses.other
        guard now - start >= SwapOffProgress.deadline, now - last >= pause else { return "" }
        last = now
        isShown = isTerminal
        var text = ""
        text.add(isTerminal ? "\r" : "", "swapoff ", Printable.text(path), ": ", BinaryUnits.rounded(left))
        text.add(" left", isTerminal ? "\u{1b}[K" : "\n")
        return text
    }

    /// Takes the line on the terminal away.
    private mutating func end() -> String {
        guard isShown else { return "" }
        isShown = false
        return "\r\u{1b}[K"
    }
}
