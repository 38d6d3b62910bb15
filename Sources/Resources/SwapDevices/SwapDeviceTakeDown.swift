import Kernel
import LiveState
import Planning
import Profiles
import SwapFormat
import Text

extension Planner {
    func takeDownDevices(_ changes: inout [ResourceChange]) {
        for index in profile.swapDevices.indices.reversed() {
            var change = row(
                .swapDevice, profile.swapDevices[index].device.value.text, profile.swapDevices[index].device.position)
            if let device = deviceState(index), let active = state.devices[device].active,
                otherOwner(ofDevice: index) == nil
            {
                change.remove(active, discard: discard(of: state.devices[device], profile.swapDevices[index]))
            } else if let device = deviceState(index), state.devices[device].path == nil {
                // Whether it is in use is unknown.
                _ = change.blockUnreadable(
                    profile.swapDevices[index].device.value.text, state.devices[device].content)
            }
            changes.append(change)
        }
    }
}
