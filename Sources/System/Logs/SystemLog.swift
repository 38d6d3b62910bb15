import CSystem
import Text

/// The machine's log: what syslog(3) would write to, and the kernel's log while nobody listens there.
package enum SystemLog {
    /// As syslog(3) counts them.
    package enum Priority: Int, Sendable {
        case error = 3
        case warning = 4
        case information = 6
    }

    /// Where a line may go.
    package enum Place: Equatable, Sendable {
        /// The socket of the syslog daemon, or of the journal.
        case syslog
        /// Documentation/ABI/testing/dev-kmsg
        case kernel
    }

    /// A line as both places take it.
    package struct Line: Equatable, Sendable {
        package var bytes: [UInt8]

        /// RFC 3164 lets a line have 1024 bytes, and the kernel's log hardly more.
        private static let limit = 960

        /// - Parameters:
        ///   - program: whose line it is.
        ///   - text: without line ends; what is too long is cut.
        package init(_ program: String, _ text: String, _ priority: Priority) {
            // 3: the facility of system daemons.
            var line = "<"
            line.add(3 << 3 | priority.rawValue, ">")
            line.add(program, ": ", text)
            bytes = Array(line.utf8.prefix(Line.limit))
            guard line.utf8.count > Line.limit else { return }
            // Not within a character.
            while let last = bytes.last, last & 0xc0 == 0x80 { bytes.removeLast() }
            bytes.removeLast()
            bytes += Array("...".utf8)
        }
    }

    /// Writes a line, to the kernel's log where the syslog does not take it.
    ///
    /// - Returns: where it is; nil when nobody took it.
    package static func send(_ line: Line, to place: Place) -> Place? {
        send(line, to: place, socket: "/dev/log", kernel: "/dev/kmsg")
    }

    /// - Parameters:
    ///   - socket: the path of the syslog's socket.
    ///   - kernel: the path of the kernel's log.
    package static func send(_ line: Line, to place: Place, socket: String, kernel: String) -> Place? {
        if place == .syslog, datagram(line, socket) { return .syslog }
        do throws(SystemError) {
            // Without the newline the kernel keeps the record open for more, and shows it with the next one.
            try FileDescriptor.attributeForWriting(kernel).writeOnce(line.bytes + [UInt8(ascii: "\n")])
            return .kernel
        } catch {
            return nil
        }
    }

    private static func datagram(_ line: Line, _ socket: String) -> Bool {
        unsafe line.bytes.withUnsafeBytes { bytes in
            unsafe socket.withCString { unsafe csystem_send_datagram($0, bytes.baseAddress, bytes.count) == 0 }
        }
    }
}
