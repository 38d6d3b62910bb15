import Profiles
import Text

/// What a machine should have, as its owner wrote it: every value with the place where it stands.
///
/// Sizes are still expressions here, since they depend on the machine; the planner evaluates them.
package struct Profile: Equatable, Sendable {
    // One property for each kind of resource, in the order of the file.
    package var zram: [ZramEntry] = []
    package var swapFiles: [SwapFileEntry] = []
    package var swapDevices: [SwapDeviceEntry] = []
    package var cgroups: [CgroupEntry] = []
    package var settings: [SettingEntry] = []
    package var unmanaged: UnmanagedPolicy = .keep
    /// The demands that `check` holds a kernel against, beside the needs of the other sections; plans leave it out.
    package var kernel = KernelSection()
    /// The file, for messages that show a line of it.
    package var source: SourceText

    package init(source: SourceText) { self.source = source }
}
