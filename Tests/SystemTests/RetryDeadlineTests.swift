import System
import Testing

@Suite("Waiting for others")
struct RetryDeadlineTests {
    private static let busy = SystemError("open", "/dev/zram0", code: Errno.busy)

    @Test("An attempt is repeated until it succeeds")
    func success() throws {
        var attempts = 0
        let value = try RetryDeadline(milliseconds: 60_000).retry(while: { $0.code == Errno.busy }) {
            () throws(SystemError) -> Int in
            attempts += 1
            if attempts < 4 { throw Self.busy }
            return 7
        }
        #expect(value == 7 && attempts == 4)
    }

    @Test("Another error ends it at once")
    func otherError() {
        var attempts = 0
        #expect(throws: SystemError("open", "/dev/zram0", code: Errno.noEntry)) {
            try RetryDeadline(milliseconds: 60_000).retry(while: { $0.code == Errno.busy }) { () throws(SystemError) in
                attempts += 1
                throw SystemError("open", "/dev/zram0", code: Errno.noEntry)
            }
        }
        #expect(attempts == 1)
    }

    @Test("When the time is over the last error stands, after several attempts and not before the time")
    func timeOut() {
        var attempts = 0
        let clock = ContinuousClock()
        let start = clock.now
        #expect(throws: Self.busy) {
            try RetryDeadline(milliseconds: 100).retry(while: { _ in true }) { () throws(SystemError) in
                attempts += 1
                throw Self.busy
            }
        }
        #expect(attempts >= 2 && clock.now - start >= .milliseconds(99))
    }

    @Test("Without deadline there is one attempt")
    func none() {
        var attempts = 0
        #expect(throws: Self.busy) {
            try RetryDeadline(milliseconds: 0).retry(while: { _ in true }) { () throws(SystemError) in
                attempts += 1
                throw Self.busy
            }
        }
        #expect(attempts == 1)
    }
}
