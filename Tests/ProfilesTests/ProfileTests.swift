import Model
import Profiles
import Testing

@Suite("Reading a profile")
struct ProfileTests {
    @Test("The profile of the documentation is read with every value")
    func documented() throws {
        let profile = try Profile.parse(
            SourceText(
                name: "profile.yaml",
                text: """
                    version: 1
                    zram:
                      zram0:
                        size: min(ram / 2, 512M)
                        algorithm: zstd(level=3)
                        mem_limit: ram / 4
                        swap: { priority: 100, discard: once }
                    swap_files:
                      /var/swap: { size: 256M, priority: 10 }
                    swap_devices:
                      LABEL=board-swap: { priority: 5 }
                    cgroups:
                      app:
                        memory.high: 60%
                        memory.max: 80%
                        memory.swap.max: 256M
                    unmanaged: keep
                    """))
        let device = try #require(profile.zram.first)
        #expect(device.name == Located("zram0", at: Position(line: 3, column: 3)))
        #expect(device.deviceNumber == 0)
        #expect(try device.size.evaluate(SizeContext(ram: 512 << 20)) == 256 << 20)
        #expect(try device.size.evaluate(SizeContext(ram: 4 << 30)) == 512 << 20)
        #expect(device.algorithm?.value == Algorithm(name: "zstd", parameters: [.init(key: "level", value: "3")]))
        #expect(device.swap.priority?.value == 100)
        #expect(device.swap.discard?.value == .once)
        #expect(profile.swapFiles.map(\.path.value) == ["/var/swap"])
        #expect(profile.swapDevices.map(\.device.value) == [.tag(.label, "board-swap")])
        #expect(profile.cgroups.first?.limits.map(\.attribute.value) == [.memoryHigh, .memoryMax, .swapMax])
        #expect(profile.unmanaged == .keep)
    }
}
