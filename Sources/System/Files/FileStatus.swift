import CSystem
import Text

/// A device's major and minor number.
package struct DeviceNumber: Equatable, Sendable {
    package var major: UInt32
    package var minor: UInt32

    package init(major: UInt32, minor: UInt32) {
        self.major = major
        self.minor = minor
    }

    init(_ number: dev_t) {
        self.init(major: csystem_major(UInt64(number)), minor: csystem_minor(UInt64(number)))
    }

    /// `254:0`, as in sysfs and mountinfo.
    package var text: String { .joining(major.description, ":", minor.description) }
}

/// What stat(2) shows of a file.
package struct FileStatus: Equatable, Sendable {
    /// The kind of file.
    package enum Kind: Equatable, Sendable {
        case regular, folder, symbolicLink, blockDevice, characterDevice, fifo, socket, unknown

        /// In words, as stat(1) says them.
        package var text: String {
            switch self {
            case .regular: "regular file"
            case .folder: "directory"
            case .symbolicLink: "symbolic link"
            case .blockDevice: "block device"
            case .characterDevice: "character device"
            case .fifo: "FIFO"
            case .socket: "socket"
            case .unknown: "file of unknown kind"
            }
        }
    }

    package var kind: Kind
    /// The file system that it is on.
    package var device: DeviceNumber
    package var inode: UInt64
    /// The permission bits with set-user-id and its kin.
    package var mode: UInt32
    package var links: UInt64
    package var owner: UInt32
    /// In bytes.
    package var size: UInt64
    /// In bytes.
    package var allocated: UInt64
    /// Which device a device node stands for.
    package var node: DeviceNumber

    init(_ status: stat) {
        kind =
            switch Int32(bitPattern: status.st_mode) & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            case S_IFBLK: .blockDevice
            case S_IFCHR: .characterDevice
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            default: .unknown
            }
        device = DeviceNumber(status.st_dev)
        inode = UInt64(status.st_ino)
        mode = UInt32(status.st_mode) & 0o7777
        links = UInt64(status.st_nlink)
        owner = status.st_uid
        size = UInt64(max(0, status.st_size))
        // st_blocks counts units of 512 bytes on every file system.
        allocated = BinaryUnits.figure(UInt64(max(0, status.st_blocks)), of: 512)
        node = DeviceNumber(status.st_rdev)
    }
}

extension FileDescriptor {
    /// fstat(2).
    package borrowing func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw .current("stat", path) }
        return FileStatus(status)
    }
}
