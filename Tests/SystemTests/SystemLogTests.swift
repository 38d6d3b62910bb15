import Foundation
import Support
import System
import Testing

@Suite("The machine's log")
struct SystemLogTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func send(_ text: String, to place: SystemLog.Place = .syslog) -> SystemLog.Place? {
        SystemLog.send(
            .init("zramctl-swift", text, .warning), to: place, socket: folder["log"], kernel: folder["kmsg"])
    }

    /// A datagram socket bound to `path`.
    private func listen(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let result = withUnsafePointer(to: &address) {
            bind(number, __CONST_SOCKADDR_ARG(__sockaddr_un__: $0), socklen_t(MemoryLayout<sockaddr_un>.size))
        }
        try #require(result == 0)
        return number
    }

    @Test("A line is a datagram for the syslog's socket, with facility and priority")
    func datagram() throws {
        let number = try listen(folder["log"])
        defer { close(number) }
        try folder.write("kmsg", "")
        #expect(send("zram.zram0: created") == .syslog)
        var bytes = [UInt8](repeating: 0, count: 2048)
        let count = recv(number, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        try #require(count > 0)
        #expect(String(decoding: bytes[..<count], as: UTF8.self) == "<28>zramctl-swift: zram.zram0: created")
    }

    @Test("Where no syslog listens, or it is stuck, the kernel's log takes the line")
    func fallback() throws {
        try folder.write("kmsg", "")
        #expect(send("a") == .kernel)
        #expect(try String(contentsOfFile: folder["kmsg"], encoding: .utf8) == "<28>zramctl-swift: a\n")
        let number = try listen(folder["log"])
        for _ in 0..<2000 where send("b") == .syslog {}
        #expect(send("c") == .kernel)
        close(number)
        #expect(send("d") == .kernel)
    }

    @Test("Nobody takes it on a machine without either")
    func nobody() {
        #expect(send("a") == nil)
        #expect(send("a", to: .kernel) == nil)
    }

    @Test("A line too long is cut, never within a character", arguments: ["x", "\u{e9}", "\u{20ac}", "\u{1f4be}"])
    func long(character: String) {
        let line = SystemLog.Line("p", String(repeating: character, count: 1000), .error)
        #expect(line.bytes.count <= 963)
        #expect(line.bytes.count > 950)
        let text = String(validating: line.bytes, as: UTF8.self)
        #expect(text?.hasSuffix(character + "...") == true)
        #expect(SystemLog.Line("p", "short", .error).bytes == Array("<27>p: short".utf8))
    }
}
