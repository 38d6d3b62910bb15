import Kernel
import Planning
import SwapFormat
import System
import Text

extension LinuxMachine {
    package func formatSwap(_ format: SwapFormat) throws(SystemError) -> [SavedBytes] {
        if case .file(let path) = format.area {
            let file = try LinuxMachine.fileForWriting(path)
            // No moment is without a header, so that no power cut leaves the file without one.
            return try SwapFormatting.write(format, to: file, size: try file.status().size, wipes: false)
        }
        let device = try exclusive(format.area)
        let isBlank = format.area.zram == nil ? false : try isBlank(device)
        return try SwapFormatting.write(format, to: device, size: try device.blockDeviceSize(), isBlank: isBlank)
    }

    /// Whether an open zram device holds nothing, so that there is nothing to look for on it. What others wrote and the
    /// kernel has not passed on yet is passed on before.
    private func isBlank(_ device: borrowing FileDescriptor) throws(SystemError) -> Bool {
        try device.sync()
        return isUnwrittenZram(try device.status().node)
    }

    /// Whether the block device with that number is of zram and stores no page, which then all read as zeros (mm_stat in
    /// Documentation/admin-guide/blockdev/zram.rst: orig_data_size).
    func isUnwrittenZram(_ number: DeviceNumber) -> Bool {
        let path = String.joining(places.deviceNumbers, "/", number.text, "/mm_stat")
        guard let shown = try? FileDescriptor.attribute(path).readAttribute() else { return false }
        let first = shown.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") }
        return first.elementsEqual([UInt8(ascii: "0")])
    }

    package func restoreContent(_ saved: [SavedBytes], of area: SwapArea) throws(SystemError) {
        if case .file(let path) = area {
            let file = try LinuxMachine.fileForWriting(path)
            try SwapFormatting.restore(saved, to: file)
            return try file.sync()
        }
        let device = try exclusive(area)
        try SwapFormatting.restore(saved, to: device)
        try device.sync()
    }

    /// A swap file that nobody but root could have put there. One that is in use cannot be opened so (ETXTBSY).
    private static func fileForWriting(_ path: String) throws(SystemError) -> FileDescriptor {
        guard let place = FilePlace(path) else { throw SystemError("open", path, code: Errno.invalid) }
        let file = try TrustedFolder.open(place.folder).contentForWriting(place.name)
        if let reason = distrust(try file.status()) {
            throw SystemError("open", path, code: Errno.permission, detail: reason)
        }
        return file
    }

    private func exclusive(_ area: SwapArea) throws(SystemError) -> FileDescriptor {
        do throws(SystemError) {
            // The node of a device that was just added may still be on its way.
            return try FileDescriptor.openExclusively(area.path, deadline: deadline, isNew: area.zram != nil)
        } catch {
            let isHeld = error.code == Errno.busy || error.code == Errno.again
            throw SystemError(
                error.operation, error.path, code: error.code,
                detail: isHeld ? DeviceHolders.text(area.path) : error.detail)
        }
    }
}

/// Writing swap headers as mkswap(8) does.
enum SwapFormatting {
    /// Looks once more at what the device holds, on the descriptor that is then written to, and makes it swap, on the disk.
    ///
    /// - Parameters:
    ///   - device: open for reading and writing.
    ///   - size: in bytes.
    ///   - isBlank: whether it is known to hold zeros alone; then nothing of it is read.
    ///   - wipes: whether other signatures are wiped before; not where it holds swap and nothing else.
    /// - Returns: what it wrote over. When it fails that is there again, as far as the device takes it.
    static func write(
        _ format: SwapFormat, to device: borrowing FileDescriptor, size: UInt64, isBlank: Bool = false,
        wipes: Bool = true
    ) throws(SystemError) -> [SavedBytes] {
        let header = try self.header(
            path: format.area.path, size: size, label: format.label, uuid: format.uuid, fingerprint: format.fingerprint)
        let page = header.encoded()
        if !isBlank { try rejectForeignData(device, format.overwrites) }
        let old = isBlank ? [UInt8](repeating: 0, count: page.count) : try device.read(count: page.count, at: 0)
        var saved = [SavedBytes(offset: 0, bytes: old)]
        do throws(SystemError) {
            if !isBlank, wipes {
                try BlkidProbe.wipe(device) { (offset, count) throws(SystemError) in
                    saved.append(SavedBytes(offset: offset, bytes: try device.read(count: count, at: Int64(offset))))
                }
            }
            // With the boot bits before the header, as mkswap where it wipes.
            try device.write(page, at: 0)
            try device.sync()
        } catch {
            try? restore(saved, to: device)
            try? device.sync()
            throw error
        }
        return saved
    }

    /// Writes the bytes back, the last first: a later piece may lie in an earlier one.
    static func restore(_ saved: [SavedBytes], to device: borrowing FileDescriptor) throws(SystemError) {
        for piece in saved.reversed() { try device.write(piece.bytes, at: piece.offset) }
    }

    /// The header for an area of that size, with the running kernel's pages.
    ///
    /// - Parameter uuid: nil for a new one with the fingerprint.
    static func header(
        path: String, size: UInt64, label: String, uuid: UUID?, fingerprint: SettingsFingerprint
    ) throws(SystemError) -> SwapHeader {
        let pageSize = PageSize.current
        let pages = min(size / pageSize, UInt64(UInt32.max))
        guard pages >= SwapHeader.minimumPages else {
            throw SystemError(
                "format", path, code: Errno.invalid,
                detail: .joining(
                    "it has ", size.description, " bytes, and swap needs ",
                    (SwapHeader.minimumPages * pageSize).description))
        }
        let drawn = try RandomBytes.draw(16)
        guard let uuid = uuid ?? fingerprint.uuid(random: drawn) else {
            throw SystemError("draw a UUID for", path, code: 0)
        }
        return SwapHeader(pageSize: pageSize, lastPage: UInt32(pages - 1), uuid: uuid, label: label)
    }

    /// - Parameter overwrites: the types that may go, as the plan saw them: `ext4`, `swap and dos`.
    private static func rejectForeignData(
        _ device: borrowing FileDescriptor, _ overwrites: String?
    ) throws(SystemError) {
        func refusal(_ what: String) -> SystemError {
            SystemError(
                "format", device.path, code: 0, detail: .joining("it holds ", what, " now, and was left as it is"))
        }
        // Every header of the kernel's possible page sizes ends within 64 KiB.
        if case .hibernation(let magic)? = SwapSignature(firstBytes: try device.read(count: 65536, at: 0)) {
            throw refusal(.joining("a hibernation image (", magic, ")"))
        }
        let found: [String]
        switch try BlkidProbe.probe(device) {
        case .nothing: return
        case .found(let types), .ambivalent(let types): found = types
        }
        let allowed = types(overwrites ?? "")
        for type in found where !allowed.contains(type) { throw refusal(type) }
        if found.isEmpty { throw refusal("conflicting signatures") }
    }

    /// The words of `a, b and c`.
    private static func types(_ list: String) -> [String] {
        list.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
            .map { String(decoding: $0, as: UTF8.self) }.filter { $0 != "and" }
    }
}
