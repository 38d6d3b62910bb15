import Kernel
import Foundation
import Planning
import Support
import SwapFormat
import System
import Testing
import Text
@testable import Applying

/// On images in ordinary files, which libblkid and mkswap treat alike; a block device needs a kernel of one's own.
@Suite("Writing a swap header onto a device")
struct SwapFormattingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What an image holds before.
    enum Content: String, Sendable, CaseIterable {
        case zeros, noise, bootBits, swap, otherPageSize, ext4, luks, dos, gpt, swapWithTable

        /// The types as a plan names them; nil when there is nothing to lose.
        var types: String? {
            switch self {
            case .zeros, .noise, .bootBits: nil
            case .swap, .otherPageSize: "swap"
            case .ext4: "ext4"
            case .luks: "crypto_LUKS"
            case .dos: "dos"
            case .gpt: "gpt"
            case .swapWithTable: "swap and dos"
            }
        }

        /// mkswap leaves boot bits and partition tables where it finds a table.
        var isWipedByMkswap: Bool { self != .dos && self != .gpt && self != .swapWithTable }

        func make(_ path: String, size: Int) throws {
            var bytes = [UInt8](repeating: 0, count: size)
            func put(_ text: String, _ offset: Int) {
                for (index, byte) in text.utf8.enumerated() { bytes[offset + index] = byte }
            }
            if self == .noise { for index in 8192..<size { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) } }
            if self == .bootBits { for index in 0..<440 { bytes[index] = 0x90 } }
            if self == .luks {
                for (index, byte) in ([0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe, 0, 1] as [UInt8]).enumerated() {
                    bytes[index] = byte
                }
                put("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", 168)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
            switch self {
            case .swap, .swapWithTable: try Tool.run("/usr/sbin/mkswap", ["-L", "old", path])
            case .otherPageSize: try Tool.run("/usr/sbin/mkswap", ["-p", "16384", path])
            case .ext4: try Tool.run("/usr/sbin/mkfs.ext4", ["-q", "-F", path])
            default: break
            }
            switch self {
            case .dos, .swapWithTable:
                try Tool.run(
                    "/usr/sbin/sfdisk", ["-q", "--no-reread", "-w", "never", "-W", "never", path],
                    input: "label: dos\n2048,,83\n")
            case .gpt:
                try Tool.run(
                    "/usr/sbin/sfdisk", ["-q", "--no-reread", "-w", "never", "-W", "never", path],
                    input: "label: gpt\n2048,,\n")
            default: break
            }
        }
    }

    private static let uuid = UUID(text: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6")
    private static let size = 4 << 20

    @discardableResult
    private func format(
        _ name: String, label: String = "board-swap", overwrites: String?, isBlank: Bool = false
    ) throws -> [SavedBytes] {
        let file = try FileDescriptor.open(folder[name], O_RDWR)
        return try SwapFormatting.write(
            SwapFormat(
                area: .device(folder[name]), size: nil, label: label,
                fingerprint: SettingsFingerprint(parameters: [], discard: .none), uuid: Self.uuid,
                overwrites: overwrites),
            to: file, size: UInt64(Self.size), isBlank: isBlank)
    }

    private func findings(_ name: String) throws -> BlkidProbe.Finding {
        try BlkidProbe.probe(FileDescriptor.open(folder[name], O_RDONLY))
    }

    @Test(
        "Where nothing stands in the way the device is as the real mkswap makes it, to the byte",
        arguments: Content.allCases)
    func mkswap(content: Content) throws {
        try content.make(folder["ours"], size: Self.size)
        try FileManager.default.copyItem(atPath: folder["ours"], toPath: folder["theirs"])
        try format("ours", overwrites: content.types)
        #expect(try findings("ours") == .found(["swap"]))
        if content.isWipedByMkswap {
            try Tool.run(
                "/usr/sbin/mkswap", ["-U", try #require(Self.uuid).text, "-L", "board-swap", folder["theirs"]])
            #expect(try folder.bytes("ours") == folder.bytes("theirs"))
        }
        // Nothing comes to light, either, when the swap header goes.
        try Tool.run("/usr/sbin/wipefs", ["-q", "-a", "-t", "swap", folder["ours"]])
        #expect(try findings("ours") == .nothing)
    }

    @Test("What was written over can be written back, to the byte", arguments: Content.allCases)
    func restored(content: Content) throws {
        try content.make(folder["image"], size: Self.size)
        let before = try folder.bytes("image")
        let saved = try format("image", overwrites: content.types)
        #expect(try folder.bytes("image") != before)
        try SwapFormatting.restore(saved, to: FileDescriptor.open(folder["image"], O_RDWR))
        #expect(try folder.bytes("image") == before)
    }

    @Test("What the plan did not name is never overwritten", arguments: Content.allCases.filter { $0.types != nil })
    func refused(content: Content) throws {
        try content.make(folder["image"], size: Self.size)
        let before = try folder.bytes("image")
        for overwrites in [nil, "xfs", "ext", content == .swapWithTable ? "swap" : "a and b"] {
            let error = try #require(throws: SystemError.self) { try format("image", overwrites: overwrites) }
            #expect(error.detail?.hasPrefix("it holds ") == true)
            #expect(error.detail?.hasSuffix(" now, and was left as it is") == true)
        }
        #expect(try folder.bytes("image") == before)
    }

    @Test(
        "A hibernation image is never overwritten, whatever the plan says",
        arguments: ["S1SUSPEND", "S2SUSPEND", "ULSUSPEND", "LINHIB0001"])
    func hibernation(magic: String) throws {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        for (index, byte) in magic.utf8.enumerated() { bytes[4086 + index] = byte }
        try Data(bytes).write(to: URL(fileURLWithPath: folder["image"]))
        for overwrites in [nil, "swsuspend", "swap", magic] {
            let error = try #require(throws: SystemError.self) { try format("image", overwrites: overwrites) }
            #expect(error.detail == "it holds a hibernation image (\(magic)) now, and was left as it is")
        }
        #expect(try folder.bytes("image") == bytes)
    }

    @Test("Labels are as mkswap writes them", arguments: ["", "a", "fifteen-bytes15", "Größe"])
    func labels(label: String) throws {
        try Content.zeros.make(folder["ours"], size: Self.size)
        try Content.zeros.make(folder["theirs"], size: Self.size)
        try format("ours", label: label, overwrites: nil)
        try Tool.run(
            "/usr/sbin/mkswap",
            ["-U", try #require(Self.uuid).text] + (label.isEmpty ? [] : ["-L", label]) + [folder["theirs"]])
        #expect(try folder.bytes("ours") == folder.bytes("theirs"))
    }

    @Test("A device that is known to be blank gets the same header, and the same zeros back")
    func blank() throws {
        try Content.zeros.make(folder["read"], size: Self.size)
        try Content.zeros.make(folder["known"], size: Self.size)
        let saved = try format("read", overwrites: nil)
        #expect(try format("known", overwrites: nil, isBlank: true) == saved)
        #expect(try folder.bytes("known") == folder.bytes("read"))
    }

    @Test("A header that does not get to the disk is a failure")
    func syncFails() throws {
        // It takes what is written, and cannot sync.
        let device = try FileDescriptor.open("/dev/zero", O_RDWR)
        let error = try #require(throws: SystemError.self) {
            try SwapFormatting.write(
                SwapFormat(
                    area: .device("/dev/zero"), size: 1 << 20, label: "swap",
                    fingerprint: SettingsFingerprint(parameters: [], discard: .none)),
                to: device, size: 1 << 20, isBlank: true)
        }
        #expect(error.operation == "fsync" && error.code == EINVAL)
    }

    @Test(
        "A zram device is blank when it stores no page",
        arguments: [
            ("       0        0        0        0        0        0        0        0        0\n", true),
            ("0 0 0 33554432 0 0 0\n", true),
            ("    4096       63    20480        0    20480        0        0        0        0\n", false),
            ("", false), (nil, false),
        ])
    func unwrittenZram(statistics: String?, isBlank: Bool) throws {
        folder.makeFolder("253:7")
        if let statistics { try folder.write("253:7/mm_stat", statistics) }
        var places = LinuxMachine.Places()
        places.deviceNumbers = folder.path
        let machine = LinuxMachine(deadline: RetryDeadline(milliseconds: 0), places: places)
        #expect(machine.isUnwrittenZram(DeviceNumber(major: 253, minor: 7)) == isBlank)
        #expect(!machine.isUnwrittenZram(DeviceNumber(major: 253, minor: 8)))
    }

    @Test("A device that is no block device is refused")
    func notADevice() throws {
        try folder.write("file", String(repeating: "x", count: 65536))
        let format = SwapFormat(
            area: .device(folder["file"]), size: nil, label: "",
            fingerprint: SettingsFingerprint(parameters: [], discard: .none)
        )
        let machine = LinuxMachine(deadline: RetryDeadline(milliseconds: 0))
        let error = try #require(throws: SystemError.self) { try machine.formatSwap(format) }
        #expect(error.text == "open \(folder["file"]): Block device required (ENOTBLK)")
        #expect(try folder.bytes("file") == [UInt8](repeating: UInt8(ascii: "x"), count: 65536))
    }
}
