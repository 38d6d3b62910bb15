import CSystem

/// One of the two streams that a program writes to.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// For messages.
    package var name: String {
        switch self {
        case .output: "standard output"
        case .error: "standard error"
        }
    }

    /// isatty(3)
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Whether it is /dev/console (Documentation/admin-guide/devices.txt: 5, 1).
    package var isConsole: Bool {
        var status = stat()
        guard unsafe fstat(rawValue, &status) == 0 else { return false }
        return csystem_major(UInt64(status.st_rdev)) == 5 && csystem_minor(UInt64(status.st_rdev)) == 1
    }

    /// write(2) until all bytes are written, also where someone has made the stream non-blocking, as init programs do
    /// with consoles.
    ///
    /// - Throws: EPIPE, unless `StandardStreams.prepare()` was not called, where nobody reads the pipe any more.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer -> Int in
                guard let start = buffer.baseAddress else { return 0 }
                return unsafe CSystem.write(rawValue, start + done, buffer.count - done)
            }
            if result >= 0 {
                done += result
                continue
            }
            switch csystem_errno() {
            case Errno.interrupted: continue
            case Errno.again: waitUntilWritable()
            default: throw .current("write", name)
            }
        }
    }

    private func waitUntilWritable() {
        var descriptor = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&descriptor, 1, -1)
    }
}

/// The process's three standard streams together.
package enum StandardStreams {
    /// Makes them safe to use; to be called before any file is opened.
    ///
    /// A stream that the caller closed is opened on /dev/null: otherwise the next file that is opened, perhaps a swap
    /// device, would get its number and then the text that is meant for people. A closed pipe becomes an error of
    /// write(2) in place of a signal, and children are waited for whatever the caller does with its own.
    package static func prepare() {
        csystem_settle_signals()
        for number: Int32 in 0...2 {
            var status = stat()
            guard unsafe fstat(number, &status) != 0 else { continue }
            // The lowest free number is this one. Where /dev is empty the root folder serves: it takes no text either.
            if unsafe "/dev/null".withCString({ unsafe csystem_openat(AT_FDCWD, $0, O_RDWR, 0) }) < 0 {
                _ = unsafe "/".withCString { unsafe csystem_openat(AT_FDCWD, $0, O_RDONLY | O_DIRECTORY, 0) }
            }
        }
    }

    /// Reads standard input to its end.
    ///
    /// - Parameter limit: the most bytes to take; more are left unread.
    package static func readInput(limit: Int) throws(SystemError) -> [UInt8] {
        let number = dup(0)
        guard number >= 0 else { throw .current("read", "standard input") }
        return try FileDescriptor(owning: number, path: "standard input").readToEnd(limit: limit)
    }
}

/// The process's surroundings.
package enum ProcessContext {
    /// A variable of the environment (getenv(3)); nil when it is not set.
    package static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// geteuid(2)
    package static var effectiveUser: UInt32 { geteuid() }
}
