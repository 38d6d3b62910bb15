import SwapFormat
import System
import Text

extension AreaContent {
    /// How closely to look at an area.
    enum Scrutiny {
        /// In use as swap: the header alone.
        case header
        /// Anything but swap is named by its type.
        case content
        /// Also what claims to be swap: a RAID member or a partition table may show the header of the area within it.
        case everything
    }

    /// Every possible header ends within the first 64 KiB.
    private static let farthestHeader = 65536

    /// Reads an open device or file.
    ///
    /// - Parameter pageSize: the kernel's, in bytes.
    static func read(_ file: borrowing FileDescriptor, pageSize: UInt64, _ scrutiny: Scrutiny) -> AreaContent {
        do {
            let page = try file.read(count: min(Int(pageSize), farthestHeader), at: 0)
            var signature = SwapSignature(firstBytes: page)
            if signature == nil, page.count == Int(pageSize), page.count < farthestHeader {
                signature = SwapSignature(firstBytes: try file.read(count: farthestHeader, at: 0))
            }
            switch signature {
            case .hibernation(let magic): return .hibernation(magic)
            case .swap(let header):
                guard scrutiny == .everything else { return .swap(header) }
                return try foreign(file, hasHeader: true) ?? .swap(header)
            case nil: return scrutiny == .header ? .empty : try foreign(file, hasHeader: false) ?? .empty
            }
        } catch {
            return AreaContent(unreadable: error)
        }
    }

    /// What can be said of an area that could not be read.
    init(unreadable error: SystemError) {
        self = error.code == Errno.access || error.code == Errno.permission ? .denied(error.text) : .unknown(error.text)
    }

    /// What libblkid finds; nil for nothing, and for the header that was found already.
    private static func foreign(_ file: borrowing FileDescriptor, hasHeader: Bool) throws(SystemError) -> AreaContent? {
        switch try BlkidProbe.probe(file) {
        case .nothing: nil
        case .found(["swap"]): hasHeader ? nil : .foreign("swap of an unknown version")
        case .found(let types), .ambivalent(let types): .foreign(listed(types))
        }
    }

    /// `ext4`, `swap and dos`, `a, b and c`
    private static func listed(_ names: [String]) -> String {
        guard let last = names.last else { return "conflicting signatures" }
        var text = ""
        for (index, name) in names.dropLast().enumerated() { text += index == 0 ? name : ", " + name }
        return text.isEmpty ? last : text + " and " + last
    }
}
