import CSystem

/// How long to wait, in all, for something that others hold for a moment or that is about to appear.
///
/// udev opens every new or changed device to look at it, and device nodes come into being after the device; both take
/// some hundredths of a second.
package struct RetryDeadline: Equatable, Sendable {
    /// In milliseconds; 0 for a single attempt.
    package var milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// 3 seconds.
    package static let standard = RetryDeadline(milliseconds: 3000)

    /// Repeats an attempt until it succeeds, fails for another reason, or the time is over.
    ///
    /// - Parameters:
    ///   - isTemporary: whether an error may pass by itself.
    ///   - attempt: one call.
    /// - Throws: the last attempt's error.
    package func retry<Value: ~Copyable>(
        while isTemporary: (SystemError) -> Bool, _ attempt: () throws(SystemError) -> Value
    ) throws(SystemError) -> Value {
        let start = RetryDeadline.now()
        var pause = 10
        while true {
            do throws(SystemError) {
                return try attempt()
            } catch {
                let left = milliseconds - Int(clamping: RetryDeadline.now() - start)
                guard left > 0, isTemporary(error) else { throw error }
                RetryDeadline.sleep(milliseconds: min(pause, left))
                pause = min(2 * pause, 200)
            }
        }
    }

    /// A clock that nobody sets, in milliseconds.
    package static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    static func sleep(milliseconds: Int) {
        var time = timespec()
        time.tv_sec = time_t(milliseconds / 1000)
        time.tv_nsec = milliseconds % 1000 * 1_000_000
        // A signal ends it early, which costs one attempt more.
        unsafe nanosleep(&time, nil)
    }
}
