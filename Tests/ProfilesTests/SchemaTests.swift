import Foundation
import Model
import Profiles
import Testing

/// The folder `profiles` of the repository.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../profiles").standardized

@Suite("The JSON Schema and the parser")
struct SchemaTests {
    private func schema() throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: "profile.schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func keys(_ object: [String: Any]) throws -> Set<String> {
        #expect(object["additionalProperties"] as? Bool == false)
        return Set(try #require(object["properties"] as? [String: Any]).keys)
    }

    @Test(
        "know the same keys in every mapping",
        arguments: [
            ("", ProfileKeys.document), ("zram", ProfileKeys.zram), ("swap", ProfileKeys.swap),
            ("swap_file", ProfileKeys.swapFile), ("swap_device", ProfileKeys.swapDevice),
            ("cgroup", CgroupAttribute.allCases.map { ProfileKey($0.rawValue) }),
        ])
    func sameKeys(definition: String, keys known: [ProfileKey]) throws {
        let schema = try schema()
        var object = schema
        if !definition.isEmpty {
            let definitions = try #require(schema["definitions"] as? [String: Any])
            object = try #require(definitions[definition] as? [String: Any])
        }
        #expect(try keys(object) == Set(known.map(\.name)))
        #expect(Set(object["required"] as? [String] ?? []) == Set(known.filter(\.isRequired).map(\.name)))
    }

    @Test("know the same words")
    func sameWords() throws {
        let schema = try schema()
        let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
        #expect(definitions["discard"]?["enum"] as? [String] == DiscardPolicy.allCases.map(\.rawValue))
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        #expect(properties["unmanaged"]?["enum"] as? [String] == UnmanagedPolicy.allCases.map(\.rawValue))
        #expect(definitions["priority"]?["maximum"] as? Int == 32767)
    }
}

@Suite("The profiles that come with the program")
struct ShippedProfileTests {
    @Test(
        "are valid, name the schema and say why",
        arguments: [
            "router-64m", "board-512m", "board-1g", "emmc-swap-file", "desktop",
        ])
    func valid(name: String) throws {
        let data = try Data(contentsOf: folder.appending(path: name + ".yaml"))
        let profile = try Profile.parse(SourceText(name: name, bytes: Array(data)))
        #expect(!profile.zram.isEmpty)
        let text = try #require(String(data: data, encoding: .utf8))
        #expect(text.hasPrefix("# yaml-language-server: $schema=profile.schema.json\n"))
    }

    @Test("are all tested here")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(
            files.sorted() == [
                "board-1g.yaml", "board-512m.yaml", "desktop.yaml", "emmc-swap-file.yaml", "router-64m.yaml",
            ])
    }
}
