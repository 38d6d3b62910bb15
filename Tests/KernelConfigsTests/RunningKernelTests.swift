import Foundation
import KernelConfigs
import Support
import System
import Testing

@Suite("The running kernel's configuration")
struct RunningKernelTests {
    private static let places = [
        "/proc/config.gz", "/boot/config-6.12.1-board", "/lib/modules/6.12.1-board/config",
        "/usr/lib/modules/6.12.1-board/config", "/lib/modules/6.12.1-board/build/.config",
    ]
    private let fake: FakeKernel
    private var folder: TemporaryFolder { fake.folder }
    private var root: Root { Root(folder: folder.path) }

    init() throws {
        fake = try FakeKernel()
        try folder.plant("proc/sys/kernel/osrelease", "6.12.1-board\n")
    }

    private func failure() throws -> ConfigSourceError {
        try #require(throws: ConfigSourceError.self) { _ = try KernelSources.running(root) }
    }

    @Test("The first place that has it wins, and what was tried before is listed", arguments: 0..<places.count)
    func order(first: Int) throws {
        for (index, place) in Self.places.enumerated() where index >= first {
            let text = "CONFIG_PLACE=\(index)\n"
            try folder.plant(String(place.dropFirst()), place.hasSuffix(".gz") ? fake.gzip(text) : Array(text.utf8))
        }
        let source = try KernelSources.running(root)
        #expect(String(decoding: source.bytes, as: UTF8.self) == "CONFIG_PLACE=\(first)\n")
        #expect(source.name == folder.path + Self.places[first])
        #expect(source.tried.map(\.path) == Self.places.prefix(first).map { folder.path + $0 })
        #expect(source.tried.allSatisfy { $0.reason == "is missing" })
    }

    @Test("A broken one is listed, and the next one is taken")
    func broken() throws {
        try folder.plant("proc/config.gz", Array(fake.gzip(FakeKernel.config).dropLast(3)))
        try folder.plant("boot/config-6.12.1-board", "")
        try folder.plant("lib/modules/6.12.1-board/config", FakeKernel.config)
        let source = try KernelSources.running(root)
        #expect(source.bytes == Array(FakeKernel.config.utf8))
        #expect(source.tried.map(\.reason) == ["is cut off: its gzip stream has no end", "is empty"])
    }

    @Test("Where there is none, all places are listed")
    func none() throws {
        let error = try failure()
        #expect(error.tried.map(\.path) == Self.places.map { folder.path + $0 })
        #expect(error.problem == "has its configuration in none of the usual places")
        #expect(error.help?.contains("--image") == true)
    }

    @Test(
        "Without a release only /proc is left; one that is a path is none", arguments: ["", "\n", "../../etc", "a/b"])
    func release(text: String) throws {
        try folder.plant("proc/sys/kernel/osrelease", text)
        #expect(try failure().tried.map(\.path) == [folder.path + "/proc/config.gz"])
    }

    @Test("A build tree is found through its link, inside of a copy")
    func link() throws {
        try folder.plant("usr/src/linux/.config", FakeKernel.config)
        try folder.plant("lib/modules/6.12.1-board/modules.dep", "")
        try folder.link("lib/modules/6.12.1-board/build", to: "/usr/src/linux")
        #expect(try KernelSources.running(root).tried.count == 4)
    }
}
