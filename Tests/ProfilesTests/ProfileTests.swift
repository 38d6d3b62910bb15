import Kernel
import Profiles
import Resources
import SwapFormat
import Testing
import Text

@Suite("Reading a profile")
struct ProfileTests {
    private func at(_ line: Int, _ column: Int) -> Position { Position(line: line, column: column) }

    private func parse(_ text: String) throws -> Profile {
        try Profile.parse(SourceText(name: "profile.yaml", text: text))
    }

    @Test("The profile of the documentation is read with every value and its place")
    func documented() throws {
        let profile = try parse(
            """
            version: 1
            zram:
              zram0:
                size: min(ram / 2, 512M)
                algorithm: zstd(level=3)
                mem_limit: ram / 4
                swap: { priority: 100, discard: once }   # none, once, pages, both
            swap_files:
              /var/swap: { size: 256M, priority: 10 }
            swap_devices:
              LABEL=board-swap: { priority: 5 }          # format: true, overwrite: true where wanted
            cgroups:
              app:
                memory.high: 60%
                memory.max: 80%
                memory.swap.max: 256M
            unmanaged: keep                              # or remove
            """)
        var expected = Profile(source: profile.source)
        let half = SizeExpression.binary(.divide, .variable(.ram, at(4, 15)), .number(2), at(4, 19))
        expected.zram = [
            ZramEntry(
                name: Located("zram0", at: at(3, 3)),
                size: Located(.function(.min, [half, .number(0x1p29)], at(4, 11)), at: at(4, 11)),
                algorithm: Located(
                    Algorithm(name: "zstd", parameters: [.init(key: "level", value: "3")]), at: at(5, 16)),
                memoryLimit: Located(
                    .binary(.divide, .variable(.ram, at(6, 16)), .number(4), at(6, 20)), at: at(6, 16)),
                swap: SwapOptions(priority: Located(100, at: at(7, 23)), discard: Located(.once, at: at(7, 37))))
        ]
        expected.swapFiles = [
            SwapFileEntry(
                path: Located("/var/swap", at: at(9, 3)), size: Located(.number(0x1p28), at: at(9, 22)),
                swap: SwapOptions(priority: Located(10, at: at(9, 38))))
        ]
        expected.swapDevices = [
            SwapDeviceEntry(
                device: Located(.tag(.label, "board-swap"), at: at(11, 3)),
                swap: SwapOptions(priority: Located(5, at: at(11, 33))))
        ]
        func limit(_ attribute: CgroupAttribute, _ size: SizeExpression, _ line: Int, _ column: Int) -> CgroupLimit {
            CgroupLimit(
                attribute: Located(attribute, at: at(line, 5)), value: Located(.size(size), at: at(line, column)))
        }
        expected.cgroups = [
            CgroupEntry(
                path: Located("app", at: at(13, 3)),
                limits: [
                    limit(.memoryHigh, .percentOfRAM(60), 14, 18), limit(.memoryMax, .percentOfRAM(80), 15, 17),
                    limit(.swapMax, .number(0x1p28), 16, 22),
                ])
        ]
        expected.unmanaged = .keep
        #expect(profile == expected)
    }

    @Test("Everything that may be left out may be left out")
    func least() throws {
        #expect(try parse("version: 1") == Profile(source: SourceText(name: "profile.yaml", text: "version: 1")))
        let empty = try parse("version: 1\nzram:\nswap_files: ~\nswap_devices: null\ncgroups: {}\n")
        #expect(empty.zram.isEmpty && empty.swapFiles.isEmpty && empty.swapDevices.isEmpty && empty.cgroups.isEmpty)
        let profile = try parse(
            """
            version: 1
            zram: { a: { size: 64M } }
            swap_files: { /a: { size: 1M } }
            swap_devices: { /dev/sda2: , LABEL=b: {} }
            """)
        #expect(profile.zram.first?.algorithm == nil && profile.zram.first?.memoryLimit == nil)
        #expect(profile.zram.first?.swap == SwapOptions() && profile.zram.first?.overwrite == false)
        #expect(profile.swapFiles.first?.swap == SwapOptions() && profile.swapFiles.first?.overwrite == false)
        #expect(profile.swapDevices.map(\.device.value) == [.path("/dev/sda2"), .tag(.label, "b")])
        #expect(profile.swapDevices.allSatisfy { !$0.format && !$0.overwrite && $0.swap == SwapOptions() })
    }

    @Test("Leave to destroy is given for each entry alone")
    func overwrite() throws {
        let profile = try parse(
            """
            version: 1
            zram: { a: { size: 1M, overwrite: true }, b: { size: 1M, overwrite: false }, c: { size: 1M } }
            swap_files: { /a: { size: 1M, overwrite: true }, /b: { size: 1M } }
            swap_devices: { /dev/a: { overwrite: true }, /dev/b: { format: true }, /dev/c: { format: false } }
            unmanaged: remove
            """)
        #expect(profile.zram.map(\.overwrite) == [true, false, false])
        #expect(profile.swapFiles.map(\.overwrite) == [true, false])
        #expect(profile.swapDevices.map(\.overwrite) == [true, false, false])
        #expect(profile.swapDevices.map(\.format) == [false, true, false])
        #expect(profile.unmanaged == .remove)
    }

    @Test(
        "A limit is a size, zero or max; that of memory.oom.group is a truth",
        arguments: [
            ("memory.max: max", .memoryMax, .max), ("memory.max: 'max'", .memoryMax, .max),
            ("memory.swap.max: 0", .swapMax, .size(.number(0))), ("memory.min: 0K", .memoryMin, .size(.number(0))),
            ("memory.low: 64M - 64M", .memoryLow, nil), ("memory.high: 12.5%", .memoryHigh, .size(.percentOfRAM(12.5))),
            ("memory.swap.high: max(1, 2)", .swapHigh, nil), ("memory.oom.group: true", .oomGroup, .flag(true)),
            ("memory.oom.group: false", .oomGroup, .flag(false)), ("memory.oom.group: 1", .oomGroup, .flag(true)),
            ("memory.oom.group: 0", .oomGroup, .flag(false)),
        ] as [(String, CgroupAttribute, CgroupLimit.Value?)])
    func limits(line: String, attribute: CgroupAttribute, value: CgroupLimit.Value?) throws {
        let limits = try parse("version: 1\ncgroups:\n  a:\n    \(line)\n").cgroups.flatMap(\.limits)
        #expect(limits.map(\.attribute) == [Located(attribute, at: at(4, 5))])
        if let value { #expect(limits.first?.value.value == value) }
    }

    @Test(
        "An algorithm may have parameters",
        arguments: [
            ("lz4", "lz4"), ("lzo-rle", "lzo-rle"), ("842", "842"), ("zstd(level=3)", "zstd(level=3)"),
            ("zstd( level = -5 , dict=/etc/zram.dict )", "zstd(level=-5, dict=/etc/zram.dict)"),
            ("'deflate(deflate.winbits=-12)'", "deflate(deflate.winbits=-12)"), ("zstd ", "zstd"),
        ])
    func algorithms(text: String, expected: String) throws {
        let profile = try parse("version: 1\nzram:\n  a:\n    size: 1M\n    algorithm: \(text)\n")
        #expect(profile.zram.first?.algorithm?.value.text == expected)
    }

    @Test(
        "A zram device has its own name or one of the user's",
        arguments: [
            ("zram0", 0), ("zram9999", 9999), ("board", nil), ("zram", nil), ("zramx", nil),
            ("a_b-C.".dropLast() + "9", nil),
            ("fifteen-letters", nil),
        ] as [(String, Int?)])
    func zramNames(name: String, number: Int?) throws {
        let entry = try #require(try parse("version: 1\nzram:\n  \(name): { size: 1M }\n").zram.first)
        #expect(entry.name.value == name)
        #expect(entry.deviceNumber == number)
    }

    @Test(
        "A swap device is a path below /dev or a tag",
        arguments: [
            ("/dev/mmcblk0p3", .path("/dev/mmcblk0p3")), ("/dev/disk/by-label/a", .path("/dev/disk/by-label/a")),
            ("UUID=ab-1", .tag(.uuid, "ab-1")), ("LABEL=my swap", .tag(.label, "my swap")),
            ("PARTUUID=12-03", .tag(.partUUID, "12-03")), ("PARTLABEL=a=b", .tag(.partLabel, "a=b")),
            ("'LABEL=größe'", .tag(.label, "größe")),
        ] as [(String, DeviceReference)])
    func devices(text: String, expected: DeviceReference) throws {
        #expect(try parse("version: 1\nswap_devices:\n  \(text): {}\n").swapDevices.map(\.device.value) == [expected])
    }

    @Test(
        "What only looks like a clash is none",
        arguments: [
            "zram: { a: { size: 1M } }\nswap_devices: { LABEL=b: {}, UUID=a: {}, PARTLABEL=a: {}, PARTLABEL=A: {} }",
            "zram: { board: { size: 1M } }\nswap_devices: { /dev/zram0: {}, /dev/board: {} }",
            "swap_devices: { LABEL=a: {}, LABEL=A: {}, /dev/a: {}, /dev/disk/by-id/a: {} }",
        ])
    func noClash(text: String) throws {
        _ = try parse("version: 1\n" + text)
    }

    @Test("As many swap areas as the kernel counts are no error")
    func manyAreas() throws {
        let devices = (1...32).map { "  /dev/sda\($0): {}\n" }.joined()
        #expect(try parse("version: 1\nswap_devices:\n" + devices).swapDevices.count == 32)
    }
}
