import Foundation
import LiveState
import Reports
import Resources
import Testing
import Text

@Suite("The status of a machine")
struct StatusTests {
    /// A profile that names these cgroups.
    private func profile(_ cgroups: [String]) -> Profile {
        var profile = Profile(source: SourceText(name: "p", text: ""))
        profile.cgroups = cgroups.map {
            CgroupEntry(path: Located($0, at: Position(line: 1, column: 1)), limits: [])
        }
        return profile
    }

    private func text(_ state: MachineState, cgroups: [String]?) -> String {
        StatusText.render(state, Catalog.status(state, cgroups.map(profile)), style: .plain)
    }

    private func json(_ state: MachineState, cgroups: [String]?) -> String {
        StatusJSON.document(state, Catalog.status(state, cgroups.map(profile))).text
    }

    @Test("Tables of zram devices, swap areas and cgroup limits")
    func text() {
        #expect(
            text(Samples.machine, cgroups: ["app", "gone"]) == """
                Memory: 2G, 1.2G available

                ZRAM   SIZE  ALGORITHM  DATA  COMPRESSED  RATIO  MEMORY  LIMIT  PRIORITY  LABEL
                zram0  512M  zstd       120M       40.1M   2.99   41.2M   128M       100  fast
                zram1     -  lzo-rle       -           -      -       -      -         -  -

                SWAP                SIZE  USED   PRIORITY
                /dev/zram0          512M  120M        100
                /var/swap           256M     0  automatic
                /mnt/a b (deleted)   64M     0  automatic

                CGROUP  USED  LIMIT             VALUE
                app     100M  memory.high        300M
                              memory.max          max
                              memory.oom.group      1
                gone       -  does not exist

                """)
    }

    @Test(
        "A machine without any of it says so",
        arguments: [
            (ZramSubsystem.Availability.present, "No zram device.\n"),
            (.loadable, "No zram device: the module is not loaded.\n"),
            (.absent("no module zram"), "No zram on this kernel: no module zram.\n"),
        ])
    func nothing(availability: ZramSubsystem.Availability, line: String) {
        var state = MachineState()
        state.zram = ZramSubsystem(availability: availability)
        state.memory = MemoryInfo(total: 1 << 30, available: 1 << 29)
        #expect(
            text(state, cgroups: ["app"])
                == "Memory: 1G, 512M available\n\n\(line)\nNo active swap.\n\nNo memory controller: "
                + "no cgroup file system is mounted.\n")
        #expect(
            text(state, cgroups: nil)
                == "Memory: 1G, 512M available\n\n\(line)\nNo active swap.\n")
    }

    @Test("The status as data has the rows of the tables")
    func json() throws {
        let text = json(Samples.machine, cgroups: ["app", "gone"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["format_version"] as? Int == 1)
        #expect(document["kernel"] as? String == "6.12.107")
        #expect((document["memory"] as? [String: Any])?["total"] as? Int == 2 << 30)

        let devices = try #require(document["zram"] as? [[String: Any]])
        #expect(devices[0]["name"] as? String == "zram0")
        #expect(devices[0]["size"] as? Int == 512 << 20)
        #expect(devices[0]["ratio"] as? Double == 2.99)
        #expect(devices[0]["memory_limit"] as? Int == 128 << 20)
        #expect(devices[0]["label"] as? String == "fast")
        #expect(devices[0]["priority"] as? Int == 100)
        #expect(devices[1]["data"] is NSNull)
        #expect(devices[1]["ratio"] is NSNull)
        #expect(devices[1]["active"] as? Bool == false)

        let swaps = try #require(document["swap"] as? [[String: Any]])
        #expect(swaps.map { $0["path"] as? String } == ["/dev/zram0", "/var/swap", "/mnt/a b"])
        #expect(swaps.map { $0["deleted"] as? Bool } == [false, false, true])
        #expect(swaps[1]["priority"] is NSNull)

        let cgroups = try #require(document["cgroups"] as? [[String: Any]])
        #expect(cgroups.map { $0["exists"] as? Bool } == [true, false])
        let limits = try #require(cgroups[0]["limits"] as? [[String: Any]])
        #expect(limits.map { $0["file"] as? String } == ["memory.high", "memory.max", "memory.oom.group"])
        #expect(limits[0]["value"] as? Int == 300 << 20)
        #expect(limits[1]["value"] as? String == "max")
        #expect(limits[2]["value"] as? Bool == true)
    }

    @Test("Without a profile there is no list of cgroups")
    func noProfile() {
        #expect(json(MachineState(), cgroups: nil).contains("\"cgroups\": null\n"))
        #expect(json(MachineState(), cgroups: []).contains("\"cgroups\": []\n"))
    }
}
