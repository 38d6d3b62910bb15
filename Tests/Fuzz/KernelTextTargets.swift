import Text
import SwapFormat
import Kernel
import Planning

@testable import Applying
@testable import LiveState
@testable import System

extension Target {
    func readSwaps(_ bytes: [UInt8]) {
        let rows = ActiveSwap.rows(procSwaps: bytes)
        expect(rows.count <= bytes.count { $0 == 0x0a } + 1, "no more rows than lines")
        for row in rows { expect(!row.path.isEmpty, "a row has a path") }
        // Lines of /proc/locks look much like them.
        if let root = try? Root().status("/") { _ = LockFile.holder(of: root, in: bytes) }
    }

    func readMountinfo(_ bytes: [UInt8]) {
        let mounts = MountTable(mountinfo: bytes)
        for path in ["/", "/var/swap", "/a b/c\\d", "/sys"] {
            if let mount = mounts.mount(holding: path) {
                _ = mounts.text(mount.source)
                _ = mounts.isReadOnly(mount)
                _ = mounts.hasOption("memory", in: mount.superOptions)
            }
            if let mount = mounts.mount(at: path) { expect(mounts.text(mount.mountPoint) != "", "it has a place") }
        }
        _ = mounts.mountPoint(of: DeviceNumber(major: 254, minor: 0), node: "/dev/vda")
        _ = mounts.first(" - cgroup ") { mounts.hasOption("memory", in: $0.superOptions) }
        _ = DeviceNumber(attribute: bytes)
    }

    func readMeminfo(_ bytes: [UInt8]) {
        let memory = MemoryInfo(meminfo: bytes)
        expect(memory.total % 1024 == 0 || memory.total == .max, "meminfo is in KiB")
    }

    func readCommandLine(_ bytes: [UInt8]) {
        _ = MemoryControllerBoot(KernelCommandLine(bytes))
        _ = MemoryControllerRow(procCgroups: bytes)
        _ = Rights.isWhole(bytes)
        if let name = Container.name(inEnvironment: bytes) { expect(!name.utf8.contains(0), "a value ends at its NUL") }
        let text = String(decoding: bytes, as: UTF8.self)
        if let version = KernelVersion(release: text) {
            expect(version.major >= 0 && version.minor >= 0 && version.patch >= 0, "versions count from 0")
            expect(KernelVersion(release: version.text) == version, "a version reads as it is written")
        }
        if let uuid = UUID(text: text) { expect(UUID(text: uuid.text) == uuid, "a UUID reads as it is written") }
    }

    func readModules(_ bytes: [UInt8]) {
        let index = ModuleIndex(builtIn: bytes, loadable: bytes)
        for name in ["zram", "lz4-compress", "zstd_compress", ""] where index.loadable(name) {
            expect(!name.isEmpty, "nothing is no module")
        }
        _ = index.builtIn("zram")
    }

    func readAttributes(_ bytes: [UInt8]) {
        let algorithms = BracketedChoice(bytes)
        if let selected = algorithms.selected {
            expect(algorithms.names.contains(selected), "the one that is selected is among them")
        }
        _ = MemoryStatistics(mmStat: bytes)
        _ = LimitValue(limit: bytes, pageSize: 4096)
        _ = LimitValue(limit: bytes, pageSize: 65536)
        _ = LimitValue(flag: bytes)
        _ = bytes.firstLine
        _ = bytes.hasWord("memory")
        let text = String(decoding: bytes, as: UTF8.self)
        if let name = ZramName(text) { expect(name.text == text, "a name is read as it is written") }
        let ways: [ReadBack.Form] = [.text, .selected, .word("memory"), .column(3)]
        for way in ways {
            _ = way.finding("1", in: text)
            if let value = way.value(in: text) { expect(way.finding(value, in: text) == nil, "a value is found again") }
        }
    }
}
