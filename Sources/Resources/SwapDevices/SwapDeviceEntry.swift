import Kernel
import Profiles
import Text

/// A swap partition or another whole block device.
package struct SwapDeviceEntry: Equatable, Sendable {
    package var device: Located<DeviceReference>
    package var swap: SwapOptions
    /// Whether a device without a swap header gets one.
    package var format: Bool
    /// Whether formatting may destroy a file system, RAID, LVM, LUKS or partition table found there.
    package var overwrite: Bool

    package init(
        device: Located<DeviceReference>, swap: SwapOptions = SwapOptions(), format: Bool = false,
        overwrite: Bool = false
    ) {
        self.device = device
        self.swap = swap
        self.format = format
        self.overwrite = overwrite
    }
}
