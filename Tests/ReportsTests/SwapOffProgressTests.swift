import Kernel
import Applying
import Planning
import Reports
import Testing
import Text

@Suite("The progress of a swapoff")
struct SwapOffProgressTests {
    private static func texts(_ isTerminal: Bool, _ moments: [Int64]) -> [String] {
        var progress = SwapOffProgress(isTerminal: isTerminal)
        return moments.map {
            progress.text(.switchingOff(path: "/dev/zram0", left: UInt64(100 - $0 / 1000) << 20), now: 1_000_000 + $0)
        }
    }

    @Test("A quick one says nothing")
    func quick() {
        #expect(Self.texts(true, [0, 100, 500, 999]).allSatisfy { $0.isEmpty })
        #expect(Self.texts(false, [0, 100, 500, 999]).allSatisfy { $0.isEmpty })
    }

    @Test("On a terminal one line changes, five times a second at most")
    func terminal() {
        #expect(
            Self.texts(true, [0, 1000, 1100, 1200, 3000]) == [
                "", "\r" + "swapoff /dev/zram0: 99M left\u{1b}[K", "", "\r" + "swapoff /dev/zram0: 99M left\u{1b}[K",
                "\r" + "swapoff /dev/zram0: 97M left\u{1b}[K",
            ])
    }

    @Test("Elsewhere there is a line every five seconds")
    func plain() {
        #expect(
            Self.texts(false, [0, 1000, 2000, 5999, 6000]) == [
                "", "swapoff /dev/zram0: 99M left\n", "", "", "swapoff /dev/zram0: 94M left\n",
            ])
    }

    @Test("The line on the terminal is gone before anything else is said, and the next one begins anew")
    func end() {
        var progress = SwapOffProgress(isTerminal: true)
        for now: Int64 in [0, 2000] { _ = progress.text(.switchingOff(path: "/a\n", left: 1), now: now) }
        let step = Step.swapOff(.file("/b"), used: 0)
        #expect(progress.text(.step(Resource(.zram, "a"), step), now: 2100) == "\r\u{1b}[K")
        #expect(progress.text(.step(Resource(.zram, "a"), step), now: 2200).isEmpty)
        #expect(progress.text(.switchingOff(path: "/b", left: 1), now: 2300).isEmpty)
    }
}
