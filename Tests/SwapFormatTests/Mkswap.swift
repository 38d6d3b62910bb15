import Foundation
import Testing

/// The real mkswap(8) of util-linux, on a regular file.
enum Mkswap {
    /// The first bytes of the area that it makes.
    ///
    /// - Parameters:
    ///   - size: of the file, in bytes.
    ///   - pageSize: in bytes.
    ///   - count: how many bytes to return.
    static func firstBytes(
        size: UInt64, pageSize: UInt64, uuid: String, label: String, count: Int? = nil
    ) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "mkswap-\(Foundation.UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        let handle = try FileHandle(forUpdating: file)
        try handle.truncate(atOffset: size)
        let mkswap = Process()
        // util-linux' own, on every Debian.
        mkswap.executableURL = URL(fileURLWithPath: "/usr/sbin/mkswap")
        mkswap.arguments = ["--quiet", "--pagesize", "\(pageSize)", "--uuid", uuid]
        if !label.isEmpty { mkswap.arguments?.append(contentsOf: ["--label", label]) }
        mkswap.arguments?.append(file.path)
        mkswap.standardError = FileHandle.nullDevice
        try mkswap.run()
        mkswap.waitUntilExit()
        try #require(mkswap.terminationStatus == 0)
        try handle.seek(toOffset: 0)
        let bytes = try handle.read(upToCount: count ?? Int(pageSize)) ?? Data()
        return Array(bytes)
    }
}

/// Where two pages differ first, in words short enough for a test's message; nil when they are the same.
func firstDifference(_ one: [UInt8], _ other: [UInt8]) -> String? {
    if one.count != other.count { return "\(one.count) bytes and \(other.count)" }
    guard let offset = one.indices.first(where: { one[$0] != other[$0] }) else { return nil }
    return "byte \(offset): \(one[offset]) and \(other[offset])"
}
