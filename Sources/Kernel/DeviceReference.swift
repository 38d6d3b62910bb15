import Text

/// How a profile names a block device.
package enum DeviceReference: Equatable, Sendable {
    case path(String)
    /// `UUID=`, `LABEL=`, `PARTUUID=` or `PARTLABEL=`, as in fstab(5).
    case tag(Tag, String)

    /// The tags that libblkid and udev resolve.
    package enum Tag: String, Sendable, CaseIterable {
        case uuid = "UUID"
        case label = "LABEL"
        case partUUID = "PARTUUID"
        case partLabel = "PARTLABEL"

        /// The folder under /dev/disk in which udev keeps a link for each value.
        package var udevFolder: String {
            switch self {
            case .uuid: "by-uuid"
            case .label: "by-label"
            case .partUUID: "by-partuuid"
            case .partLabel: "by-partlabel"
            }
        }
    }

    /// As the profile writes it: `/dev/sda2` or `LABEL=board-swap`.
    package var text: String {
        switch self {
        case .path(let path): path
        case .tag(let tag, let value): tag.rawValue + "=" + value
        }
    }
}
