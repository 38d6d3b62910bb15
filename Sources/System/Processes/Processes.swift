import CSystem

/// Other programs: modprobe, those that unpack kernels, and the children that this program forks.
package enum Processes {
    /// How a process ended.
    package enum End: Equatable, Sendable {
        /// With this exit status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)

        /// - Parameter status: as waitpid(2) gives it.
        fileprivate init(_ status: Int32) {
            // WTERMSIG and WEXITSTATUS.
            let signal = status & 0x7f
            self = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
        }
    }

    /// What came of a program.
    package struct Outcome: Equatable, Sendable {
        package var end: End
        /// What it wrote to standard output and standard error, in order, at most 4 KiB.
        package var output: [UInt8]
    }

    /// What is kept of a program's output, in bytes.
    private static let outputLimit = 4096

    /// Starts a program without a shell, with the environment that the kernel gives to modprobe, and waits for its end.
    ///
    /// - Parameters:
    ///   - program: its absolute path; PATH is not searched.
    ///   - arguments: without the program's own name.
    package static func run(_ program: String, _ arguments: [String]) throws(SystemError) -> Outcome {
        let ends = try pipe(for: program)
        let readEnd = FileDescriptor(owning: ends.0, path: program)
        let child: pid_t
        do {
            let writeEnd = FileDescriptor(owning: ends.1, path: program)
            child = try spawn(program, arguments, output: writeEnd.number, error: writeEnd.number)
        }
        let output = drain(readEnd)
        return Outcome(end: try wait(for: child, name: program), output: output)
    }

    /// pipe2(2): the end to read and the end to write.
    static func pipe(for program: String) throws(SystemError) -> (Int32, Int32) {
        var ends: (Int32, Int32) = (-1, -1)
        let piped = unsafe withUnsafeMutableBytes(of: &ends) { buffer in
            unsafe pipe2(buffer.assumingMemoryBound(to: Int32.self).baseAddress, O_CLOEXEC)
        }
        guard piped == 0 else { throw .current("pipe for", program) }
        return ends
    }

    /// waitpid(2).
    static func wait(for child: pid_t, name: String) throws(SystemError) -> End {
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 {
            guard csystem_errno() == Errno.interrupted else { throw .current("wait for", name) }
        }
        return End(status)
    }

    /// waitpid(2), looking up now and then.
    ///
    /// - Parameter goesOn: asked at once and then up to ten times a second; false kills the child.
    /// - Returns: how it ended, and whether it was killed here.
    static func wait(
        for child: pid_t, name: String, while goesOn: () -> Bool
    ) throws(SystemError) -> (end: End, isKilled: Bool) {
        var pause = 1
        while true {
            var status: Int32 = 0
            let ended = unsafe waitpid(child, &status, WNOHANG)
            if ended == child { return (End(status), false) }
            if ended < 0, csystem_errno() != Errno.interrupted { throw .current("wait for", name) }
            guard goesOn() else {
                kill(child, SIGKILL)
                return (try wait(for: child, name: name), true)
            }
            RetryDeadline.sleep(milliseconds: pause)
            pause = min(2 * pause, 100)
        }
    }

    /// To the end, so that the program never blocks on a full pipe.
    private static func drain(_ pipe: borrowing FileDescriptor) -> [UInt8] {
        var output: [UInt8] = []
        while let chunk = try? pipe.readOnce(capacity: outputLimit), !chunk.isEmpty {
            output += chunk.prefix(outputLimit - output.count)
        }
        return output
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - input: what it reads; /dev/null when it is nil.
    ///   - output: what it writes to.
    ///   - error: what it writes its complaints to; /dev/null when it is nil.
    static func spawn(
        _ program: String, _ arguments: [String], input: Int32? = nil, output: Int32, error: Int32?
    ) throws(SystemError) -> pid_t {
        let environment = ["HOME=/", "TERM=linux", "PATH=/sbin:/usr/sbin:/bin:/usr/bin"]
        var child: pid_t = 0
        let failure = unsafe withCStrings([program] + arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe csystem_spawn(&child, program, arguments, environment, input ?? -1, output, error ?? -1)
            }
        }
        guard failure == 0 else { throw SystemError("start", program, code: failure) }
        return child
    }

    /// Lends a NULL-terminated vector of C strings, as exec takes them.
    @inline(never)
    private static func withCStrings(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var bytes: [CChar] = []
        var starts: [Int] = []
        for string in strings {
            starts.append(bytes.count)
            for byte in string.utf8 { bytes.append(CChar(bitPattern: byte)) }
            bytes.append(0)
        }
        return unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var pointers: [UnsafeMutablePointer<CChar>?] = unsafe []
            for start in starts { unsafe pointers.append(buffer.baseAddress.map { unsafe $0 + start }) }
            unsafe pointers.append(nil)
            return unsafe body(pointers)
        }
    }
}
