import Foundation
import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("The profiles that come with the program, on a simulated board")
struct ShippedProfilePlanTests {
    private static func profile(_ name: String) throws -> Profile {
        let file = URL(filePath: #filePath).appending(path: "../../../profiles/\(name).yaml").standardized
        return try Profile.parse(SourceText(name: name, bytes: Array(Data(contentsOf: file))))
    }

    @Test(
        "set up all that they name, and are in sync afterwards",
        arguments: [
            ("router-64m", 64), ("board-512m", 512), ("board-1g", 1024), ("emmc-swap-file", 1024), ("desktop", 8192),
        ] as [(String, UInt64)])
    func settle(name: String, mebibytes: UInt64) throws {
        let profile = try Self.profile(name)
        var kernel = SimulatedKernel()
        kernel.memoryTotal = mebibytes << 20
        kernel.memoryAvailable = kernel.memoryTotal / 2
        kernel.folders = ["/var": SimulatedFileSystem(free: 8 << 30)]

        let plan = Plan.make(profile, on: kernel.state(for: StateQuery(profile)))
        // The desktop's partition is not there; all else can be had.
        let blocked = plan.changes.filter { $0.action == .blocked }.map(\.resource)
        #expect(blocked == profile.swapDevices.map { Resource(.swapDevice, $0.device.value.text) })
        #expect(plan.diagnostics.isEmpty)
        #expect(plan.changes.allSatisfy { $0.diagnostics.isEmpty || $0.action == .blocked })
        #expect(plan.count(.create) == profile.zram.count + profile.swapFiles.count + profile.cgroups.count)

        #expect(apply(plan, to: &kernel).isEmpty)
        #expect(Plan.make(profile, on: kernel.state(for: StateQuery(profile))).isEmpty)
    }
}
