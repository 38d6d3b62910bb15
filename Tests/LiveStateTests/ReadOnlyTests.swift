import Foundation
import LiveState
import Support
import System
import Testing

/// Watches every file of a copied machine while it is read (inotify(7)).
@Suite("Reading a machine")
struct ReadOnlyTests {
    @Test("Opens nothing for writing, and never hot_add, whose reading makes a device")
    func harmless() throws {
        let machine = try TemporaryFolder()
        let source = Fixtures.path("debian-6.12-v2")
        try FileManager.default.removeItem(atPath: machine.path)
        try FileManager.default.copyItem(atPath: source, toPath: machine.path)
        let watcher = inotify_init1(Int32(IN_NONBLOCK))
        try #require(watcher >= 0)
        defer { close(watcher) }
        var names: [Int32: String] = [:]
        let files = try #require(FileManager.default.enumerator(atPath: machine.path))
        for case let name as String in files {
            let watch = inotify_add_watch(
                watcher, machine[name], UInt32(IN_OPEN | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE)
            )
            try #require(watch >= 0)
            names[watch] = name
        }
        let query = StateQuery(
            files: ["/var/swap", "/var/new"], devices: [.path("/dev/vdb2"), .path("/dev/vdb3")],
            cgroups: ["app", "web/one"])
        _ = try MachineState.read(root: Root(folder: machine.path), query: query)

        var opened: Set<String> = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let length = read(watcher, &buffer, buffer.count)
        var offset = 0
        while offset < length {
            let (watch, mask, nameLength) = buffer.withUnsafeBytes { bytes in
                (
                    bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self),
                    bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
                    bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
                )
            }
            let name = names[watch] ?? "?"
            #expect(mask & ~(UInt32(IN_OPEN) | UInt32(IN_ISDIR)) == 0, "\(name) was touched: \(mask)")
            opened.insert(name)
            offset += 16 + Int(nameLength)
        }
        // The watch works.
        #expect(opened.isSuperset(of: ["proc/swaps", "sys/block/zram0/comp_algorithm", "dev/zram0"]))
        #expect(!opened.contains("sys/class/zram-control/hot_add"))
    }
}
