import Foundation
import Profiles
import Resources
import Support
import Testing
import Text
import YAML

/// The folder `profiles` of the repository.
let profilesFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../profiles").standardized

func loadSchema() throws -> [String: Any] {
    let data = try Data(contentsOf: profilesFolder.appending(path: "profile.schema.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
}

@Suite("The profiles that come with the program")
struct ShippedProfileTests {
    private static let names = ["board-1g", "board-512m", "desktop", "emmc-swap-file", "router-64m"]

    /// With its text.
    private func read(_ name: String) throws -> (SourceText, String) {
        let data = try Data(contentsOf: profilesFolder.appending(path: name + ".yaml"))
        return (SourceText(name: name, bytes: Array(data)), try #require(String(data: data, encoding: .utf8)))
    }

    @Test("are valid, name the schema and say why", arguments: names)
    func valid(name: String) throws {
        let (source, text) = try read(name)
        let profile = try Profile.parse(source)
        #expect(!profile.zram.isEmpty)
        #expect(text.hasPrefix("# yaml-language-server: $schema=profile.schema.json\n"))
        let document = YAMLDocument(source)
        let root = try #require(document.root)
        #expect(try SchemaValidator(try loadSchema()).accepts(JSONLike(root, document)))
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.contains("# ") }.count * 4 > lines.count)
        #expect(lines.allSatisfy { $0.count <= 120 })
    }

    @Test("have sizes that their machines can carry", arguments: names)
    func sizes(name: String) throws {
        let profile = try Profile.parse(try read(name).0)
        let ram: UInt64 =
            switch name {
            case "router-64m": 64 << 20
            case "board-512m": 512 << 20
            case "desktop": 4 << 30
            default: 1 << 30
            }
        let context = SizeContext(ram: ram, diskFree: 2 << 30)
        for device in profile.zram {
            #expect((32 << 20...8 << 30).contains(try device.size.evaluate(context)))
            if let limit = device.memoryLimit {
                #expect(try limit.evaluate(context) <= ram / 2)
            }
        }
        for file in profile.swapFiles { #expect(try file.size.evaluate(context) <= 512 << 20) }
        for group in profile.cgroups {
            for limit in group.limits {
                guard case .size(let size) = limit.value.value else { continue }
                let bytes = try Located(size, at: limit.value.position).evaluate(context, allowsZero: true)
                #expect(bytes <= ram)
            }
        }
    }

    @Test("are all tested here")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: profilesFolder.path).filter {
            $0.hasSuffix(".yaml")
        }
        #expect(files.sorted() == Self.names.map { $0 + ".yaml" })
    }
}
